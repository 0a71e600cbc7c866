"""Files of as many lines, values, entries or blocks as may be, and one more: veel.py KIND COUNT."""
import sys

KIND, COUNT = sys.argv[1], int(sys.argv[2])
HEADING = "Vragen en opmerkingen van de leden van de VVD-fractie\n\nKlopt dit?\n"
ENTRY = "  - to: VVD-1\n    text: "


def block_texts(count):
    """Answers of at most 20,000 paragraphs each."""
    for start in range(0, count, 20000):
        yield ENTRY + '"' + "a\\n\\n" * (min(count - start, 20000) - 1) + 'a"\n'


if KIND == "lines":
    sys.stdout.write(HEADING + "\n" * (COUNT - 4))
elif KIND == "filled":
    sys.stdout.write(HEADING + "Dit is zo.\n" * (COUNT - 2))
else:
    sys.stdout.write(open("begin.yaml", encoding="utf-8").read())
    if KIND == "values":  # nine of them are the letter's, one is the list
        sys.stdout.write("x: [" + "a," * (COUNT - 10) + "]\n")
    elif KIND == "entries":
        sys.stdout.write("answers:\n" + (ENTRY + "a\n") * COUNT)
    elif KIND == "blocks":
        sys.stdout.write("answers:\n" + "".join(block_texts(COUNT)))
