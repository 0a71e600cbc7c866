# SPDX-License-Identifier: EUPL-1.2
"""What must hold for every letter, whatever is in it. Each law takes a Case and yields the faults that it finds."""
import collections
import os
import re
import subprocess
import unicodedata

import layout
from author import NoteUse, PageOf
from placed import BLOCKS, Piece, Placed, blocks

PAGE, MARK = '\ue004', '\ue000{}\ue001'
HEADINGS = {'H1', 'H2', 'H3', 'H4', 'H5', 'H6'}
# Hebrew and Arabic: pdftotext orders their words by sight.
RIGHT_TO_LEFT = re.compile('[\u0590-\u08ff]')


def collapse(text):
    return ' '.join(unicodedata.normalize('NFC', text).split())


def plain(text):
    """What house style and smart quotes change in answers is alike on both sides."""
    text = re.sub('[“”«»„]', '"', re.sub("[‘’‚]", "'", text)).replace('–', '-')
    text = re.sub(r'\b(Minister|Staatssecretaris)', lambda match: match[0].lower(), text)
    return text.replace('minister-President', 'minister-president')


def bare(text):
    """Without white space, hyphens and the marks of lists: what a line end can't change."""
    text = plain(unicodedata.normalize('NFKC', text)).lower()
    return re.sub(r'[\s\u00ad\u2010-\u2015\u2022-]', '', text)


class Case:
    """A letter, what was built of it, and what both say."""
    def __init__(self, letter, folder, arguments, repliek):
        self.letter, self.folder, self.repliek, self.loose = letter, folder, repliek, []
        self.arguments = [os.path.basename(argument) for argument in arguments]
        self.path = os.path.join(folder, 'brief.pdf')
        done = self.run('build', *self.arguments, '-o', 'brief.pdf')
        self.findings = done.stderr
        self.fatal = f'exit status {done.returncode}\n{done.stderr}{done.stdout}' if done.returncode else ''
        if self.fatal:
            return
        self.layout = layout.Layout(letter.layout)
        self.placed = Placed(self.path)
        self.hyphens = collections.defaultdict(list)
        for piece in self.placed.pieces:
            if piece.element is None and piece.text == '-':
                self.hyphens[piece.page, round(piece.baseline, 2)].append(piece)
        self.expect()
        self.find_body()

    def run(self, *arguments):
        return subprocess.run([self.repliek, '-C', self.folder, *arguments], capture_output=True, text=True)

    # What the letter must say.

    def expect(self):
        self.said = list(self.letter.expected())
        self.note_texts, self.numbers, counts = [], {}, collections.Counter()
        for said in self.said:
            said.rows = [[self.text(parts) for parts in row] for row in said.cells]
            text = self.text(said.parts)
            if '\ue002' in text:
                kind = text[text.index('\ue002') + 1:text.index('\ue003')]
                counts[kind] += 1
                text = re.sub('\ue002.*\ue003', str(counts[kind]), text)
            # A block quotation gets marks where its author wrote none; a note's stands behind them.
            if said.role == 'quote' and text[0] not in '"\'':
                note = re.search(MARK.format(r'\d+') + '$', text)
                words = text[:note.start()] if note else text
                text = f'"{words}"{note.group() if note else ""}'
            said.text = text
            parts = said.parts + [part for row in said.cells for parts in row for part in parts]
            said.pages = [part.run for part in parts if isinstance(part, PageOf)]

    def text(self, parts):
        return ''.join(self.mark(part) if isinstance(part, NoteUse) else PAGE if isinstance(part, PageOf) else part
                       for part in parts)

    def mark(self, use):
        number = len(self.note_texts) + 1
        if use.key in self.numbers:
            self.note_texts.append(f'Zie noot {self.numbers[use.key]}.')
        else:
            self.numbers[use.key] = number
            self.note_texts.append(' '.join(''.join(parts) for parts in use.text))
        return MARK.format(number)

    # What it says.

    def find_body(self):
        """Blocks of the body without notes, from the first heading of the document on; and the notes."""
        everything = list(blocks(self.placed.root, skip=('Note',)))
        start = next((i for i, (element, _) in enumerate(everything) if element.kind in ('H2', 'H3')), len(everything))
        self.front, self.body = everything[:start], everything[start:]
        self.notes = list(self.placed.root.find('Note'))
        self.contents = list(self.placed.root.find('TOCI'))

    @staticmethod
    def text_of(pieces):
        """The pieces' text, with marks for the numbers of notes; "deze pagina" as the number that it stands for."""
        text = ''
        for piece in pieces:
            if piece.element.inside('Reference') and piece.element.inside('Reference').parent.kind != 'TOCI':
                text += MARK.format(piece.text.strip(', ')) if piece.text.strip(', ') else ''
            else:
                text += piece.text.replace('deze pagina', f'pagina {piece.page + 1}')
        return text


