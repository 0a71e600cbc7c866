# SPDX-License-Identifier: EUPL-1.2
"""What stands where in a PDF of ours: each stretch of text with its edges, its baseline and its structure element, as
the file itself says, with no help from the program that wrote it. Lengths in points from the upper left."""
import os
import sys
from dataclasses import dataclass, field

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'pdf'))
from reader import Document, Operator, Reference, decode_text, operations, read_unicode

# Elements that begin a new piece of text; all others stand in a line with what is around them.
BLOCKS = {'Document', 'Part', 'Sect', 'Div', 'Question', 'Answer', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'P', 'L', 'LI',
          'Lbl', 'LBody', 'Table', 'THead', 'TBody', 'TR', 'TH', 'TD', 'Note', 'BlockQuote', 'Figure', 'Caption', 'TOC',
          'TOCI'}


@dataclass
class Piece:
    """Text with one font on one baseline."""
    page: int
    element: object             # Element; None: an artifact
    artifact: str               # Header, Footer, Layout, Background; ''
    text: str
    left: float
    right: float                # of its last glyph that is no space
    baseline: float
    size: float
    last: str                   # the last character that is no space, and its width
    last_width: float          # by the font: what hangs over the edge is a share of it
    top: float = 0
    bottom: float = 0

    def __post_init__(self):
        # What letters fill: capitals above, descenders below (Noto Sans).
        self.top, self.bottom = self.baseline - 0.72 * self.size, self.baseline + 0.21 * self.size


@dataclass
class Shape:
    """A rule, a box or a picture."""
    page: int
    kind: str                   # rule, box, image, polygon
    left: float
    top: float
    right: float
    bottom: float


@dataclass(eq=False)
class Element:
    kind: str
    parent: object
    kids: list = field(default_factory=list)    # Elements and Pieces, in order
    attributes: dict = field(default_factory=dict)

    def above(self):
        at = self
        while at is not None:
            yield at
            at = at.parent

    def inside(self, *kinds):
        return next((element for element in self.above() if element.kind in kinds), None)

    def block(self):
        """The innermost element around it that is a block, and no heading's or paragraph's part."""
        return next(element for element in self.above() if element.kind in BLOCKS)

    def find(self, kind):
        """The elements of a kind at and below it, in order."""
        if self.kind == kind:
            yield self
        for kid in self.kids:
            if not isinstance(kid, Piece):
                yield from kid.find(kind)

    def pieces(self):
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            else:
                yield from kid.pieces()


class Font:
    def __init__(self, document, number):
        font = document.get(number)
        below = document.get(font['DescendantFonts'][0])
        self.texts = read_unicode(document, font)
        self.default = below.get('DW', 1000)
        self.widths = {}
        items = list(document.get(below.get('W', [])))
        while items:
            first, second = items.pop(0), document.get(items.pop(0))
            if isinstance(second, list):
                self.widths.update(enumerate(second, first))
            else:
                self.widths.update(dict.fromkeys(range(first, second + 1), items.pop(0)))

    def width(self, code):
        return self.widths.get(code, self.default)


