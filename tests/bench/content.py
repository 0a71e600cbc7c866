#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the letter of demo/ N times as long, and the same words for other typesetters.

usage: content.py DEMO N FOLDER     writes FOLDER/inbreng.txt and antwoorden.yaml

Each copy has fractions of its own (a letter behind their names), so that every question and every answer stays
one of a kind and all references lead somewhere. The peers get headings and paragraphs only: no contents, margin
numbers, notes or page references, which is less work than repliek does.
"""
import collections
import html
import os
import re
import sys

# How a page is to look: the measure in mm, size and leading in pt. `hyphens` is what the tool takes to have fewer or
# more of them, "" its own setting; `minimum` how many letters stand at least before and after one: 3, as with repliek,
# or 0 for what the tool does by itself; `fits` says that no line may be too full, whatever the white.
Look = collections.namedtuple("Look", "justified width size leading hyphens minimum fits")
LETTER = Look(False, 133, 9.5, 12, "", 3, False)
KAMERSTUK = Look(False, 112.5, 9.06, 10.658, "", 3, False)

HEADING = re.compile(r"^Vragen en opmerkingen van de leden van de (.+)-fractie$", re.M)


def suffix(copy):
    """"" for the first copy, then B, C, … Z, BA, …"""
    letters = ""
    while copy > 0:
        letters = chr(ord("A") + copy % 26) + letters
        copy //= 26
    return letters


def rename(text, names, copy):
    if copy == 0:
        return text
    pattern = r"\b(%s)(?=-(?:fractie|\d))" % "|".join(map(re.escape, names))
    return re.sub(pattern, lambda match: match[1] + suffix(copy), text)


def write_letter(demo, count, folder):
    document = open(os.path.join(demo, "inbreng.txt"), encoding="utf-8").read()
    answers = open(os.path.join(demo, "antwoorden.yaml"), encoding="utf-8").read()
    names = sorted(HEADING.findall(document), key=len, reverse=True)
    start = HEADING.search(document).start()
    end = re.search(r"^II\t", document, re.M).start()
    head, entries = answers.split("\nanswers:\n")
    entries, decisions = entries.split("\ndecisions:\n")
    with open(os.path.join(folder, "inbreng.txt"), "w", encoding="utf-8") as out:
        out.write(document[:start])
        for copy in range(count):
            out.write(rename(document[start:end], names, copy) + "\n")
        out.write(document[end:])
    with open(os.path.join(folder, "antwoorden.yaml"), "w", encoding="utf-8") as out:
        out.write(head + "\nanswers:\n")
        for copy in range(count):
            out.write(rename(entries, names, copy) + "\n")
        out.write("decisions:\n" + decisions)


def read_dump(path):
    """(is it a heading, its text) for each heading and paragraph of the letter."""
    blocks = []
    for line in open(path, encoding="utf-8"):
        word = line.split()
        if not word:
            continue
        if word[0] in ("heading", "paragraph", "label", "passage"):
            blocks.append([word[0] in ("heading", "label"), ""])
        elif blocks and (match := re.match(r'\s+(?:text|strong|emphasis)\b[^"]*"(.*)"$', line)):
            blocks[-1][1] += match[1].replace('\\"', '"').replace("\\n", " ")
    return [(heading, text.strip()) for heading, text in blocks if text.strip()]


def typst(blocks, look):
    def escape(text):
        return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)

    yield '#set page(paper: "a4", margin: (left: 28mm, right: %gmm, top: 69mm, bottom: 28mm))\n' % (182 - look.width)
    yield '#set document(title: "letter")\n'
    yield '#set text(font: "Noto Sans", size: %gpt, lang: "nl", hyphenate: true%s)\n' % (
        look.size, ", costs: (hyphenation: %s)" % look.hyphens if look.hyphens else "")
    # Its leading is the white between the capitals' height and the baseline above.
    yield "#set par(leading: %.3fpt, spacing: 16pt, linebreaks: \"optimized\", justify: %s)\n" % (
        look.leading - look.size * 0.779, "true" if look.justified else "false")
    for heading, text in blocks:
        yield "\n" + ("#strong[%s]\n" if heading else "%s\n") % escape(text)


TEX_FONT = "\\usepackage{fontspec}\\setmainfont{NotoSans}[Extension=.ttf,Path=%s/,UprightFont=*-Regular,BoldFont=*-Bold]\n"
# The same fonts, as `make_tex_fonts` has them; the euro has no place among the 256 characters.
PDFTEX_FONT = """\\usepackage[T1]{fontenc}
\\pdfmapfile{+noto.map}\\renewcommand\\rmdefault{noto}\\renewcommand\\bfdefault{b}
\\DeclareFontFamily{T1}{noto}{}
\\DeclareFontShape{T1}{noto}{m}{n}{<->noto-Regular}{}\\DeclareFontShape{T1}{noto}{b}{n}{<->noto-Bold}{}
"""
T1_MARKS = "‘’‚“”„«»–—…"


def tex(blocks, look, fonts=None):
    """LuaLaTeX with the fonts of a folder; without one pdfLaTeX."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}

    def escape(text):
        if fonts is None:
            text = "".join(c if ord(c) < 0x180 or c in T1_MARKS else "C" for c in text)
        return re.sub(r"[\\~^#$%&_{}]", lambda m: special.get(m[0], "\\" + m[0]), text)

    yield "\\documentclass{article}\n\\usepackage[a4paper,left=28mm,right=%gmm,top=69mm,bottom=28mm]{geometry}\n" % (
        182 - look.width)
    yield "\\usepackage[dutch]{babel}\n" + (TEX_FONT % fonts if fonts else PDFTEX_FONT)
    yield "\\usepackage{%s}\n" % ("microtype" if look.justified else "ragged2e")
    yield "\\parindent0pt\\parskip%gpt\\begin{document}\\fontsize{%g}{%g}\\selectfont\n" % (
        look.leading, look.size, look.leading)
    yield "" if look.justified else "\\RaggedRight\\parindent0pt\n"
    yield "\\hyphenpenalty%s\n" % look.hyphens if look.hyphens else ""
    yield "\\lefthyphenmin%d\\righthyphenmin%d\n" % (look.minimum, look.minimum) if look.minimum else ""
    yield "\\emergencystretch5em\n" if look.fits else ""
    for heading, text in blocks:
        yield "\n" + ("\\textbf{%s}\n" if heading else "%s\n") % escape(text)
    yield "\\end{document}\n"