def is_bullet(element, text):
    return element.kind == 'Lbl' and not text.strip(' .').isdigit()


def words_by_tree(case):
    """Every word once and in order, each answer and note mark in its place, by the structure tree."""
    expected, actual = [], []
    tables = [element for element, _ in case.body if element.inside('Table')]
    tables = iter(dict.fromkeys(element.inside('Table') for element in tables))
    for said in case.said:
        if said.role == 'table':
            said.text = table_text(said.rows, case, next(tables, None))
        text = said.text if said.role == 'asked' else plain(said.text)
        expected += [(word, said) for word in collapse(text).split(' ') if word]
    for element, pieces in case.body:
        text = case.text_of(pieces)
        if not is_bullet(element, text):
            actual += [(word, pieces[0]) for word in collapse(text).split(' ') if word]
    yield from compare_words(expected, actual)


def table_text(rows, case, table):
    """Row by row, or, where a table was too wide, each cell of a row behind its head."""
    if table is not None and is_pairs(table) and len(rows) > 1:
        rows = [[cell for pair in zip(rows[0], row) for cell in pair] for row in rows[1:]]
    return ' '.join(cell for row in rows for cell in row)


def is_pairs(table):
    row = next(table.find('TR'))
    return {kid.kind for kid in row.kids} == {'TH', 'TD'}


def compare_words(expected, actual):
    pages = collections.defaultdict(list)
    for i, (word, said) in enumerate(expected):
        if i >= len(actual):
            yield f'ends too early, before “{word}”'
            return
        found = actual[i][0] if said.role == 'asked' else plain(actual[i][0])
        if PAGE in word:
            match = re.fullmatch(re.escape(word).replace(PAGE, r'(\d+)'), found)
            if match:
                pages[id(said)].append(int(match[1]))
                said.printed = pages[id(said)]
                continue
        if found != word:
            context = ' '.join(word for word, _ in expected[max(0, i - 6):i + 4])
            reads = ' '.join(word for word, _ in actual[max(0, i - 6):i + 4])
            yield f'page {actual[i][1].page + 1}: should be “{context}”, is “{reads}” ({said.role})'
            return
        said.piece = actual[i][1] if not hasattr(said, 'piece') else said.piece
    if len(actual) > len(expected):
        yield 'goes on with “' + ' '.join(word for word, _ in actual[len(expected):][:12]) + '”'


def page_numbers(case):
    """A page number that is printed is that of the answer that it leads to; those of the contents likewise."""
    places = {id(said.run): said.piece.page + 1 for said in case.said if said.role == 'label' and hasattr(said, 'piece')}
    for said in case.said:
        for run, printed in zip(said.pages, getattr(said, 'printed', [])):
            if places.get(id(run.first if said.role != 'aside' else run), printed) != printed:
                yield f'“{collapse(said.text)[:60]}”: page {printed} should be {places[id(run)]}'
    printed = [int(case.text_of(entry.pieces()).split()[-1]) for entry in case.contents]
    found = [said.piece.page + 1 for said in case.said if said.listed and hasattr(said, 'piece')]
    if printed and printed != found:
        yield f'the contents say {printed}, the headings stand on {found}'


def notes(case):
    """Every note once and in order, under its number, on the page of its mark or continued from it."""
    marks = {}
    for _, pieces in case.body:
        for piece in pieces:
            if piece.element.inside('Reference') and piece.text.strip(', ').isdigit():
                marks.setdefault(int(piece.text.strip(', ')), piece)
    if len(case.notes) != len(case.note_texts):
        yield f'{len(case.notes)} notes, should be {len(case.note_texts)}'
    for number, (note, text) in enumerate(zip(case.notes, case.note_texts), 1):
        pieces = list(note.pieces())
        words = ' '.join(case.text_of(run) for _, run in blocks(note))
        should = f'{number} {text}'
        if plain(collapse(words)) != plain(collapse(should)):
            yield f'note {number} should be “{collapse(should)[:80]}”, is “{collapse(words)[:80]}”'
        if number not in marks:
            yield f'note {number} has no mark'
        elif marks[number].page != pieces[0].page and not reported(case, marks[number].page, 'begins on the next'):
            yield f'note {number} stands on page {pieces[0].page + 1}, its mark on {marks[number].page + 1}'
        pages = sorted({piece.page for piece in pieces})
        if pages != list(range(pages[0], pages[0] + len(pages))):
            yield f'note {number} stands on pages {pages}'


