# SPDX-License-Identifier: EUPL-1.2
"""Reads a PDF's objects, contents and structure tree, independently of the writer in lib/emit. Knows what the tests
need of ISO 32000-1: no encryption, no filter but Flate, no incremental updates."""
import re, zlib

SPACE, DELIMITERS = b'\0\t\n\f\r ', b'()<>[]{}/%'
TOKEN = re.compile(rb'[^\0\t\n\f\r ()<>\[\]{}/%]+')


class Name(str):
    """/Name, without its slash."""


class Operator(str):
    """A keyword: obj, R, BDC."""


class Reference(int):
    """12 0 R: the object's number."""


class Parser:
    """Objects and operators from bytes, one after the other."""
    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def skip_space(self):
        while self.at < len(self.data):
            if self.data[self.at] in SPACE:
                self.at += 1
            elif self.data[self.at] == ord('%'):
                while self.at < len(self.data) and self.data[self.at] not in b'\r\n':
                    self.at += 1
            else:
                return

    def string(self):
        out, depth = bytearray(), 1
        escapes = {ord('n'): 10, ord('r'): 13, ord('t'): 9, ord('b'): 8, ord('f'): 12}
        while True:
            c = self.data[self.at]
            self.at += 1
            if c == ord('\\'):
                c = self.data[self.at]
                self.at += 1
                octal = re.compile(rb'[0-7]{1,3}').match(self.data, self.at - 1)
                if octal:
                    self.at = octal.end()
                    out.append(int(octal[0], 8) & 255)
                elif c not in b'\r\n':
                    out.append(escapes.get(c, c))
                continue
            depth += (c == ord('(')) - (c == ord(')'))
            if depth == 0:
                return bytes(out)
            out.append(10 if c == 13 else c)

    def sequence(self, end):
        items = []
        while (item := self.next()) != Operator(end) or not isinstance(item, Operator):
            if item is None:
                raise ValueError('array or dictionary without an end')
            if isinstance(item, Operator) and item == 'R':
                items[-2:] = [Reference(items[-2])]
            else:
                items.append(item)
        return items

    def word(self):
        match = TOKEN.match(self.data, self.at)
        self.at = match.end()
        text = match[0].decode('latin-1')
        if re.fullmatch(r'[+-]?(\d+\.?\d*|\.\d+)', text):
            return float(text) if '.' in text else int(text)
        return {'true': True, 'false': False}.get(text, Operator(text))

    def next(self):
        """The next object or Operator; None at the end. References only come out of arrays and dictionaries."""
        self.skip_space()
        if self.at >= len(self.data):
            return None
        two, one = self.data[self.at:self.at + 2], self.data[self.at:self.at + 1]
        if two in (b'<<', b'>>'):
            self.at += 2
            if two == b'>>':
                return Operator('>>')
            items = self.sequence('>>')
            return dict(zip(items[::2], items[1::2]))
        if one not in (b'(', b'<', b'/', b'[', b']'):
            return self.word()
        self.at += 1
        if one == b'(':
            return self.string()
        if one == b'[':
            return self.sequence(']')
        if one == b']':
            return Operator(']')
        if one == b'<':
            end = self.data.index(b'>', self.at)
            digits, self.at = re.sub(rb'\s', b'', self.data[self.at:end]), end + 1
            return bytes.fromhex((digits + b'0' * (len(digits) % 2)).decode())
        match = TOKEN.match(self.data, self.at)
        self.at = match.end() if match else self.at
        name = match[0].decode('latin-1') if match else ''
        return Name(re.sub('#(..)', lambda hexadecimal: chr(int(hexadecimal[1], 16)), name))


class Stream(dict):
    """A stream's dictionary, and its data without filters."""
    data = b''


class Document:
    """A file: objects by number, and the trailer."""
    def __init__(self, data):
        self.objects, self.trailer = {}, {}
        for match in re.finditer(rb'(?<![0-9])(\d+) 0 obj\b', data):
            if match.start() == 0 or data[match.start() - 1] in b'\r\n':
                self.read_object(data, int(match[1]), match.end())
        if b'\ntrailer' in data:
            self.trailer = Parser(data, data.rindex(b'\ntrailer') + len(b'\ntrailer')).next()
        for stream in list(self.objects.values()):
            if isinstance(stream, Stream) and stream.get('Type') == 'ObjStm':
                self.read_packed(stream)

    def read_object(self, data, number, at):
        parser = Parser(data, at)
        value = parser.next()
        parser.skip_space()
        if isinstance(value, dict) and data.startswith(b'stream', parser.at):
            start = parser.at + (8 if data.startswith(b'\r\n', parser.at + 6) else 7)
            stream = Stream(value)
            stream.data = data[start:start + value['Length']]
            if not data[start + value['Length']:].lstrip(b'\r\n').startswith(b'endstream'):
                raise ValueError(f'object {number}: wrong /Length')
            if value.get('Filter') == 'FlateDecode':
                stream.data = zlib.decompress(stream.data)
            value = stream
            if value.get('Type') == 'XRef':
                self.trailer = value
        if number in self.objects:
            raise ValueError(f'object {number} is there twice')
        self.objects[number] = value

    def read_packed(self, stream):
        numbers = [int(word) for word in stream.data[:stream['First']].split()]
        for number, offset in zip(numbers[::2], numbers[1::2]):
            if number in self.objects:
                raise ValueError(f'object {number} is there twice')
            self.objects[number] = Parser(stream.data, stream['First'] + offset).next()

    def get(self, value):
        """What a reference leads to; anything else as it is."""
        while isinstance(value, Reference):
            value = self.objects[value]
        return value

    def pages(self):
        """(number, page) in order."""
        stack = [self.get(self.trailer['Root'])['Pages']]
        while stack:
            number = stack.pop()
            node = self.get(number)
            if node['Type'] == 'Page':
                yield number, node
            else:
                stack += reversed(node['Kids'])

    def tree(self, root):
        """All leaves of a name or number tree: [(key, value)]."""
        node = self.get(root)
        flat = node.get('Nums', node.get('Names', []))
        pairs = list(zip(flat[::2], flat[1::2]))
        for kid in node.get('Kids', []):
            pairs += self.tree(kid)
        return pairs


def decode_text(data):
    """A text string."""
    return data[2:].decode('utf-16-be') if data.startswith(b'\xfe\xff') else data.decode('latin-1')


def read_unicode(document, font):
    """{code: text} of a font's ToUnicode map."""
    parser, items, texts = Parser(document.get(font['ToUnicode']).data), [], {}
    while (item := parser.next()) is not None:
        if isinstance(item, Operator) and item == 'endbfchar':
            for code, text in zip(items[::2], items[1::2]):
                texts[int.from_bytes(code, 'big')] = text.decode('utf-16-be')
        elif isinstance(item, bytes):
            items.append(item)
        else:
            items = []
    return texts


def operations(data):
    """(operator, operands) of a content stream."""
    parser, operands = Parser(data), []
    while (item := parser.next()) is not None:
        if isinstance(item, Operator):
            yield str(item), operands
            operands = []
        else:
            operands.append(item)