def groff(blocks, look, patterns=None):
    """With the patterns of TeX, which it reads; it has none of its own for Dutch."""
    def escape(text):
        text = text.replace("\\", "\\e")
        return ("\\&" + text) if text[:1] in ".'" else text

    yield ".pl 29.7c\n.po 2.8c\n.de head\n'sp 6.9c\n..\n.de foot\n'bp\n..\n.wh 0 head\n.wh -2.8c foot\n"
    yield ".ll %gc\n.fam H\n.ps %g\n.vs %gp\n.ad %s\n" % (
        look.width / 10, look.size, look.leading, "b" if look.justified else "l")
    # 4: not before the last two letters, 8: not behind the first two.
    yield ".hla nl\n.hpf %s\n.hy %d\n" % (patterns, 12 if look.minimum == 3 else 4) if patterns else ".nh\n"
    for heading, text in blocks:
        yield ".sp 1\n" + (".ft B\n%s\n.ft R\n" if heading else "%s\n") % escape(text)


def page(blocks, look):
    yield "<!DOCTYPE html><html lang=nl><meta charset=utf-8><title>letter</title><style>"
    yield "@page{size:A4;margin:69mm %gmm 28mm 28mm}" % (182 - look.width)
    yield "body{margin:0;font:%gpt/%gpt 'Noto Sans';hyphens:auto;text-align:%s%s%s}p{margin:0 0 %gpt}</style>\n" % (
        look.size, look.leading, "justify" if look.justified else "left",
        ";hyphenate-limit-zone:" + look.hyphens if look.hyphens else "",
        ";hyphenate-limit-chars:5 %d %d" % (look.minimum, look.minimum) if look.minimum else "", look.leading)
    for heading, text in blocks:
        yield ("<p><b>%s</b>\n" if heading else "<p>%s\n") % html.escape(text)


if __name__ == "__main__":
    write_letter(sys.argv[1], int(sys.argv[2]), sys.argv[3])