def notes_behind_words(case):
    """A note is read behind the paragraph or cell with its mark, not in the middle of it."""
    for note in case.notes:
        kids = note.parent.kids
        later = kids[kids.index(note) + 1:]
        if any(isinstance(kid, Piece) or kid.kind not in BLOCKS for kid in later):
            yield f'page {next(note.pieces()).page + 1}: a note is read before the words that follow its mark'


def reported(case, page, words=''):
    """Does a finding name this page (from 0)?"""
    return any(re.search(rf'\bpage {page + 1}\b', line) and words in line for line in case.findings.splitlines())


def words_by_pdfinfo(case):
    """The same words in the same order by poppler's reader of the tree."""
    done = subprocess.run(['pdfinfo', '-enc', 'UTF-8', '-struct-text', case.path], capture_output=True, text=True,
                          errors='replace')
    theirs = ''.join(re.findall(r'^ *"(.*)"$', done.stdout, re.M))
    ours = ''.join(piece.text for piece in case.placed.root.pieces())
    yield from differ('pdfinfo -struct-text', *(re.sub(r'\s+', '', unicodedata.normalize('NFKC', text))
                                                for text in (theirs, ours)))


def differ(name, is_, should):
    if is_ != should:
        at = next((i for i, (a, b) in enumerate(zip(is_, should)) if a != b), min(len(is_), len(should)))
        yield f'{name}: should be “{should[max(0, at - 20):at + 30]}”, is “{is_[max(0, at - 20):at + 30]}”'


def words_by_pdftotext(case):
    """What stands on a page of a paragraph is found there whole by pdftotext, one after the other."""
    done = subprocess.run(['pdftotext', case.path, '-'], capture_output=True, text=True)
    texts = [bare(text) for text in done.stdout.split('\f')]
    at = collections.Counter()
    for element, pieces in case.body:
        if element.inside('Table', 'LBody', 'LI') or RIGHT_TO_LEFT.search(case.text_of(pieces)):
            continue
        for page in sorted({piece.page for piece in pieces}):
            here = ''.join(piece.text for piece in pieces if piece.page == page)
            # A section's number stands in a column of its own.
            here = bare(re.sub('^I+ ', '', here) if element.kind in HEADINGS else here)
            # What stands at the right end of a label's line is read as a column of its own, line by line.
            if pieces[0].size < 0.9 * case.layout.size:
                continue
            found = texts[page].find(here, at[page])
            if found < 0:
                yield f'pdftotext, page {page + 1}: “{here[:200]}” is not there' + ' in order' * (here in texts[page])
                return
            at[page] = found + len(here)


def words_whole(case):
    """The words that pdftotext finds of a paragraph are the same, each whole, in the same order, also those that a line end breaks
    with a hyphen of ours. Where a hyphen of their own or an address is broken, pdftotext decides; those are listed in `loose`."""
    done = subprocess.run(['pdftotext', case.path, '-'], capture_output=True, text=True)
    texts = [squeeze(text) for text in done.stdout.split('\f')]
    for element, pieces in case.body:
        if element.inside('Table', 'LBody', 'LI') or RIGHT_TO_LEFT.search(case.text_of(pieces)) or \
                pieces[0].size < 0.9 * case.layout.size or element.kind in HEADINGS:
            continue
        for page in sorted({piece.page for piece in pieces}):
            here = [piece for piece in pieces if piece.page == page]
            pattern = ''.join('-? ?' if text is LOOSE else re.escape(squeeze(text)) for text in in_stretches(case, here))
            if not re.search(pattern, texts[page]):
                words = squeeze(''.join(piece.text for piece in here))
                missing = [word for word in words.split() if word not in texts[page].split()]
                yield f'pdftotext, page {page + 1}: “{words[:200]}” is not there word by word: {missing}'


LOOSE = object()


