import struct, sys, zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(size):
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    end = chunk(b"IEND", b"")
    return head + chunk(b"IDAT", bytes(size - len(head) - len(end) - 12)) + end


for name, size in ("32.png", 1 << 25), ("33.png", (1 << 25) + 1):
    with open(sys.argv[1] + "/" + name, "wb") as file:
        file.write(png(size))
