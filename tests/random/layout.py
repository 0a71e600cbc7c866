# SPDX-License-Identifier: EUPL-1.2
"""The measures of a layout, from its template: where text may stand."""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MILLIMETRE = 72 / 25.4


def points(text):
    return float(text[:-2]) * (MILLIMETRE if text.endswith('mm') else 1)


def read_template(name):
    """{"frames.text_next.x": "28mm"}, of the few shapes of YAML that the shipped templates have."""
    with open(os.path.join(ROOT, 'templates', name + '.yaml'), encoding='utf-8') as file:
        lines = file.read().splitlines()
    values, section = {}, ''
    for line in lines:
        line = re.sub(r'\s+#.*', '', line)
        match = re.match(r'( *)([\w]+):\s*(.*)', line)
        if not match:
            continue
        indent, key, rest = match.groups()
        if not indent:
            section = key
        path = f'{section}.{key}' if indent else key
        if rest.startswith('{'):
            for pair in re.findall(r'(\w+): ([^,}]+)', rest):
                values[f'{path}.{pair[0]}'] = pair[1]
        elif rest:
            values[path] = rest
    base = values.get('extends')
    return {**read_template(base), **values} if base else values


def read_protrusion():
    """{character: thousandths of its width that stand beyond the right edge}."""
    with open(os.path.join(ROOT, 'lib', 'typeset', 'protrude.def'), encoding='utf-8') as file:
        rows = re.findall(r"^PROTRUDE\((?:'(.)'|'\\(.)'|0x(\w+)), \d+, (\d+)\)", file.read(), re.M)
    return {plain or escaped or chr(int(code, 16)): int(right) for plain, escaped, code, right in rows}


# Where the printer of Kamerstukken has the first baseline, as measured on published ones.
PRINTED = {'kamerstuk': 35.80}


def first_text(placed):
    """The first baseline of the covering letter's text: that of its first paragraph behind the reference column."""
    return min((piece.baseline for piece in placed.pieces if piece.page == 0 and piece.element
                and piece.text.startswith(('Geachte', 'Hierbij'))), default=0)


class Layout:
    def __init__(self, name):
        self.name, values = name, read_template(name)
        self.values = values
        self.frames = {}
        for key in values:
            if key.startswith('frames.') and key.endswith('.x'):
                frame = key[:-2]
                self.frames[frame[7:]] = tuple(points(values[f'{frame}.{side}']) for side in ('x', 'y', 'width', 'height'))
        self.page_height = points(values['page.height'])
        self.grid, self.size = points(values['page.grid']), points(values['styles.body.size'])
        self.left, self.top, width, self.height = self.frames['text_next']
        self.top = PRINTED.get(name, self.top)
        self.right = self.left + width
        self.label_before = points(values['spaces.label_before'])
        self.quote_indent = points(values['spaces.quote_indent'])
        self.table = (points(values['tables.x']), points(values['tables.x']) + points(values['tables.width']))
        self.hang = read_protrusion()

    def first_baseline(self, page, placed):
        """Of the page's grid; a Kamerstuk's first hangs from the line with Nr."""
        if page > 0:
            return self.top
        if self.name == 'kamerstuk':
            heading = next(piece for piece in placed.pieces if piece.page == 0 and piece.element
                           and piece.element.inside('H1'))
            moved = (heading.baseline - self.frames['text_first'][1]) / points(self.values['styles.dossier.leading'])
            return self.frames['text_first'][1] + round(moved) * points(self.values['styles.dossier.leading'])
        return self.frames['text_first'][1]

    def in_text(self, piece, placed):
        first = self.first_baseline(piece.page, placed)
        last = self.top + self.height if piece.page or self.name == 'kamerstuk' else first + self.frames['text_first'][3]
        left, right = self.table if piece.element and piece.element.inside('Table') else (self.left, self.right)
        # Artifacts: heads of tables that are repeated, numbers in the margin.
        if piece.element is None:
            left, right = 0, max(self.right, self.table[1])
        hang = self.hang.get(piece.last, 0) * piece.last_width / 1000
        return (left - 1.5 <= piece.left and piece.right <= right + hang + 0.1
                and first - 0.1 - 0.45 * self.size <= piece.baseline <= last + 0.5)

    def holds(self, piece, placed):
        """Does the text stand in a frame where it may?"""
        if self.in_text(piece, placed):
            return True
        if self.name == 'kamerstuk':
            left, right = points(self.values['kamerstuk.left']), points(self.values['kamerstuk.right'])
            first = self.first_baseline(piece.page, placed)
            head = piece.page == 0 and piece.baseline < first + 0.1
            foot = piece.baseline > self.top + self.height + 10
            return (head or foot) and left - 0.1 <= piece.left and piece.right <= right + 0.1
        # A long subject moves the text down.
        x, y, width, _ = self.frames['subject']
        if piece.page == 0 and x - 0.1 <= piece.left and piece.right <= x + width and y <= piece.baseline < first_text(placed):
            return True
        return any(x - 0.5 <= piece.left and piece.right <= x + width + 0.5 and y - 0.5 <= piece.top
                   and piece.baseline <= y + height + 0.5 for name, (x, y, width, height) in self.frames.items()
                   if not name.startswith('text'))

    def holds_image(self, shape):
        """An image stands at the foot of its last line, where descenders end."""
        return (min(self.left, self.table[0]) - 0.1 <= shape.left and shape.right <= max(self.right, self.table[1]) + 0.1
                and self.top - self.size <= shape.top and shape.bottom <= self.top + self.height + 0.35 * self.size)