def in_stretches(case, pieces):
    """The pieces' text as one, parted by LOOSE where a line ends in a hyphen of its own, or in a word without one."""
    text = ''
    for before, piece in zip([None] + pieces, pieces):
        if before and piece.baseline - before.baseline > 0.5 * piece.size:
            broken = not text.endswith(' ') and not piece.text.startswith(' ')
            ours = case.hyphens[before.page, round(before.baseline, 2)]
            if text.rstrip().endswith('-') or broken and not ours:
                case.loose.append(f'{text.split()[-1]}|{(piece.text.split() or [""])[0]}')
                yield text.rstrip().removesuffix('-')
                yield LOOSE
                text = ''
        text += piece.text
    yield text


def squeeze(text):
    return collapse(plain(unicodedata.normalize('NFKC', text)))


def reading_order(case):
    """The text goes down the page, and then to the next."""
    before = None
    for element, pieces in case.body:
        if element.inside('Table') or element.kind == 'Lbl':
            continue
        place = (pieces[0].page, round(pieces[0].baseline, 1))
        if before is not None and place < before:
            yield f'page {place[0] + 1}: “{pieces[0].text[:40]}” stands above what is read before it'
        before = (pieces[-1].page, round(pieces[-1].baseline - 6, 1))


def lines_of(pieces):
    """{(page, baseline): pieces} of a paragraph; a raised mark belongs to the line below it."""
    lines = collections.defaultdict(list)
    size = max(piece.size for piece in pieces)
    for piece in pieces:
        if piece.size > 0.9 * size:
            lines[piece.page, round(piece.baseline, 2)].append(piece)
    for piece in pieces:
        if piece.size <= 0.9 * size:
            below = [key for key in lines if key[0] == piece.page and -0.5 < key[1] - piece.baseline < 0.6 * size]
            lines[min(below, key=lambda key: key[1]) if below else (piece.page, round(piece.baseline, 2))].append(piece)
    return dict(sorted(lines.items()))


def is_body(case, element, pieces):
    return (element.kind in ('P', 'LBody') and abs(max(piece.size for piece in pieces) - case.layout.size) < 0.005
            and not element.inside('Table', 'Note', 'TOC', 'Caption', 'Figure', 'Code'))


def on_grid(case):
    """Every body line stands on the grid of its page; answers half a line off it where the layout says so."""
    asked = {id(said.piece.element.block()) for said in case.said if said.role == 'asked' and hasattr(said, 'piece')}
    half = case.layout.label_before % case.layout.grid
    for element, pieces in case.body:
        if not is_body(case, element, pieces):
            continue
        for page, baseline in lines_of(pieces):
            below = baseline - case.layout.first_baseline(page, case.placed)
            off = min(abs(below - step - case.layout.grid * round((below - step) / case.layout.grid))
                      for step in ([0] if id(element) in asked else [0, half]))
            if off > 0.0101:
                yield f'page {page + 1}: the baseline at {baseline:.2f} is {off:.3f} pt off the grid'
                break


def justified_edge(case):
    """Every line that is no paragraph's last ends at the edge, but for what hangs over it."""
    if case.letter.align != 'justify':
        return
    ends = {word for said in case.said for word in re.findall(r'(\S+)\n', said.text)}
    for element, pieces in case.body:
        if not is_body(case, element, pieces) or RIGHT_TO_LEFT.search(case.text_of(pieces)):
            continue
        edge = case.layout.right - case.layout.quote_indent * bool(element.inside('BlockQuote'))
        lines = list(lines_of(pieces).items())
        for (page, baseline), line in lines[:-1]:
            line = sorted(line + case.hyphens[page, round(baseline, 2)], key=lambda piece: piece.left)
            last = max((piece for piece in line if piece.text.strip()), key=lambda piece: piece.right)
            text = case.text_of(piece for piece in line if piece.element).split()
            hang = case.layout.hang.get(last.last, 0) * last.last_width / 1000
            # On a line by itself may stand the rest of a broken word.
            forced = plain(text[-1]) in ends or text[-1] in ends or (
                len(text) == 1 and any(end.endswith(text[0]) for end in ends))
            if abs(last.right - hang - edge) > 0.05 and not forced:
                yield (f'page {page + 1}, baseline {baseline:.1f}: “{" ".join(text)[-40:]}” ends at '
                       f'{last.right - hang:.2f}, should be {edge:.2f}')


