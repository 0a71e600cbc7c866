# Changes one byte of a PNG's pixels, and what a JPEG says of its number of colours.
import struct
import sys

folder = sys.argv[1]
png = bytearray(open("kaart.png", "rb").read())
at = png.index(b"IDAT") + 40
png[at] ^= 16
open(folder + "/kaart.png", "wb").write(png)
jpeg = bytearray(open("foto.jpg", "rb").read())
at = 2
while not 0xC0 <= jpeg[at + 1] <= 0xC2:
    at += 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
jpeg[at + 9] = 4
open(folder + "/foto.jpg", "wb").write(jpeg)
