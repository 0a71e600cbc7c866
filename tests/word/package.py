# SPDX-License-Identifier: EUPL-1.2
"""Reads a Word file with nothing but Python's own zip and XML, and says what in it is not as ECMA-376 and a screen reader
want it."""
import posixpath
import re
import xml.etree.ElementTree as tree
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
WP = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
A = '{http://schemas.openxmlformats.org/drawingml/2006/main}'
DC = '{http://purl.org/dc/elements/1.1/}'
TYPES = '{http://schemas.openxmlformats.org/package/2006/content-types}'
RELATION = '{http://schemas.openxmlformats.org/package/2006/relationships}Relationship'

# The order of ECMA-376 part 1, 17.3.1.26 and 17.3.2.28, which Word insists on.
PARAGRAPH_ORDER = ('pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs '
                   'suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd '
                   'snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment '
                   'textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange').split()
RUN_ORDER = ('rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish '
             'webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang '
             'eastAsianLayout specVanish oMath').split()


def value(element, name='val'):
    return None if element is None else element.get(W + name)


class Word:
    def __init__(self, file):
        with zipfile.ZipFile(file) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.trees = {name: tree.fromstring(data) for name, data in self.parts.items() if name.endswith(('.xml', '.rels'))}
        self.document = self.trees['word/document.xml']
        self.styles = {style.get(W + 'styleId'): style for style in self.trees['word/styles.xml'].iter(W + 'style')}

    def relations(self, part):
        folder, name = posixpath.split(part)
        rels = self.trees.get(f'{folder}/_rels/{name}.rels')
        return {} if rels is None else {r.get('Id'): r for r in rels.iter(RELATION)}

    def style_name(self, paragraph):
        style = self.styles.get(value(paragraph.find(f'{W}pPr/{W}pStyle')))
        return '' if style is None else value(style.find(W + 'name'))

    def level(self, paragraph):
        """From 1; 0 where the paragraph is no heading, by its style or one that it is based on."""
        style = self.styles.get(value(paragraph.find(f'{W}pPr/{W}pStyle')))
        while style is not None:
            level = value(style.find(f'{W}pPr/{W}outlineLvl'))
            if level is not None:
                return int(level) + 1
            style = self.styles.get(value(style.find(W + 'basedOn')))
        return 0

    def headings(self):
        """(level, words) of each, in order."""
        found = ((self.level(p), words(p)) for p in self.document.iter(W + 'p'))
        return [(level, text) for level, text in found if level]


def words(element):
    """What it says, with line ends."""
    out = ''
    for node in element.iter():
        out += node.text or '' if node.tag == W + 't' else '\n' if node.tag == W + 'br' else '\t' if node.tag == W + 'tab' else ''
    return out


# What must hold for every file. Each yields what is wrong.

def parts_fit(word):
    if len(set(word.names)) != len(word.names):
        yield 'a part stands twice'
    types = word.trees['[Content_Types].xml']
    known = {t.get('Extension') for t in types.iter(TYPES + 'Default')}
    named = {t.get('PartName') for t in types.iter(TYPES + 'Override')}
    for name in word.names:
        if '/' + name not in named and name.rpartition('.')[2] not in known:
            yield f'{name} has no content type'
    for missing in named - {'/' + name for name in word.names}:
        yield f'{missing} has a content type but is not there'
    for name in word.names:
        for relation in word.relations(name).values():
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), relation.get('Target')))
            if relation.get('TargetMode') != 'External' and target not in word.parts:
                yield f'{name} leads to {target}, which is not there'


def references_lead_somewhere(word):
    anchors = {b.get(W + 'name') for b in word.document.iter(W + 'bookmarkStart')}
    for part in ('word/document.xml', 'word/footnotes.xml'):
        relations = word.relations(part)
        for link in word.trees[part].iter(W + 'hyperlink'):
            anchor, id = link.get(W + 'anchor'), link.get(R + 'id')
            if id is not None and (id not in relations or relations[id].get('TargetMode') != 'External'):
                yield f'{part}: the link "{words(link)}" leads to no address'
            elif id is None and anchor not in anchors and not word.part:
                yield f'{part}: the link "{words(link)}" leads to {anchor}, which is not there'
            if not words(link).strip():
                yield f'{part}: a link to {anchor or id} has no words'
    for image in word.document.iter(A + 'blip'):
        if image.get(R + 'embed') not in word.relations('word/document.xml'):
            yield 'an image leads to no file'


def names_are_unique(word):
    for what, tag, key in (('bookmark', W + 'bookmarkStart', W + 'id'), ('bookmark', W + 'bookmarkStart', W + 'name'),
                           ('drawing', WP + 'docPr', 'id')):
        seen = [element.get(key) for element in word.document.iter(tag)]
        for name in {name for name in seen if seen.count(name) > 1}:
            yield f'the {what} {name} stands twice'
    ends = sorted(e.get(W + 'id') for e in word.document.iter(W + 'bookmarkEnd'))
    if ends != sorted(s.get(W + 'id') for s in word.document.iter(W + 'bookmarkStart')):
        yield 'bookmarks do not end where they began'
    controls = [value(i) for i in word.document.iter(W + 'id')]
    if len(set(controls)) != len(controls):
        yield 'two controls have one id'
    for name in (b.get(W + 'name') for b in word.document.iter(W + 'bookmarkStart')):
        if not re.fullmatch(r'[A-Za-z]\w{0,39}', name):
            yield f'Word takes no bookmark {name}'