def inside(case):
    """Nothing stands outside the page or outside the frames of the layout."""
    overfull = 'overfull' in case.findings
    for piece in case.placed.pieces:
        if piece.text.strip() and not case.layout.holds(piece, case.placed) and not overfull:
            yield (f'page {piece.page + 1}: “{piece.text[:40]}” at {piece.left:.1f}…{piece.right:.1f}, {piece.baseline:.1f} '
                   'stands outside every frame')
    for shape in case.placed.shapes:
        if shape.left < 0 or shape.right > case.placed.width or shape.top < -0.01 or shape.bottom > case.placed.height:
            yield f'page {shape.page + 1}: {shape} is not on the page'
        if shape.kind == 'image' and not case.layout.holds_image(shape):
            yield f'page {shape.page + 1}: {shape} stands outside the text'


def apart(case):
    """Nothing stands over something else."""
    pages = collections.defaultdict(list)
    for piece in case.placed.pieces:
        if piece.text.strip() and piece.right > piece.left:
            pages[piece.page].append(piece)
    for page, pieces in pages.items():
        pieces.sort(key=lambda piece: piece.top)
        for i, one in enumerate(pieces):
            for other in pieces[i + 1:]:
                if other.top > one.bottom - 0.2:
                    break
                if min(one.right, other.right) - max(one.left, other.left) > 0.7:
                    yield (f'page {page + 1}: “{one.text[:30]}” and “{other.text[:30]}” overlap at '
                           f'{other.left:.1f}, {one.baseline:.1f} and {other.baseline:.1f}')
    for shape in case.placed.shapes:
        for piece in pages[shape.page]:
            if crosses(shape, piece):
                yield f'page {shape.page + 1}: “{piece.text[:30]}” and {shape} overlap'


def crosses(shape, piece):
    if min(shape.right, piece.right) - max(shape.left, piece.left) < (-0.01 if shape.left == shape.right else 0.7):
        return False
    if shape.kind == 'image':
        return min(shape.bottom, piece.bottom) - max(shape.top, piece.top) > 0.2
    return shape.kind == 'rule' and shape.top < piece.baseline - 0.02 * piece.size and \
        shape.bottom > piece.baseline - 0.6 * piece.size


def widows(case):
    """No line of a paragraph stands alone on a page but where a finding names the page."""
    for element, pieces in case.body:
        if not is_body(case, element, pieces):
            continue
        lines = list(lines_of(pieces))
        pages = [page for page, _ in lines]
        for page, count in sorted(collections.Counter(pages).items()):
            alone = len(set(pages)) > 1 and count == 1 and page in (pages[0], pages[-1])
            last = page if page == pages[0] else page - 1
            if alone and not reported(case, last):
                yield f'page {page + 1}: one line alone of “{pieces[0].text[:50]}”, and no finding for page {last + 1}'


def same_again(case):
    """The dump is the same a second time, and shows the text where the file has it."""
    dump, again = (case.run('dump', '--stage=pages', *case.arguments).stdout for _ in range(2))
    if dump != again:
        yield 'two dumps differ'
    pages = dump.split('\nstructure\n')[0].split('page ')[1:]
    for page, text in enumerate(pages):
        pieces = [piece for piece in case.placed.pieces if piece.page == page]
        for x, y, words in re.findall(r'^(-?[\d.]+) (-?[\d.]+) text \S+ "(.*)"$', text, re.M):
            near = any(abs(piece.baseline - float(y)) < 0.06 and piece.left - 2 * piece.size < float(x) <
                       piece.right + 2 * piece.size for piece in pieces)
            if words.strip() and not near and not RIGHT_TO_LEFT.search(words):
                yield f'page {page + 1}: the dump has “{words[:40]}” at {x} {y}, the file has nothing there'


def whole(case):
    """qpdf finds nothing wrong with the file, nor does our own reader of structure."""
    done = subprocess.run(['qpdf', '--check', case.path], capture_output=True, text=True)
    if done.returncode or 'WARNING' in done.stderr:
        yield f'qpdf: {done.stderr[:200]}'
    structure = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'pdf', 'structure')
    done = subprocess.run([structure, case.path], capture_output=True, text=True)
    if done.returncode:
        yield f'structure: {done.stderr[:300]}'


LAWS = [words_by_tree, page_numbers, notes, notes_behind_words, words_by_pdfinfo, words_by_pdftotext, words_whole, reading_order, on_grid, justified_edge,
        inside, apart, widows, same_again, whole]
