# SPDX-License-Identifier: EUPL-1.2
"""Answers: every element of the Markdown that repliek takes, and beside it what the letter must say."""
import author
import pictures
from words import FOREIGN, RIGHT_TO_LEFT


class Writer:
    def __init__(self, letter):
        self.letter, self.random, self.stock = letter, letter.random, letter.stock
        self.tables = self.figures = 0

    def chance(self, share):
        return self.random.random() < share

    def answer(self, entry):
        """(Markdown, what it says)."""
        self.entry, self.labels, self.definitions = entry, [], []
        chunks, said, before = [], [], None
        if self.chance(0.2):
            text = self.random.choice(['Ja.', 'Nee.', self.stock.unique().capitalize() + '.'])
            return text, [author.Said('answer', [text])]
        for i in range(self.random.choice((1, 1, 2, 2, 3))):
            if i == 0 and self.chance(0.7):
                kind = self.paragraph
            else:
                kind = self.random.choice([self.paragraph, self.paragraph, self.list, self.heading, self.quotation,
                                           self.code, self.table, self.table, self.figure])
            # A caption between two tables could be either's.
            if kind == before == self.table:
                kind = self.paragraph
            before = kind
            chunk, words = kind()
            chunks.append(chunk)
            said += words
            if kind == self.heading:
                chunk, words = self.paragraph()
                chunks.append(chunk)
                said += words
        return '\n\n'.join(chunks + self.definitions), said

    # Inline.

    def inline(self, count, rich=True, cell=False):
        """(Markdown, parts): about `count` words."""
        tokens = []
        for word in self.stock.some(count):
            tokens.append(self.token(word, cell) if rich and self.chance(0.08) else (word, [word]))
            if rich and self.chance(0.02):
                tokens.append(self.foreign())
        if rich and self.chance(0.3):
            tokens.append(self.mark())
        text, parts = '', []
        for i, (source, said) in enumerate(tokens):
            space = i > 0 and not source.startswith('[^')
            text += (self.space(source, cell) if space else '') + source
            parts += ([' '] if space else []) + said
        end = self.random.choice(['.', '.', '.', '!', ' (zie boven).'])
        # The mark of a link's own note stands behind the stop that touches the link.
        if tokens[-1][0][:1] != '[' or not text.endswith(')') or not isinstance(parts[-1], author.NoteUse) or end[0] == ' ':
            return text + end, parts + [end]
        return text + end, parts[:-1] + [end, parts[-1]]

    def space(self, source, cell):
        """Between two words: the line may go on in the next, where no list or heading would begin there."""
        return '\n' if not cell and source[:1].isalpha() and source[:1].islower() and self.chance(0.08) else ' '

    def foreign(self):
        word = self.random.choice(FOREIGN + RIGHT_TO_LEFT)
        return word, [word]

    def token(self, word, cell):
        other = self.stock.unique()
        kind = self.random.choice(['emphasis', 'strong', 'both', 'code', 'link', 'address', 'quote', 'single', 'reference',
                                   'note', 'break', 'escaped'])
        if kind == 'emphasis':
            return f'*{word} {other}*', [f'{word} {other}']
        if kind == 'strong':
            return f'**{other}**', [other]
        if kind == 'both':
            return f'***{other}***', [other]
        if kind == 'code':
            return f'`{other}_x`', [f'{other}_x']
        if kind == 'link':
            address = f'https://voorbeeld.example/{other}/{self.stock.unique()}?a=1&b={self.random.randint(1, 999)}'
            return f'[{word} {other}]({address})', [f'{word} {other}', author.NoteUse(address, [[address]])]
        if kind == 'address':
            return f'<https://voorbeeld.example/{other}>', [f'https://voorbeeld.example/{other}']
        if kind == 'quote':
            return f'"{other} {word}"', [f'"{other} {word}"']
        if kind == 'single':
            return f"'{other}'", [f"'{other}'"]
        if kind == 'reference':
            return self.reference()
        if kind == 'break':
            end, last = '<br>' if cell else '\\\n', self.stock.unique()
            return other + end + last, [f'{other}\n{last}']
        if kind == 'escaped':
            return f'{other}\\*', [f'{other}*']
        return self.mark()

    def reference(self):
        others = [question for question in self.letter.questions if question.entry is not self.entry]
        if not others:
            return self.mark()
        question = self.random.choice(others)
        return f'[]({question.id})', self.letter.reference([question], question.run.first)

    def mark(self):
        """A mark to a new note, or again to an old one of this answer."""
        if self.labels and self.chance(0.3):
            label, text = self.random.choice(self.labels)
        else:
            label = f'{self.random.choice(["n", "noot-", ""])}{len(self.labels) + 1}'
            count = self.random.choice((1, 1, 1, 2, 3))
            text = [self.note_paragraph() for _ in range(count)]
            first, *rest = [source for source, _ in text]
            self.definitions.append(f'[^{label}]: {first}' + ''.join(f'\n\n    {more}' for more in rest))
            text = [parts for _, parts in text]
            self.labels.append((label, text))
        return f'[^{label}]', [author.NoteUse((id(self.entry), label), text)]

    def note_paragraph(self):
        count = self.random.choice((2, 5, 10, 60)) if self.chance(0.95) else 250
        words = ' '.join(self.stock.some(count))
        return words + '.', [words + '.']

    # Blocks.

    def paragraph(self, count=None):
        source, parts = self.inline(count or self.random.choice((3, 12, 30, 60, 90)))
        return source, [author.Said('answer', parts)]

    def heading(self):
        words = ' '.join(self.stock.some(self.random.choice((2, 4, 14)), tied=False))
        return '#' * self.random.randint(1, 3) + ' ' + words.capitalize(), [author.Said('heading', [words.capitalize()])]

    def quotation(self):
        source, said = self.paragraph(self.random.choice((8, 25)))
        said[0].role = 'quote'
        return '> ' + source.replace('\n', '\n> '), said

    def code(self):
        lines = [f'{self.stock.unique()} = {n}' for n in range(self.random.randint(1, 4))]
        return '```\n' + '\n'.join(lines) + '\n```', [author.Said('code', [' '.join(lines)])]

    def list(self):
        lines, said = [], []
        self.items(1, '', lines, said)
        return '\n'.join(lines), said

    def items(self, level, indent, lines, said):
        ordered = self.chance(0.5)
        # A list that begins with another number can't follow the words of an item directly.
        start = self.random.choice((1, 1, 3, 9)) if ordered else 0
        if start > 1 and level > 1:
            lines.append('')
        for n in range(start, start + self.random.randint(1, 4)):
            mark = f'{n}.' if ordered else '-'
            source, parts = self.inline(self.random.choice((2, 6, 25)))
            inner = indent + ' ' * (len(mark) + 1)
            lines.append(f'{indent}{mark} ' + source.replace('\n', '\n' + inner))
            said.append(author.Said('answer', [f'{mark} '] * ordered + parts))
            if level < 4 and self.chance(0.3):
                self.items(level + 1, inner, lines, said)

    def table(self):
        columns = self.random.choice((2, 3, 3, 4, 6))
        kinds = ['words'] + [self.random.choice(['words', 'number', 'centre']) for _ in range(columns - 1)]
        rows = [[self.cell(kind, head=True) for kind in kinds]]
        count = self.random.choice((1, 3, 6)) if self.chance(0.92) else self.random.choice((40, 70))
        rows += [[self.cell(kind) for kind in kinds] for _ in range(count)]
        rule = {'words': '---', 'number': self.random.choice(['---:', '---']), 'centre': ':-:'}
        lines = [[source for source, _ in rows[0]], [rule[kind] for kind in kinds]]
        lines += [[source for source, _ in row] for row in rows[1:]]
        source = '\n'.join('| ' + ' | '.join(line) + ' |' for line in lines)
        said = [author.Said('table', [], cells=[[parts for _, parts in row] for row in rows])]
        if self.chance(0.6):
            self.tables += 1
            words = ' '.join(self.stock.some(self.random.choice((3, 12)), tied=False))
            source = f'Tabel: {words}\n\n{source}'
            said.insert(0, author.Said('caption', ['Tabel ', self.count('table'), f'. {words}']))
        return source, said

    def count(self, kind):
        return f'\ue002{kind}\ue003'

    def cell(self, kind, head=False):
        if head:
            word = self.stock.unique().capitalize()
            return word, [word]
        if kind == 'number':
            number = self.random.choice(['12,5', '1.250', '3,75', '0,5', '–', '640', '€ 12,50', '91%'])
            return number, [number]
        if self.chance(0.1):
            return '', []
        source, parts = self.inline(self.random.choice((1, 2, 5)), rich=self.chance(0.3), cell=True)
        return source, parts

    def figure(self):
        width, height = self.random.choice([(300, 200), (1500, 300), (200, 900), (1200, 2600)])
        jpeg = self.chance(0.3)
        name = f'{self.stock.unique()}.{"jpg" if jpeg else "png"}'
        self.letter.pictures[name] = pictures.jpeg(width, height) if jpeg else pictures.png(width, height, 140)
        alternative, caption = self.letter.plain(4), self.letter.plain(self.random.choice((3, 20)))
        if self.chance(0.3):
            return f'![{alternative}]({name})', []
        self.figures += 1
        said = author.Said('caption', ['Figuur ', self.count('figure'), f'. {caption}'])
        return f'![{alternative}]({name} "{caption}")', [said]
