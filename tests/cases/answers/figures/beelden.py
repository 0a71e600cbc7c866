import struct, sys, zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg():
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\1" + struct.pack(">HH", 300, 300) + b"\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 2, 3, 1) + b"\1\x11\0"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\0\x3f\0" + b"\x12\x34"
    return b"\xff\xd8" + jfif + frame + scan + b"\xff\xd9"


images = {
    "pont.png": png(3, 2),
    "de dienst.jpg": jpeg(),
    "40.png": png(8000, 5000),
    "41.png": png(8000, 5001),
    "kap.png": png(3, 2)[:-13],
    "kap.jpg": jpeg()[:-2],
    "anders.png": b"GIF89a",
    "leeg.png": b"",
}
for name, data in images.items():
    with open(sys.argv[1] + "/" + name, "wb") as file:
        file.write(data)
