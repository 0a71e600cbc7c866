#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the letter of demo/ N times as long, and the same words for other typesetters.

usage: content.py letter DEMO N FOLDER     writes FOLDER/inbreng.txt and antwoorden.yaml
       content.py peers DUMP FOLDER FONTS  from `repliek dump --stage=letter`: letter.typ, .tex, .ms, .html

Each copy has fractions of its own (a letter behind their names), so that every question and every answer stays
one of a kind and all references lead somewhere. The peers get headings and paragraphs only: no contents, margin
numbers, notes or page references, which is less work than repliek does.
"""
import html
import os
import re
import sys

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
        if word[0] in ("heading", "paragraph", "label"):
            blocks.append([word[0] != "paragraph", ""])
        elif blocks and (match := re.match(r'\s+(?:text|strong|emphasis)\b[^"]*"(.*)"$', line)):
            blocks[-1][1] += match[1].replace('\\"', '"').replace("\\n", " ")
    return [(heading, text.strip()) for heading, text in blocks if text.strip()]


def typst(blocks, justified):
    def escape(text):
        return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)

    yield '#set page(paper: "a4", margin: (left: 28mm, right: 49mm, top: 69mm, bottom: 28mm))\n'
    yield '#set text(font: "Noto Sans", size: 9.5pt, lang: "nl", hyphenate: true)\n'
    yield "#set par(leading: 4.6pt, spacing: 16pt, linebreaks: \"optimized\", justify: %s)\n" % (
        "true" if justified else "false")
    for heading, text in blocks:
        yield "\n" + ("#strong[%s]\n" if heading else "%s\n") % escape(text)


def tex(blocks, justified):
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}

    def escape(text):
        return re.sub(r"[\\~^#$%&_{}]", lambda m: special.get(m[0], "\\" + m[0]), text)

    yield "\\documentclass{article}\n\\usepackage[a4paper,left=28mm,right=49mm,top=69mm,bottom=28mm]{geometry}\n"
    yield "\\usepackage{fontspec}\\usepackage[dutch]{babel}\n"
    yield "\\usepackage{%s}\n" % ("microtype" if justified else "ragged2e")
    yield "\\setmainfont{NotoSans}[Extension=.ttf,Path=@FONTS@/,UprightFont=*-Regular,BoldFont=*-Bold]\n"
    yield "\\parindent0pt\\parskip12pt\\begin{document}\\fontsize{9.5}{12}\\selectfont\n"
    yield "" if justified else "\\RaggedRight\\parindent0pt\n"
    for heading, text in blocks:
        yield "\n" + ("\\textbf{%s}\n" if heading else "%s\n") % escape(text)
    yield "\\end{document}\n"


def groff(blocks, justified):
    def escape(text):
        text = text.replace("\\", "\\e")
        return ("\\&" + text) if text[:1] in ".'" else text

    yield ".pl 29.7c\n.po 2.8c\n.ll 13.3c\n.fam H\n.ps 9.5\n.vs 12p\n.hy 1\n.hla nl\n.ad %s\n" % (
        "b" if justified else "l")
    for heading, text in blocks:
        yield ".sp 1\n" + (".ft B\n%s\n.ft R\n" if heading else "%s\n") % escape(text)


def page(blocks, justified):
    yield "<!DOCTYPE html><html lang=nl><meta charset=utf-8><title>letter</title><style>"
    yield "@page{size:A4;margin:69mm 49mm 28mm 28mm}"
    yield "body{margin:0;font:9.5pt/12pt 'Noto Sans';hyphens:auto;text-align:%s}p{margin:0 0 12pt}</style>\n" % (
        "justify" if justified else "left")
    for heading, text in blocks:
        yield ("<p><b>%s</b>\n" if heading else "<p>%s\n") % html.escape(text)


def write_peers(dump, folder, fonts):
    blocks = read_dump(dump)
    makers = {"typ": typst, "tex": tex, "ms": groff, "html": page}
    for justified in (False, True):
        for ending, make in makers.items():
            name = ("justified." if justified else "ragged.") + ending
            text = "".join(make(blocks, justified)).replace("@FONTS@", os.path.abspath(fonts))
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)


if __name__ == "__main__":
    if sys.argv[1] == "letter":
        write_letter(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        write_peers(*sys.argv[2:5])
