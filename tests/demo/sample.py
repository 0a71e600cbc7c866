# SPDX-License-Identifier: EUPL-1.2
"""Reads the demo's two texts, independently of repliek: entries with their places, questions in the document."""
import collections, os, re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REPLIEK = os.path.join(ROOT, os.environ.get('BUILD', 'build'), 'repliek')
DOCUMENT, ANSWERS = 'inbreng.txt', 'antwoorden.yaml'


def read(name):
    with open(os.path.join(ROOT, 'demo', name), encoding='utf-8', newline='') as file:
        return file.read()


# Where a question stands: line and column from 1, and its first character and the one behind its last.
Place = collections.namedtuple('Place', 'line column start end')


class Value:
    """A scalar of the YAML and its place: line and column from 1."""
    def __init__(self, text, line, column):
        self.text, self.line, self.column = text, line, column


class Entry:
    """One entry under `answers`, as far as the demo's plain block style goes."""
    def __init__(self, first):
        self.first = self.last = first       # its lines, from 1
        self.keys = {}                       # key: Value
        self.questions, self.references = [], []
        self.ids = []

    def has_text(self):
        return 'text' in self.keys and self.keys['text'].text.strip() != ''


def expand(to):
    """The ids that `to` names; the demo's ranges count within one fraction."""
    ids = []
    for part in re.split(r',\s*', to.strip('[]')):
        first, _, last = part.strip().partition('..')
        if not last:
            ids.append(first)
            continue
        stem, start = first.rsplit('-', 1)
        ids += [f'{stem}-{n}' for n in range(int(start), int(last.rsplit('-', 1)[1]) + 1)]
    return ids


def read_entries(lines):
    """The entries of the answers file. Refuses what this reader does not know."""
    entries, key, inside = [], None, False
    for number, line in enumerate(lines, 1):
        if not line.startswith(' ') and line.strip() and not line.startswith('#'):
            inside, key = line.startswith('answers:'), None
            continue
        match = re.match(r'(  - |    )([a-z-]+):(?: (.*))?$', line) if inside else None
        if match:
            if match[1] == '  - ':
                entries.append(Entry(number))
            key, text = match[2], match[3] or ''
            column = 5 if not text else 5 + len(key) + 2
            entries[-1].keys[key] = Value('' if text in ('|', '>') else text, number, column)
            if key == 'to':
                entries[-1].ids = expand(text)
            if key == 'question' and text:
                entries[-1].questions.append(entries[-1].keys[key])
        elif inside and key == 'question' and line.startswith('      - '):
            entries[-1].questions.append(Value(line[8:], number, 9))
        elif inside and key == 'text' and (line.startswith('      ') or not line.strip()):
            entries[-1].keys['text'].text += line + '\n'
            for found in re.finditer(r'\]\(([A-Za-z0-9+-]+-\d+)\)', line):
                entries[-1].references.append(Value(found[1], number, found.start(1) + 1))
        elif inside and line.strip() and not line.lstrip().startswith('#'):
            raise ValueError(f'{ANSWERS}:{number}: this test does not read such YAML: {line}')
        if inside and entries and (match or line.startswith('      ')):
            entries[-1].last = number
    return entries


def find_questions(text, entries):
    """The place in the document of each id's sentence, found by the words that the entries give."""
    places, numbers = {}, {}
    for entry in entries:
        for name, question in zip(entry.ids, entry.questions):
            stem, number = name.rsplit('-', 1)
            numbers.setdefault(stem, []).append((int(number), name, question.text))

    for stem, questions in numbers.items():
        at = text.index(f'de leden van de {stem}-fractie\n')
        for _, name, sentence in sorted(questions):
            words = [re.escape(word) for word in sentence.split()]
            match = re.compile(r'(?:\s|\[footnoteRef:\d+\])+'.join(words)).search(text, at)
            if match is None:
                raise ValueError(f'{name}: its sentence does not stand in {DOCUMENT} where it should')
            line_start = text.rfind('\n', 0, match.start()) + 1
            places[name] = Place(text.count('\n', 0, match.start()) + 1, match.start() - line_start + 1,
                                 match.start(), match.end())
            at = match.end()
    return places
