# SPDX-License-Identifier: EUPL-1.2
"""A random letter: the committee's document, the answers to it, and what the letter made of both must say, in the order
of reading, worked out here from the rules of the format and without the program under test."""
import random
from dataclasses import dataclass, field

import markdown
from words import Stock

PARTIES = ['VVD', 'D66', 'CDA', 'GroenLinks-PvdA', 'ChristenUnie', 'Delta', 'Partij voor de Duinen', '50PLUS']
MINISTRIES = ['Ministerie van Dijken', 'Ministerie van Kust en Licht', 'Ministerie van Veren en Pontjes']


@dataclass
class NoteUse:
    """A mark in the text. Marks with one key lead to one note; `text` is its paragraphs, as parts."""
    key: object
    text: list


@dataclass
class PageOf:
    """The number of the page on which this run's answer stands."""
    run: object


@dataclass
class Said:
    """A block of the letter: what it must say. `role` is heading, asked, answer, label, cell, caption or code."""
    role: str
    parts: list
    run: object = None          # of a label
    cells: list = field(default_factory=list)   # of a table: rows of cells, each as parts
    listed: bool = False        # in the contents


@dataclass
class Sentence:
    words: str
    asks: bool = False
    decided: str = ''           # the decision that makes it a question, or none
    notes: list = field(default_factory=list)
    question: object = None


@dataclass
class Item:
    """A paragraph of the document, an item of a list, or a cell of a table."""
    kind: str                   # paragraph, item, cell
    sentences: list
    label: str = ''
    head: bool = False


@dataclass
class Heading:
    level: int                  # 1 section, 2 fraction, 3 below it
    text: str
    number: str = ''
    fraction: object = None


@dataclass
class Table:
    rows: list                  # of lists of Items


@dataclass
class Fraction:
    slug: str
    heading: str
    called: str                 # in a reference without ids
    listed: str                 # in the contents
    count: int = 0              # numbers given out
    added: int = 0              # letters given out behind the last number
    positions: int = 0


@dataclass(eq=False)
class Question:
    id: str
    fraction: Fraction
    position: int
    sentence: Sentence
    section: int                # headings above it
    in_table: bool
    entry: object = None
    run: object = None


@dataclass(eq=False)
class Entry:
    questions: list
    kind: str = 'text'          # text, see, deferred
    see: Question = None
    markdown: str = ''
    said: list = field(default_factory=list)
    reason: str = ''
    runs: list = field(default_factory=list)


@dataclass(eq=False)
class Run:
    entry: Entry
    questions: list
    page: int = 0
    referrers: list = field(default_factory=list)

    @property
    def first(self):
        return self.entry.runs[0]


