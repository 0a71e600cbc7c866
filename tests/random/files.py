# SPDX-License-Identifier: EUPL-1.2
"""A random letter as files: the document as text, HTML or Word, one or several files of answers, pictures."""
import html
import json
import os
import zipfile

from author import Heading, Item, Table

TITLE = 'INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG'


def write(letter, folder):
    """The arguments for repliek: the document, then the answers."""
    document = {'txt': text, 'html': web_page, 'docx': word}[letter.format](letter, folder)
    return [document, *answers(letter, folder)]


def save(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


# The document.

def item_text(item, mark):
    return ' '.join(sentence.words + ''.join(mark(n) for n in sentence.notes) for sentence in item.sentences)


def text(letter, folder):
    lines = [TITLE]
    for block in letter.blocks:
        if isinstance(block, Heading):
            lines.append(f'{block.number}\t{block.text}' if block.number else block.text)
        else:
            words = item_text(block, lambda n: f'[footnoteRef:{n}]')
            lines.append(f'{block.label}\t{words}' if block.label else words)
    lines += [f'[{n}: {note}]' for n, note in enumerate(letter.notes, 1)]
    return save(folder, 'inbreng.txt', '\n\n'.join(lines) + '\n')


def web_page(letter, folder):
    def mark(n):
        return f'<sup><a id="v{n}" href="#n{n}">{n}</a></sup>'

    def words(item):
        return ' '.join(html.escape(sentence.words, quote=False) + ''.join(map(mark, sentence.notes))
                        for sentence in item.sentences)
    out, listing = [f'<h1>{TITLE}</h1>'], ''
    for block in letter.blocks + [None]:
        kind = '' if not isinstance(block, Item) or block.kind != 'item' else 'ul' if block.label == '-' else 'ol'
        if listing and (kind != listing or block.label == '1.'):
            out.append(f'</{listing}>')
            listing = ''
        if kind and not listing:
            out.append(f'<{kind}>')
            listing = kind
        if isinstance(block, Heading):
            number = block.number + ' ' if block.number else ''
            out.append(f'<h{block.level + 1}>{number}{html.escape(block.text)}</h{block.level + 1}>')
        elif isinstance(block, Table):
            rows = (''.join('<th>{0}</th>'.format(words(item)) if item.head else f'<td>{words(item)}</td>' for item in row)
                    for row in block.rows)
            out.append('<table>' + ''.join(f'<tr>{row}</tr>\n' for row in rows) + '</table>')
        elif block is not None:
            out.append(f'<li>{words(block)}</li>' if kind else f'<p>{words(block)}</p>')
    notes = '\n'.join(f'<p id="n{n}"><a href="#v{n}">{n}</a> {note}</p>' for n, note in enumerate(letter.notes, 1))
    body = '\n'.join(out)
    return save(folder, 'inbreng.html', '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Inbreng</title></head>'
                f'<body><main>\n{body}\n</main>\n<div class="noten">{notes}</div></body></html>\n')


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def word(letter, folder):
    def run(words):
        return f'<w:r><w:t xml:space="preserve">{html.escape(words, quote=False)}</w:t></w:r>'

    def paragraph(item, properties=''):
        runs = ''
        for i, sentence in enumerate(item.sentences):
            runs += run((' ' if i else '') + sentence.words)
            runs += ''.join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in sentence.notes)
        return f'<w:p>{properties}{runs}</w:p>'

    def styled(style, words):
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(words)}</w:p>'

    lists, body = [], [styled('Kop1', TITLE)]
    for before, block in zip([None, *letter.blocks], letter.blocks):
        if isinstance(block, Heading):
            body.append(styled(f'Kop{block.level + 1}', (block.number + ' ' if block.number else '') + block.text))
        elif isinstance(block, Table):
            rows = (''.join(f'<w:tc>{paragraph(item)}</w:tc>' for item in row) for row in block.rows)
            body.append('<w:tbl>' + ''.join(f'<w:tr>{row}</w:tr>' for row in rows) + '</w:tbl>')
        elif block.kind == 'item':
            if not isinstance(before, Item) or before.kind != 'item' or block.label == '1.':
                lists.append(block.label)
            body.append(paragraph(block, '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId '
                                         f'w:val="{len(lists)}"/></w:numPr></w:pPr>'))
        else:
            body.append(paragraph(block))
    return save_package(letter, folder, ''.join(body), lists)


