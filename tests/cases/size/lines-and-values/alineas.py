"""A Word file of as many paragraphs as may be, or one more: alineas.py COUNT FILE."""
import sys
import zipfile

COUNT, PATH = int(sys.argv[1]), sys.argv[2]
OPEN = "http://schemas.openxmlformats.org/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


with zipfile.ZipFile(PATH, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", f'<Types xmlns="{OPEN}package/2006/content-types"><Default Extension="rels" '
                     'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                     f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
    archive.writestr("_rels/.rels", f'<Relationships xmlns="{OPEN}package/2006/relationships"><Relationship Id="r1" '
                     f'Type="{OPEN}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    archive.writestr("word/document.xml", f'<w:document xmlns:w="{OPEN}wordprocessingml/2006/main"><w:body>'
                     + paragraph("Vragen en opmerkingen van de leden van de VVD-fractie")
                     + paragraph("Klopt dit?") + paragraph("a") * (COUNT - 2) + "</w:body></w:document>")