class Letter:
    def __init__(self, seed):
        self.seed, self.random = seed, random.Random(seed)
        self.stock = Stock(self.random)
        pick = self.random.choice
        self.layout = pick(['letter', 'letter', 'kamerstuk'])
        self.format = pick(['txt', 'html', 'docx'])
        self.interleave = pick(['question', 'question', 'paragraph', 'apart'])
        self.ids = pick([True, False, None])
        self.align = pick(['ragged', 'justify'])
        self.fractions, self.blocks, self.questions, self.notes, self.decisions = [], [], [], [], []
        self.pictures = {}
        self.sections = 0
        self.write_document()
        self.make_entries()
        self.make_runs()
        self.write_answers()
        self.write_metadata()

    def prints_ids(self):
        return self.ids if self.ids is not None else self.layout == 'letter'

    def chance(self, share):
        return self.random.random() < share

    # The document.

    def write_document(self):
        self.has_section = self.chance(0.6) or self.interleave == 'apart'
        if self.has_section:
            self.heading(1, 'Vragen en opmerkingen vanuit de fracties', number='I')
        names = self.random.sample(PARTIES, 4)
        for i in range(self.random.choice((1, 2, 2))):
            self.write_fraction(names, joint=i == 1 and self.chance(0.5))
        self.has_answers_section = self.has_section and self.chance(0.5)
        if self.has_answers_section:
            self.heading(1, 'Antwoord/ Reactie van de minister', number='II')
        if self.has_section and self.chance(0.5):
            self.heading(1, 'Volledige agenda', number='III')
            for _ in range(2):
                self.blocks.append(Item('item', [self.sentence()], label='-'))

    def heading(self, level, text, number='', fraction=None):
        self.blocks.append(Heading(level, text, number, fraction))
        self.sections += 1

    def write_fraction(self, names, joint):
        first = names.pop()
        if joint:
            second = names.pop()
            fraction = Fraction(f'{slug(first)}+{slug(second)}',
                                f'Vragen en opmerkingen van de leden van de {first}-fractie en de {second}-fractie',
                                f'de vragen van {first} en {second}', f'{first} en {second}')
        else:
            fraction = Fraction(slug(first), f'Vragen en opmerkingen van de leden van de {first}-fractie',
                                f'de vragen van de leden van de {first}-fractie', f'{first}-fractie')
        self.fraction = fraction
        self.fractions.append(fraction)
        self.heading(2, fraction.heading, fraction=fraction)
        opening = f'De leden van de {first}-fractie hebben kennisgenomen van de brief over {self.plain(5)}.'
        self.blocks.append(Item('paragraph', [Sentence(opening)] + self.asking(self.random.randint(0, 2))))
        for _ in range(self.random.randint(1, 2)):
            self.write_passage()

    def write_passage(self):
        roll = self.random.random()
        if roll < 0.5:
            self.blocks.append(Item('paragraph', self.asking(self.random.randint(1, 4))))
        elif roll < 0.7:
            numbered = self.chance(0.5)
            lead = Sentence(self.plain(8).capitalize() + ':')
            self.blocks.append(Item('paragraph', [lead]))
            for i in range(self.random.randint(2, 4)):
                label = f'{i + 1}.' if numbered else '-'
                self.blocks.append(Item('item', self.asking(self.random.randint(1, 3)), label=label))
        elif roll < 0.85 and self.format != 'txt':
            self.write_table()
        elif self.interleave != 'apart' and self.format != 'txt':
            self.heading(3, self.plain(3).capitalize())
            self.blocks.append(Item('paragraph', self.asking(3)))
        else:
            self.blocks.append(Item('paragraph', self.asking(2)))

    def write_table(self):
        rows = [[Item('cell', [Sentence(self.plain(2).capitalize())], head=True) for _ in range(3)]]
        for _ in range(self.random.randint(1, 4)):
            cells = [Item('cell', [Sentence(self.plain(2).capitalize() + '.')])]
            cells += [Item('cell', self.asking(1, in_table=True)) for _ in range(2)]
            rows.append(cells)
        self.blocks.append(Table(rows))

    def plain(self, count):
        return ' '.join(self.stock.some(count, tied=False))

    def sentence(self):
        start = self.random.choice(['Deze leden lezen dat', 'Zij constateren dat', 'In de brief staat dat', 'Hierbij geldt dat'])
        return Sentence(f'{start} {" ".join(self.stock.some(self.random.randint(4, 25)))} is.')

    def asking(self, count, in_table=False):
        """Sentences, some of which ask."""
        sentences = []
        for _ in range(count):
            if self.chance(0.45):
                sentences.append(self.sentence() if not in_table else Sentence(self.plain(6).capitalize() + '.'))
            else:
                sentences.append(self.question_sentence(in_table))
            if self.chance(0.25):
                self.add_notes(sentences[-1])
            self.decide(sentences[-1], in_table)
            self.number(sentences[-1], in_table)
        return sentences

    def question_sentence(self, in_table):
        words = ' '.join(self.stock.some(self.random.randint(3, 8 if in_table else 30)))
        kind = self.random.choice(['direct', 'direct', 'direct', 'indirect', 'bracket', 'quote'])
        start = self.random.choice(['Hoeveel kost', 'Kan de minister uiteenzetten hoe', 'Wanneer is', 'Waarom staat', 'Hoe groot is'])
        if kind == 'indirect' and not in_table:
            return Sentence(f'Deze leden vragen de minister hoe {words} wordt bekostigd.', asks=True)
        if kind == 'bracket':
            return Sentence(f'({start} {words}?)', asks=True)
        if kind == 'quote':
            return Sentence(f'{start} {words} “{self.stock.unique()}?”', asks=True)
        return Sentence(f'{start} {words}?', asks=True)

    def add_notes(self, sentence):
        for _ in range(self.random.choice((1, 1, 1, 2))):
            self.notes.append(f'{self.plain(self.random.choice((3, 8, 40))).capitalize()}.')
            sentence.notes.append(len(self.notes))

    def decide(self, sentence, in_table):
        if in_table or not self.chance(0.06):
            return
        sentence.decided = 'not-a-question' if sentence.asks else 'question'
        self.decisions.append((sentence.decided, sentence.words))

    def number(self, sentence, in_table):
        fraction = self.fraction
        if sentence.asks:
            fraction.count += 1
            fraction.added = 0
        if not sentence.asks and sentence.decided == 'question':
            fraction.added += 1
            suffix = 'abcdefghij'[fraction.added - 1]
        elif sentence.asks and sentence.decided != 'not-a-question':
            suffix = ''
        else:
            return
        fraction.positions += 1
        sentence.question = Question(f'{fraction.slug}-{fraction.count}{suffix}', fraction, fraction.positions, sentence,
                                     self.sections, in_table)
        self.questions.append(sentence.question)

    # The answers.

    def make_entries(self):
        self.entries, rest = [], list(self.questions)
        while rest:
            taken = [rest.pop(0)]
            while rest and rest[0].in_table == taken[0].in_table and self.chance(0.35):
                taken.append(rest.pop(0))
            later = [question for question in rest if question.in_table == taken[0].in_table]
            if later and self.chance(0.12):
                rest.remove(chosen := self.random.choice(later))
                taken.append(chosen)
            entry = Entry(taken)
            for question in taken:
                question.entry = entry
            self.entries.append(entry)
        texts = self.entries[:]
        for entry in self.entries:
            roll = self.random.random()
            others = [other for other in texts if other is not entry]
            if roll < 0.08 and others:
                entry.kind, entry.see = 'see', self.random.choice(self.random.choice(others).questions)
                texts.remove(entry)
            elif roll < 0.14:
                entry.kind = 'deferred'
                texts.remove(entry)
            elif roll < 0.20 and others:
                entry.see = self.random.choice(self.random.choice(others).questions)
        # What is referred to must have a text of its own.
        for entry in self.entries:
            if entry.see is not None and entry.see.entry not in texts:
                entry.see = None
                if entry.kind == 'see':
                    entry.kind = 'text'
            if entry.see is not None and self.leads_back(entry):
                entry.see = None
                if entry.kind == 'see':
                    entry.kind = 'text'

    def leads_back(self, entry):
        met, at = set(), entry
        while at is not None and at.see is not None:
            if at in met:
                return True
            met.add(at)
            at = at.see.entry
        return False

    def make_runs(self):
        self.runs, run = [], None
        for question in self.questions:
            if run is None or run.entry is not question.entry or run.questions[-1].section != question.section:
                run = Run(question.entry, [])
                question.entry.runs.append(run)
                self.runs.append(run)
            run.questions.append(question)
            question.run = run
        for run in self.runs:
            if run is not run.first and run.entry.kind != 'see':
                run.first.referrers.append(run)
            elif run.entry.see is not None:
                run.entry.see.run.first.referrers.append(run)

    def write_answers(self):
        writer = markdown.Writer(self)
        for entry in self.entries:
            if entry.kind == 'text':
                entry.markdown, entry.said = writer.answer(entry)
            elif entry.kind == 'deferred':
                entry.reason = self.plain(6).capitalize() + '.'

    def write_metadata(self):
        pick = self.random.choice
        ministry = pick(MINISTRIES)
        self.meta = {'ministry': ministry, 'to': 'Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal',
                     'date': '2025-05-12', 'subject': 'Beantwoording over ' + self.plain(self.random.randint(3, 20))}
        optional = {'reference': 'KL-2025-1', 'your_reference': '2025D01', 'contact': 'Directie Bakens',
                    'classification': 'Departementaal vertrouwelijk', 'attachments': '2', 'website': 'www.voorbeeld.example',
                    'directorate': 'Directie ' + self.plain(2), 'address': 'Postbus 1\n1234 AB Plaats',
                    'salutation': 'Geachte voorzitter,', 'opening': f'Hierbij bied ik u {self.plain(30)} aan.',
                    'closing': f'Ik vertrouw erop u met {self.plain(9)} te hebben geïnformeerd.'}
        self.meta.update({key: value for key, value in optional.items() if self.chance(0.4)})
        self.signatories = [{'role': ministry.replace('Ministerie', 'De minister'), 'name': 'A.B. Voorbeeld'}]
        if self.chance(0.3):
            self.signatories.append({'role': 'De staatssecretaris van Wind'})
        if self.layout == 'kamerstuk' and self.chance(0.5):
            self.meta.update(number='12', session='2024-2025', adopted='2025-05-20')

    # What the letter must say.

    def name_of(self, questions, ids):
        if not ids:
            return questions[0].fraction.called
        if len(questions) == 1:
            return f'vraag {questions[0].id}'
        return f'de vragen {id_list(questions)}'

    def reference(self, questions, run):
        """"vraag VVD-4, pagina 12", as parts."""
        return [self.name_of(questions, self.prints_ids()) + ', pagina ', PageOf(run)]

    def suffix(self):
        who = 'de bewindspersonen' if len(self.signatories) > 1 else 'de minister'
        return f' en reactie van {who if self.layout == "letter" else who.replace("minister", "Minister")}'

    def answer(self, run, ids):
        label = f'Antwoord op {self.name_of(run.questions, True)}' if ids or self.prints_ids() else 'Antwoord'
        yield Said('label', [label], run=run)
        entry = run.entry
        deferred = entry.kind == 'deferred' and run is run.first
        parts = ['uitgesteld tot 1 juni 2025'] if deferred else []
        if run.referrers:
            parts += ['; '] * deferred + ['ook antwoord op ']
            for i, other in enumerate(run.referrers):
                parts += ['; '] * (i > 0) + self.reference(other.questions, other)
        if parts:
            yield Said('aside', parts)
        if run is not run.first and entry.kind != 'see':
            yield self.see(run.first.questions, run.first)
        elif entry.kind == 'deferred':
            start = 'Deze vraag wordt' if len(run.questions) == 1 else 'Deze vragen worden'
            yield Said('answer', [f'{start} uiterlijk op 1 juni 2025 beantwoord. {entry.reason}'])
        else:
            yield from entry.said
            if entry.see is not None:
                yield self.see_question(entry.see)

    def see_question(self, question):
        """The label where the answer stands names the questions of its run alone, and so must what leads there."""
        target = question.run.first
        return self.see([question] if question.run is target else target.questions, target)

    def see(self, questions, target):
        return Said('answer', ['Zie het antwoord op ', *self.reference(questions, target), '.'])

    def expected(self):
        """The letter from its first heading of the document on."""
        if self.interleave != 'apart':
            yield from self.expected_body()
            return
        at = next((i for i, block in enumerate(self.blocks) if isinstance(block, Heading) and block.number in ('II', 'III')),
                  len(self.blocks))
        yield from self.expected_blocks(self.blocks[:at])
        own = at == len(self.blocks) or self.blocks[at].number != 'II'
        if own:
            who = self.suffix().removeprefix(' en reactie van ')
            yield Said('heading', [f'II Antwoorden van {who}'], listed=True)
        else:
            yield Said('heading', ['II ' + self.blocks[at].text], listed=True)
        for fraction in self.fractions:
            runs = [run for run in self.runs if run.questions[0].fraction is fraction]
            if runs:
                yield Said('heading', [fraction.heading + self.suffix()], listed=True)
            for run in runs:
                yield from (Said('asked', [question.sentence.words]) for question in run.questions)
                yield from self.answer(run, False)
        yield from self.expected_blocks(self.blocks[at + (not own):])

    def expected_body(self):
        blocks = [block for block in self.blocks if not (isinstance(block, Heading) and block.number == 'II')]
        yield from self.expected_blocks(blocks)

    def has_questions(self, blocks, index):
        """Does a question stand below this heading, before the next that is as high?"""
        level = blocks[index].level
        for block in blocks[index + 1:]:
            if isinstance(block, Heading) and block.level <= level:
                return False
            items = [block] if isinstance(block, Item) else [item for row in block.rows for item in row] \
                if isinstance(block, Table) else []
            if any(sentence.question for item in items for sentence in item.sentences):
                return True
        return False

    def expected_blocks(self, blocks):
        for i, block in enumerate(blocks):
            if isinstance(block, Heading):
                text = (block.number + ' ' if block.number else '') + block.text
                longer = block.level < 3 and self.interleave != 'apart' and self.has_questions(blocks, i)
                yield Said('heading', [text + (self.suffix() if longer else '')], listed=block.level < 3)
            elif isinstance(block, Table):
                yield from self.expected_table(block)
            else:
                yield from self.expected_item(block)

    def sentence_parts(self, sentence):
        return [sentence.words] + [NoteUse(('document', n), [[self.notes[n - 1]]]) for n in sentence.notes]

    def expected_item(self, item):
        parts, after = [item.label + ' '] if item.label.rstrip('.').isdigit() else [], []
        for sentence in item.sentences:
            parts += ([' '] if parts else []) + self.sentence_parts(sentence)
            run = sentence.question.run if sentence.question else None
            if run is None or run.questions[-1] is not sentence.question:
                continue
            if self.interleave == 'question':
                yield Said('asked', parts)
                yield from self.answer(run, False)
                parts = []
            elif self.interleave == 'paragraph':
                after.append(run)
        if parts:
            yield Said('asked', parts)
        for run in after:
            yield from self.answer(run, False)

    def expected_table(self, table):
        after, cells = [], []
        for row in table.rows:
            cells.append([])
            for item in row:
                parts = []
                for sentence in item.sentences:
                    parts += ([' '] if parts else []) + self.sentence_parts(sentence)
                    run = sentence.question.run if sentence.question else None
                    if run is not None and run.questions[-1] is sentence.question:
                        after.append(run)
                cells[-1].append(parts)
        yield Said('table', [], cells=cells)
        for run in after if self.interleave != 'apart' else []:
            yield from self.answer(run, True)


def slug(name):
    return name.replace(' ', '-')


def id_list(questions):
    """"VVD-4 t/m VVD-6, VVD-8 en D66-1"."""
    rows = []
    for question in questions:
        last = rows[-1][-1] if rows else None
        if last is not None and last.fraction is question.fraction and last.position + 1 == question.position:
            rows[-1].append(question)
        else:
            rows.append([question])
    names = []
    for row in rows:
        names += [f'{row[0].id} t/m {row[-1].id}'] if len(row) > 2 else [question.id for question in row]
    return ', '.join(names[:-1]) + ' en ' + names[-1] if len(names) > 1 else names[0]
