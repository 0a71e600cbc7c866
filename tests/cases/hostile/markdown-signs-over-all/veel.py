import sys

begin = sys.stdin.read()
begin = begin[: begin.rindex("  - to:")]
print(begin, end="")
for number in range(1, 501):
    print(f"  - to: VVD-{number}\n    text: |\n      " + "![[]()" * 10900)
