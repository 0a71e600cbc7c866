# SPDX-License-Identifier: EUPL-1.2
"""Small pictures: PNG of any size in one tone, and a JPEG of one grey block."""
import struct, zlib


def png(width, height, grey):
    def chunk(kind, data):
        body = kind + data
        return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))
    rows = (b'\0' + bytes([grey]) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
            + chunk(b'pHYs', struct.pack('>IIB', 11811, 11811, 1)) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def jpeg(width, height):
    """Baseline grey JPEG of flat blocks: each has a DC difference of 0 and no AC, one bit each in these tables."""
    def segment(marker, data):
        return b'\xff' + bytes([marker]) + struct.pack('>H', len(data) + 2) + data
    tables = b''.join(segment(0xc4, bytes([kind, 1] + [0] * 15 + [0])) for kind in (0x00, 0x10))
    blocks = ((width + 7) // 8) * ((height + 7) // 8)
    bits = blocks * 2
    data = bytes((bits + 7) // 8 - 1) + bytes([(1 << (-bits % 8)) - 1]) if bits else b''
    return (b'\xff\xd8' + segment(0xe0, b'JFIF\0\1\1\1' + struct.pack('>HH', 200, 200) + b'\0\0')
            + segment(0xdb, b'\0' + bytes([16]) * 64)
            + segment(0xc0, struct.pack('>BHHB', 8, height, width, 1) + b'\x01\x11\x00') + tables
            + segment(0xda, b'\x01\x01\x00\x00\x3f\x00') + data + b'\xff\xd9')