class Placed:
    """One file. `pieces` and `shapes` are all there are, `root` the structure tree."""
    def __init__(self, path):
        with open(path, 'rb') as file:
            self.document = Document(file.read())
        self.pieces, self.shapes, self.fonts, self.marks = [], [], {}, {}
        self.page_numbers = {}
        for index, (number, page) in enumerate(self.document.pages()):
            self.page_numbers[number] = index
            _, _, self.width, self.height = self.inherited(page, 'MediaBox')
            self.read_page(index, number, page)
        self.count = len(self.page_numbers)
        catalog = self.document.get(self.document.trailer['Root'])
        structure = self.document.get(catalog['StructTreeRoot'])
        self.root = self.read_element(structure['K'], None)

    def font(self, reference):
        if reference not in self.fonts:
            self.fonts[reference] = Font(self.document, reference)
        return self.fonts[reference]

    def inherited(self, page, key):
        while key not in page:
            page = self.document.get(page['Parent'])
        return self.document.get(page[key])

    def read_page(self, index, number, page):
        fonts = self.document.get(self.inherited(page, 'Resources')['Font'])
        mark, artifact, actual, font, size, origin, points, width = None, '', None, None, 0, (0, 0), [], 0
        matrices, matrix, scale = [], (1, 0, 0, 1, 0, 0), 1
        for operator, operands in operations(self.document.get(page['Contents']).data):
            if operator == 'BDC':
                mark = operands[1].get('MCID')
                artifact = '' if mark is not None else operands[1].get('Subtype', operands[1].get('Type', ''))
                actual = decode_text(operands[1]['ActualText']) if 'ActualText' in operands[1] else None
                self.marks.setdefault((number, mark), [])
            elif operator == 'Tf':
                font, size = self.font(fonts[operands[0]]), operands[1]
            elif operator == 'Tz':
                scale = operands[0] / 100
            elif operator == 'BT':
                origin = (0, 0)
            elif operator == 'Td':
                origin = (origin[0] + operands[0], origin[1] + operands[1])
            elif operator == 'TJ':
                for piece in self.show(index, font, size, origin, operands[0], scale):
                    piece.artifact = artifact
                    if actual is not None:
                        piece.text, actual = actual, ''
                    self.pieces.append(piece)
                    if mark is not None:
                        self.marks[number, mark].append(piece)
            elif operator in ('m', 'l'):
                points.append(tuple(operands))
            elif operator == 'c':
                points += [tuple(operands[4:])]
            elif operator == 're':
                x, y, w, h = operands
                points += [(x, y), (x + w, y + h)]
            elif operator == 'w':
                width = operands[0]
            elif operator in ('S', 's', 'f', 'B'):
                self.add_shape(index, points, width if operator in ('S', 's') else 0)
                points = []
            elif operator == 'n':
                points = []
            elif operator == 'q':
                matrices.append(matrix)
            elif operator == 'Q':
                matrix = matrices.pop()
            elif operator == 'cm':
                matrix = operands
            elif operator == 'Do':
                a, _, _, d, e, f = matrix
                shape = Shape(index, 'image', e, self.height - f - d, e + a, self.height - f)
                self.shapes.append(shape)

    def add_shape(self, index, points, width):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        kind = 'rule' if width and (min(xs) == max(xs) or min(ys) == max(ys)) else 'box'
        self.shapes.append(Shape(index, kind, min(xs), self.height - max(ys), max(xs), self.height - min(ys)))

    def show(self, index, font, size, origin, array, scale):
        """Pieces: a jump to the left, or a long one to the right, begins a new one. `scale` makes letters wider."""
        x, starts, parts = origin[0], [origin[0]], [[]]
        for item in array:
            if isinstance(item, bytes):
                for i in range(0, len(item), 2):
                    code = item[i] << 8 | item[i + 1]
                    advance = font.width(code) * size * scale / 1000
                    parts[-1].append((font.texts.get(code, ''), x, advance))
                    x += advance
                continue
            x -= item * size * scale / 1000
            if (item > 600 or item < -1500) and parts[-1]:
                starts.append(x)
                parts.append([])
        for start, part in zip(starts, parts):
            seen = [glyph for glyph in part if glyph[0].strip()]
            left, (last, right, width) = (seen[0][1], seen[-1]) if seen else (start, ('', start, 0))
            yield Piece(index, None, '', ''.join(said for said, _, _ in part), left, right + width,
                        self.height - origin[1], size, last, width / scale)

    def read_element(self, number, parent):
        source = self.document.get(number)
        element = Element(str(source['S']), parent, attributes=source)
        kids = source.get('K', [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, Reference):
                element.kids.append(self.read_element(kid, element))
                continue
            if isinstance(kid, dict):
                if kid['Type'] == 'OBJR':
                    continue
                page, mark = kid['Pg'], kid['MCID']
            else:
                page, mark = source['Pg'], kid
            for piece in self.marks[page, mark]:
                piece.element = element
                element.kids.append(piece)
        return element


def blocks(root, skip=()):
    """(element, pieces) of each stretch of text in the order of the tree; a block in a block parts its text."""
    run, owner = [], None
    stack = [iter(root.kids)]
    owners = [root]
    while stack:
        for kid in stack[-1]:
            if isinstance(kid, Piece):
                block = kid.element.block()
                if run and owner is not block:
                    yield owner, run
                    run = []
                owner = block
                run.append(kid)
            elif kid.kind not in skip:
                if kid.kind in BLOCKS and run:
                    yield owner, run
                    run, owner = [], None
                stack.append(iter(kid.kids))
                owners.append(kid)
                break
        else:
            stack.pop()
            if owners.pop().kind in BLOCKS and run:
                yield owner, run
                run, owner = [], None
    if run:
        yield owner, run
