"""Documents on either side of each limit of interface.md: limieten.py FOLDER."""
import random
import sys
import zipfile

FOLDER = sys.argv[1]
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPHS = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in
                     ("Vragen en opmerkingen van de leden van de VVD-fractie", "Klopt dit?"))
HEAD, TAIL = f'<w:document xmlns:w="{NAMESPACE}"><w:body>', f"{PARAGRAPHS}</w:body></w:document>"
MIB = 1 << 20


def docx(name, document=HEAD + TAIL, parts=()):
    with zipfile.ZipFile(f"{FOLDER}/{name}.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("word/document.xml", document)
        for part, text in parts:
            file.writestr(part, text)


def filled(size, head=HEAD, tail=TAIL):
    return head + " " * (size - len(head) - len(tail)) + tail


def side(kind, size):
    return filled(size, f'<w:{kind} xmlns:w="{NAMESPACE}">', f"</w:{kind}>")


def deep(depth):
    return HEAD + "<w:x>" * (depth - 2) + "</w:x>" * (depth - 2) + TAIL


for count in 4096, 4097:
    docx(f"delen-{count}", parts=[(f"word/{n}", "x") for n in range(count - 1)])
for size in 32 * MIB, 32 * MIB + 1:
    docx(f"deel-{size}", filled(size))
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
    f'<Relationship Type="x/{kind}" Target="{kind}.xml"/>'
    for kind in ("styles", "numbering", "footnotes", "endnotes")) + "</Relationships>"
for last in 0, 1:
    docx(f"samen-{128 * MIB + last}", filled(32 * MIB),
         [("word/_rels/document.xml.rels", RELATIONS), ("word/styles.xml", side("styles", 31 * MIB)),
          ("word/numbering.xml", side("numbering", MIB - len(RELATIONS) + last)),
          ("word/footnotes.xml", side("footnotes", 32 * MIB)), ("word/endnotes.xml", side("endnotes", 32 * MIB))])
for depth in 256, 257:
    docx(f"diep-{depth}", deep(depth))
for size in 64 * MIB, 64 * MIB + 1:
    with zipfile.ZipFile(f"{FOLDER}/bestand-{size}.docx", "w") as file:
        file.writestr("word/document.xml", HEAD + TAIL)
        names = len("word/media/a.bin")
        rest = size - file.fp.tell() - (30 + names) - (46 + len("word/document.xml")) - (46 + names) - 22
        file.writestr("word/media/a.bin", random.Random(4).randbytes(1024) * (rest // 1024) + b"x" * (rest % 1024))
