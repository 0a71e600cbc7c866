"""Pages of HTML and XML, and PDFs, on either side of each limit of interface.md: andere.py FOLDER."""
import sys

FOLDER = sys.argv[1]
MIB = 1 << 20
PARAGRAPHS = ("<p>Vragen en opmerkingen van de leden van de VVD-fractie</p><p>Klopt dit?</p>")


def write(name, text):
    with open(f"{FOLDER}/{name}", "wb") as file:
        file.write(text.encode("ascii") if isinstance(text, str) else text)


def html(depth, size=0):
    opening, closing = "<!DOCTYPE html><html><body>" + "<div>" * depth, "</div>" * depth + "</body></html>"
    return opening + " " * (size - len(opening) - len(PARAGRAPHS) - len(closing)) + PARAGRAPHS + closing


def pdf(pages, size=0):
    """PDF of so many pages, a question on each; filled up with a comment."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for n in range(pages):
        heading = b"" if n else b"(Vragen en opmerkingen van de leden van de VVD-fractie) Tj 0 -40 Td "
        words = b"BT /F 9 Tf 70 700 Td %s(Klopt bedrag %d van de begroting?) Tj ET" % (heading, n + 1)
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
                    % (5 + 2 * n), b"<</Length %d>>stream\n%s\nendstream" % (len(words), words)]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    table += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n" % (len(objects) + 1)
    rest = size - len(out) - len(table) - len("12345678\n%%EOF\n")
    if rest > 0:
        out += b"%" + b" " * (rest - 2) + b"\n"
    return bytes(out) + table + b"%08d\n%%%%EOF\n" % len(out)


for size in 16 * MIB, 16 * MIB + 1:
    write(f"bladzijde-{size}.html", html(1, size))
for depth in 510, 511:
    write(f"diep-{depth + 2}.html", html(depth))
for pages in 2000, 2001:
    write(f"blz-{pages}.pdf", pdf(pages))
for size in 50 * MIB, 50 * MIB + 1:
    write(f"groot-{size}.pdf", pdf(1, size))
