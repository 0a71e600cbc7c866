# SPDX-License-Identifier: EUPL-1.2
"""Word files of a committee, for tests of `export --into`: two as programs made them, three written here by hand.

`documents()` gives name → bytes. libreoffice.docx was made by LibreOffice 7.4 from a flat OpenDocument text,
python-docx.docx by python-docx 1.2; both are committed as they came out. The others are made anew each time:
an XML of somebody's own, with other prefixes and no styles; one with tracked changes; one with comments,
headers, footnotes of its own, two sections and a bookmark.
"""
import io
import os
import zipfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def package(document, sides=(), extra=None, links=""):
    """`sides`: (kind, text) of parts beside the document; a kind may have a number behind it ("header1")."""
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}{kind.rstrip("0123456789")}+xml"/>' for kind, _ in sides
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for i, (kind, _) in enumerate(sides, 1)
    )
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{P}content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{WORD}document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{P}relationships"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
    }
    if relations or links:
        parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{P}relationships">{relations}{links}</Relationships>'
    for kind, text in sides:
        parts[f"word/{kind}.xml"] = text
    parts.update(extra or {})
    return zipped(parts)


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside, properties=""):
    return f"<w:p>{properties}{inside}</w:p>"


def heading(text, level=1):
    return paragraph(run(text), f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>')


def own_prefix():
    """Somebody's own XML: the namespace under another name, single quotes, references, CDATA, no styles, no relations,
    no properties of the page; the last question ends the document."""
    def p(text):
        return f"<x:p>\n  <x:r><x:t>{text}</x:t></x:r>\n</x:p>"

    return package(
        f"<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- van de griffie -->\r\n<x:document xmlns:x='{W}'><x:body>"
        + p("Vragen en opmerkingen van de leden van de VVD-fractie")
        + p("De leden van de VVD-fractie lezen over sluizen &amp; stuwen. Hoeveel sluizen zijn er? Dat &#233;&#233;n zou al "
            "veel zijn. Wie bedient ze?")
        + "<x:p><x:r><x:t>Kost dat </x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>veel geld?</x:t><x:t> Dat lezen "
        "zij</x:t></x:r><x:r><x:t> niet.</x:t><x:tab/><x:t><![CDATA[En waarom niet?]]></x:t></x:r></x:p>"
        + "<x:p/>"
        + p("Vragen en opmerkingen van de leden van de D66-fractie")
        + p("Welke stuwen zijn er nog te bouwen?")
        + "</x:body></x:document>"
    )


def tracked():
    """Tracked changes of the committee: a sentence put in, one taken out, a paragraph mark of each kind; a question
    half in a change; lists of two kinds."""
    ins = '<w:ins w:id="{}" w:author="Griffie" w:date="2024-05-06T07:08:00Z">{}</w:ins>'
    taken = (
        '<w:del w:id="9" w:author="Griffie" w:date="2024-05-06T07:08:00Z"><w:r><w:delText>Waarom is dat '
        "zo?</w:delText></w:r></w:del>"
    )
    mark = '<w:pPr><w:rPr><w:{} w:id="{}" w:author="Griffie" w:date="2024-05-06T07:08:00Z"/></w:rPr></w:pPr>'
    item = (
        '<w:pPr><w:pStyle w:val="Lijst"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
        '<w:spacing w:after="40"/></w:pPr>'
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name '
        'w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="List Paragraph"/>'
        '<w:basedOn w:val="Standaard"/></w:style><w:style w:type="paragraph" w:styleId="Opsomming"><w:name w:val="List '
        'Bullet"/><w:basedOn w:val="Standaard"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="300" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
        '<w:numIdMacAtCleanup w:val="3"/></w:numbering>'
    )
    body = (
        heading("Vragen en opmerkingen van de leden van de CDA-fractie")
        + paragraph(
            run("De leden van de CDA-fractie lezen de brief. ")
            + ins.format(5, run("Hoe lang duurt de bouw? Dat ", "<w:rPr><w:i/></w:rPr>") + run("is onduidelijk. Wie "))
            + run("betaalt het uitstel? ") + taken + run(" Tot slot een opmerking.")
        )
        + paragraph(run("Wordt de haven "), mark.format("del", 11))
        + paragraph(run("nog geopend? En de kade?"), mark.format("ins", 12))
        + paragraph(run("Is dit de laatste vraag?"), mark.format("del", 13))
        + paragraph(run(" Nee, nog niet."))
        + paragraph(run("Kan de minister ingaan op het zand? Dat is schaars."), item)
        + paragraph(run("Kan de minister ingaan op de klei?"), item)
        + paragraph(run("Kan de minister ingaan op het riet? Dat groeit."), '<w:pPr><w:pStyle w:val="Opsomming"/></w:pPr>')
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return package(document, [("styles", styles), ("numbering", numbering)])


def commented():
    """Comments, headers, footers, a footnote and an endnote of its own, a bookmark over two sentences, a link, two
    sections, a table, a content control, a field, custom XML, a text box with its twin."""
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    end_note = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    comment = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    cell = "<w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>"
    look = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/></w:rPr>'
    body = (
        heading("I Vragen en opmerkingen vanuit de fracties")
        + heading("Vragen en opmerkingen van de leden van de PvdD-fractie", 2)
        + paragraph(
            run("De leden van de PvdD-fractie ", look) + comment.format(run("lezen over de otter. Hoeveel otters", look))
            + run(" zijn er?", look) + note + run(" Dat ", look) + '<w:bookmarkStart w:id="1" w:name="plek"/>'
            + run("is veel. Waar leven die?", look) + '<w:bookmarkEnd w:id="1"/>' + end_note
            + '<w:proofErr w:type="spellStart"/>' + run(" Dat staat er niet.", look),
            '<w:pPr><w:jc w:val="both"/><w:spacing w:before="60" w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>',
        )
        + paragraph(
            run("Zie ook ") + '<w:hyperlink r:id="rId20" w:history="1">' + run("deze brief. Is die bekend? En gelezen")
            + "</w:hyperlink>" + run("?")
        )
        + "<w:sdt><w:sdtPr><w:id w:val=\"55\"/></w:sdtPr><w:sdtContent>" + paragraph(run("Komt er een otterplan? Wanneer dan?"))
        + "</w:sdtContent></w:sdt>"
        + "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol "
        'w:w="4000"/></w:tblGrid><w:tr>' + cell.format(paragraph(run("Bever"))) + cell.format(paragraph(run("Hoeveel bevers zijn er?")))
        + "</w:tr></w:tbl>"
        + paragraph(run("Is er geld voor de das?") + note.replace('"2"', '"3"'), f"<w:pPr>{section}</w:pPr>")
        + heading("II Antwoord / Reactie van de minister")
        + heading("III Volledige agenda")
        + paragraph(run("Brief over de otter, 2024Z00001"))
        + section
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
        "</w:body></w:document>"
    )
    notes = (
        '<w:{0}s xmlns:w="' + W + '"><w:{0} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
        '<w:{0} w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
        '<w:{0} w:id="2"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t xml:space="preserve"> {1}</w:t></w:r></w:p></w:{0}></w:{0}s>'
    )
    third = '<w:footnote w:id="3">' + paragraph(run("In de begroting.")) + "</w:footnote></w:footnotes>"
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="noot"><w:name w:val="footnote text"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="character" w:styleId="nootteken"><w:name w:val="footnote reference"/></w:style>'
        '<w:style w:type="character" w:styleId="koppeling"><w:name w:val="Hyperlink"/></w:style>'
        '<w:style w:type="table" w:styleId="raster"><w:name w:val="Table Grid"/></w:style></w:styles>'
    )
    sides = [
        ("header1", f'<w:hdr xmlns:w="{W}">{paragraph(run("Commissie voor Natuur"))}</w:hdr>'),
        ("footer1", f'<w:ftr xmlns:w="{W}">{paragraph(run("Vertrouwelijk tot vaststelling"))}</w:ftr>'),
        ("styles", styles),
        ("footnotes", notes.format("footnote", "Volgens de telling.").replace("</w:footnotes>", third)),
        ("endnotes", notes.format("endnote", "In de rivier.")),
        ("comments", f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Griffie" w:initials="G">'
                     f'{paragraph(run("Klopt dit?"))}</w:comment></w:comments>'),
        ("settings", f'<w:settings xmlns:w="{W}"/>'),
    ]
    link = f'<Relationship Id="rId20" Type="{R}/hyperlink" Target="https://example.org/brief" TargetMode="External"/>'
    extra = {"customXml/item1.xml": "<zaak>7</zaak>", "docProps/core.xml": "<x/>", "word/media/image1.png": "geen beeld"}
    return package(document, sides, extra, link)


def documents():
    made = {}
    for name in ("libreoffice", "python-docx"):
        with open(os.path.join(FOLDER, name + ".docx"), "rb") as file:
            made[name] = file.read()
    made.update({"own-prefix": own_prefix(), "tracked": tracked(), "commented": commented()})
    return made


# ---- Any document ----

ASKS = ["Hoeveel {} zijn er?", "Wie betaalt de {}?", "Kan de minister ingaan op de {}?", "Waarom is de {} dicht?"]
TELLS = ["De {} staat er nog.", "Dat blijkt uit de brief over de {}.", "Er is al veel over de {} gezegd."]
THINGS = ["brug", "sluis", "dijk", "&amp;-steiger", "kade", "h&#225;ven", "geul", "oever"]
LOOKS = ["", "", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:sz w:val='18'/></w:rPr>", "<w:rPr/>"]


class Writer:
    """A document of paragraphs, tables and lists in which anything may stand anywhere."""

    def __init__(self, random):
        self.random, self.ids = random, iter(range(100, 100000))

    def pieces(self, text):
        """The text in runs that end anywhere, some with other elements between; references stay whole."""
        import re

        units, at = re.findall(r"&[^;]+;|.", text), 0
        while at < len(units):
            size = self.random.randint(1, 40)
            words = "".join(units[at:at + size])
            at += size
            space = ' xml:space="preserve"' if self.random.random() < 0.8 or words != words.strip() else ""
            yield f"<w:r>{self.random.choice(LOOKS)}<w:t{space}>{words}</w:t></w:r>" + self.between()

    def between(self):
        kind, number = self.random.randrange(24), next(self.ids)
        return {
            0: f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/><w:bookmarkEnd w:id="{number}"/>',
            1: f'<w:del w:id="{number}" w:author="Griffie"><w:r><w:delText>Weg. </w:delText></w:r></w:del>',
            2: '<w:proofErr w:type="gramStart"/>',
            3: f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>',
            4: "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>",
            5: "<w:r/>",
            6: "<w:r><w:softHyphen/></w:r>",
        }.get(kind, "")

    def wrapped(self, runs):
        """Some of the runs in a link, a change, a control or a field."""
        runs, start = list(runs), self.random.randrange(4)
        if len(runs) > 2 and start < 3:
            first = self.random.randrange(len(runs) - 1)
            last = self.random.randint(first + 1, len(runs))
            inside, number = "".join(runs[first:last]), next(self.ids)
            field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
            forms = [
                f'<w:hyperlink w:anchor="b1">{inside}</w:hyperlink>',
                f'<w:ins w:id="{number}" w:author="Griffie">{inside}</w:ins>' if "<w:del " not in inside else inside,
                f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
                f'<w:smartTag w:element="x">{inside}</w:smartTag>',
                field.format("begin") + "<w:r><w:instrText> QUOTE </w:instrText></w:r>" + field.format("separate")
                + inside + field.format("end"),
            ]
            runs[first:last] = [self.random.choice(forms)]
        return "".join(runs)

    def properties(self):
        number = next(self.ids)
        inside = self.random.choice([
            "", "", "", '<w:jc w:val="both"/>', "<w:keepNext/>", '<w:spacing w:after="120"/>',
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', '<w:ind w:left="400"/>', "<w:rPr/>",
            f'<w:rPr><w:ins w:id="{number}" w:author="Griffie"/><w:b/></w:rPr>', "<w:pageBreakBefore/>",
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>', "<w:rPr><w:sz w:val='18'/></w:rPr>",
        ])
        return f"<w:pPr>{inside}</w:pPr>" if inside or self.random.random() < 0.3 else ""

    def sentence(self):
        return self.random.choice(ASKS + TELLS).format(self.random.choice(THINGS))

    def paragraph(self):
        text = " ".join(self.sentence() for _ in range(self.random.randint(1, 5)))
        return f"<w:p>{self.properties()}{self.wrapped(self.pieces(text))}</w:p>"

    def table(self):
        def cell():
            return "<w:tc><w:tcPr/>" + paragraph(run(self.sentence())) + "</w:tc>"

        rows = "".join("<w:tr>" + cell() + cell() + "</w:tr>" for _ in range(self.random.randint(1, 3)))
        return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>" + paragraph("")

    def body(self):
        out = [heading("Vragen en opmerkingen van de leden van de VVD-fractie")]
        mark = '<w:bookmarkStart w:id="1" w:name="b1"/><w:bookmarkEnd w:id="1"/>'
        out.append(paragraph(mark + run("De leden van de VVD-fractie lezen de brief. Hoeveel bruggen zijn er? En kades?")))
        for _ in range(self.random.randint(2, 12)):
            out.append(self.table() if self.random.random() < 0.1 else self.paragraph())
        return "".join(out) + self.random.choice(["", "<w:sectPr/>", heading("III Volledige agenda") + "<w:sectPr/>"])


def any_document(random):
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/></w:num></w:numbering>'
    )
    body = Writer(random).body()
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return package(document, [("numbering", numbering)])