def properties_are_ordered(word):
    for part, root in word.trees.items():
        for tag, order in ((W + 'pPr', PARAGRAPH_ORDER), (W + 'rPr', RUN_ORDER)):
            for properties in root.iter(tag):
                found = [child.tag.replace(W, '') for child in properties]
                if found != sorted(set(found), key=order.index):
                    yield f'{part}: {" ".join(found)}'


def styles_are_defined(word):
    used = {value(e) for root in word.trees.values() for tag in ('pStyle', 'rStyle', 'tblStyle', 'basedOn')
            for e in root.iter(W + tag)}
    for style in used - set(word.styles):
        yield f'the style {style} is not defined'


def headings_have_no_gaps(word):
    above = 0
    written = {words(p) for control in word.document.iter(W + 'sdt') for p in control.iter(W + 'p')}
    for level, text in word.headings():
        # In a field the levels are those of who writes it, and come back as they went out.
        if level > above + 1 and text not in written:
            yield f'"{text}" has level {level} below level {above}'
        if not text.strip():
            yield 'a heading is empty'
        above = min(level, above + 1)
    if [level for level, _ in word.headings()].count(1) != 1:
        yield 'there is not one heading of level 1'


def tables_have_heads(word):
    for table in word.document.iter(W + 'tbl'):
        rows = table.findall(W + 'tr')
        look = table.find(f'{W}tblPr/{W}tblLook')
        heads = [row.find(f'{W}trPr/{W}tblHeader') is not None for row in rows]
        # A table of the document has the head that the document gave it, which may be none.
        if heads[:2] != [True, False][:len(heads)] and first_row(table) in word.answer_tables:
            yield f'the first row is no head: {words(rows[0])}'
        if heads[:1] == [True] and value(look, 'firstRow') != '1':
            yield f'the head is not told to be one: {words(rows[0])}'
        columns = len(table.findall(f'{W}tblGrid/{W}gridCol'))
        for row in rows:
            if len(row.findall(W + 'tc')) != columns:
                yield f'a row has not {columns} cells: {words(row)}'
            for cell in row.findall(W + 'tc'):
                if cell[-1].tag != W + 'p':
                    yield f'a cell ends in no paragraph: {words(row)}'


def first_row(table):
    """Its letters, which no house style changes."""
    return ''.join(filter(str.isalpha, words(table.find(W + 'tr'))))


def images_have_texts(word):
    for drawing in word.document.iter(WP + 'docPr'):
        if not (drawing.get('descr') or '').strip():
            yield f'the image {drawing.get("name")} has no description'


def lists_are_lists(word):
    numbering = word.trees['word/numbering.xml']
    kinds = {n.get(W + 'abstractNumId') for n in numbering.iter(W + 'abstractNum')}
    lists = {n.get(W + 'numId'): value(n.find(W + 'abstractNumId')) for n in numbering.iter(W + 'num')}
    for number in {value(n) for root in word.trees.values() for n in root.iter(W + 'numId')}:
        if lists.get(number) not in kinds:
            yield f'the list {number} is not defined'


def notes_are_notes(word):
    notes = {n.get(W + 'id'): n for n in word.trees['word/footnotes.xml'].iter(W + 'footnote')}
    marks = [m.get(W + 'id') for m in word.document.iter(W + 'footnoteReference')]
    if sorted(set(marks)) != sorted(marks):
        yield 'two marks lead to one note'
    for mark in marks:
        if mark not in notes:
            yield f'the mark {mark} leads to no note'
    for id, note in notes.items():
        if not note.findall(W + 'p'):
            yield f'the note {id} holds no paragraph'
        if note.get(W + 'type') is None and id not in marks:
            yield f'the note {id} has no mark'


def language_and_title_are_told(word):
    language = word.trees['word/styles.xml'].find(f'{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang')
    properties = word.trees['docProps/core.xml']
    if not re.fullmatch(r'[a-z]{2}-[A-Z]{2}', value(language) or ''):
        yield f'its language is {value(language)}'
    if properties.findtext(DC + 'language') != value(language):
        yield f'the properties tell another language: {properties.findtext(DC + "language")}'
    if not (properties.findtext(DC + 'title') or '').strip():
        yield 'it has no title'


LAWS = [parts_fit, references_lead_somewhere, names_are_unique, properties_are_ordered, styles_are_defined,
        headings_have_no_gaps, tables_have_heads, images_have_texts, lists_are_lists, notes_are_notes,
        language_and_title_are_told]


def faults(file, answer_tables, part=False):
    """What is wrong with it. `answer_tables`: first_row() of those with heads. A part of the letter may refer to what it
    leaves out."""
    word = Word(file)
    word.part, word.answer_tables = part, answer_tables
    return [f'{law.__name__}: {fault}' for law in LAWS for fault in law(word)]
