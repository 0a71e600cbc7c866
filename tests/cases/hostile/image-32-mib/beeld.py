import struct, sys, zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(size):
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    end = chunk(b"IEND", b"")
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return head + chunk(b"tEXt", b"vulling\0" + b" " * (size - len(head) - len(pixels) - len(end) - 20)) + pixels + end


for name, size in ("32.png", 1 << 25), ("33.png", (1 << 25) + 1):
    with open(sys.argv[1] + "/" + name, "wb") as file:
        file.write(png(size))