def save_package(letter, folder, body, lists):
    styles = ''.join(f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/></w:style>'
                     for n in range(1, 5))
    levels = (('bullet', '-') if label == '-' else ('decimal', '%1.') for label in lists)
    numbering = ''.join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{look}"/></w:lvl></w:abstractNum>' for n, (kind, look) in enumerate(levels, 1))
    numbering += ''.join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    notes = ''.join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
                    for n, note in enumerate(letter.notes, 1))
    extra = {'styles': f'<w:styles {W}>{styles}</w:styles>', 'numbering': f'<w:numbering {W}>{numbering}</w:numbering>',
             'footnotes': f'<w:footnotes {W}>{notes}</w:footnotes>'}
    relations = ''.join(f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
                        for n, kind in enumerate(extra))
    parts = {
        '[Content_Types].xml': f'<Types xmlns="{PACKAGE}/content-types"/>',
        '_rels/.rels': f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
                       f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/_rels/document.xml.rels': f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        'word/document.xml': f'<w:document {W}><w:body>{body}</w:body></w:document>',
        **{f'word/{kind}.xml': data for kind, data in extra.items()}}
    path = os.path.join(folder, 'inbreng.docx')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return path


# The answers.

def quoted(words):
    return json.dumps(words, ensure_ascii=False)


def value(words, indent):
    """As a block scalar, or between quotation marks where that says the same in one line."""
    if '\n' not in words:
        return ' ' + quoted(words)
    lines = words.split('\n')
    return ' |\n' + '\n'.join(' ' * indent + line if line else '' for line in lines)


def ids_of(letter, entry):
    """One id, a range where that names the same questions, or a list."""
    questions = entry.questions
    ids = [question.id for question in questions]
    if len(ids) == 1:
        return ids[0]
    positions = [question.position for question in questions]
    row = all(question.fraction is questions[0].fraction for question in questions) and \
        positions == list(range(positions[0], positions[0] + len(positions)))
    return f'{ids[0]}..{ids[-1]}' if row and letter.seed % 2 else '[' + ', '.join(ids) + ']'


def entry_yaml(letter, entry):
    out = f'  - to: {ids_of(letter, entry)}\n    status: approved\n    owner: DB/AB\n'
    if len(entry.questions) == 1:
        out += f'    question: {quoted(entry.questions[0].sentence.words)}\n'
    if entry.kind == 'deferred':
        return out + f'    deferred: {{until: 2025-06-01, reason: {quoted(entry.reason)}}}\n'
    if entry.see is not None:
        out += f'    see: {entry.see.id}\n'
    if entry.kind == 'text':
        out += f'    text:{value(entry.markdown, 6)}\n'
    return out


def answers(letter, folder):
    template = 'eigen.yaml'
    head = 'letter:\n' + ''.join(f'  {key}:{value(words, 4)}\n' if key != 'date' else f'  date: {words}\n'
                                 for key, words in letter.meta.items())
    head += f'  layout: {template}\n  interleave: {letter.interleave}\n  signatories:\n'
    head += ''.join('    - ' + json.dumps(person, ensure_ascii=False) + '\n' for person in letter.signatories)
    if letter.ids is not None:
        head += f'  ids: {"yes" if letter.ids else "no"}\n'
    save(folder, template, f'extends: {letter.layout}\npage: {{align: {letter.align}}}\n')
    tail = ''
    if letter.decisions:
        tail = 'decisions:\n' + ''.join(f'  - {kind}: {quoted(words)}\n' for kind, words in letter.decisions)
    for name, data in letter.pictures.items():
        save(folder, name, data)
    bounds = sorted(letter.random.sample(range(len(letter.entries) + 1), min(2, len(letter.entries))))
    parts = [letter.entries[start:end] for start, end in zip([0, *bounds], [*bounds, None])]
    names = []
    for n, part in enumerate(parts):
        body = head if n == 0 else ''
        body += ('answers:\n' if part else 'answers: []\n') + ''.join(entry_yaml(letter, entry) for entry in part)
        names.append(save(folder, f'antwoorden-{n + 1}.yaml', body + (tail if n == 0 else '')))
    return names
