/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_MARKUP_BLOCK_H
#define REPLIEK_MARKUP_BLOCK_H

#include "base/diag.h"
#include "base/text-map.h"

/* What a block of the letter is. The first group comes from Markdown, the second from composing. */
typedef enum BlockKind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, /* `level` from 1: below the level of what it stands in */
    BLOCK_LIST,    /* `ordered`, `start`; children are items */
    BLOCK_ITEM,    /* children are blocks */
    BLOCK_QUOTE,
    BLOCK_CODE, /* one run, line ends as newlines */
    BLOCK_RULE,
    BLOCK_TABLE,   /* children: a caption, if any, then rows; the first `header_rows` are heads */
    BLOCK_ROW,     /* children are cells, as many in each row of Markdown's */
    BLOCK_CELL,    /* `alignment`, the same over a column; children: a paragraph, none if empty */
    BLOCK_FIGURE,  /* `target` is the file as it can be opened, `alternative` the text for who can't
                    * see it (may be ""); children: a caption, if any */
    BLOCK_CAPTION, /* of a table or figure, its first child; without "Tabel:" */

    BLOCK_SECTION, /* a part of the letter with its heading as first child */
    BLOCK_PASSAGE, /* words of the document; `opens`, `closes`: does its paragraph begin, end here? */
    BLOCK_ANSWER,     /* a label, then the answer's blocks */
    BLOCK_LABEL,      /* "Antwoord op vraag PVV-3"; `aside` stands at the line's right end */
    BLOCK_UNANSWERED, /* "Nog niet beantwoord", in a draft */
    BLOCK_CONTENTS,   /* made by the typesetter from the sections' headings */
    BLOCK_SIGNATURE,  /* children are paragraphs: label and name */
    BLOCK_OVERVIEW, /* the questions as a table: a caption, the head, then rows; a row with one cell heads
                     * those of a fraction, any other's `anchor` is that of its AnswerStatus */
} BlockKind;

typedef enum RunStyle {
    RUN_EMPHASIS = 1 << 0,
    RUN_STRONG = 1 << 1,
    RUN_CODE = 1 << 2,
    RUN_SUPERSCRIPT = 1 << 3,
} RunStyle;

typedef enum RunKind {
    RUN_TEXT,
    RUN_BREAK,     /* a forced line end */
    RUN_NOTE,      /* a footnote mark; `note` is the label until composing, `number` after */
    RUN_REFERENCE, /* to an answer or label: `target`; its text is made when composing */
    RUN_PAGE, /* the number of the page where `target` stands: known only when pages are made */
} RunKind;

/* A stretch of inline content that looks alike throughout. A paragraph is a flat list of them. */
typedef struct Run {
    RunKind kind;
    unsigned style; /* RunStyle, or-ed */
    char *text;     /* RUN_TEXT; NULL otherwise */
    char *link;     /* address, for text inside a link; NULL */
    char *target;   /* anchor, for references, pages and links inside the letter; NULL */
    char *note;     /* label of the note */
    int number;     /* of the note, from 1; 0 before composing */
    char *language; /* BCP 47, where the user marked it; NULL */
    char *anchor;   /* RUN_TEXT: this place can be referred to; for questions, their id */
    char *margin;   /* what stands in the margin on the line where the run begins: "4"; NULL */
    Span span;      /* in the answers file or the document; may be unset */
    guint problem;  /* drafts: what is wrong with it, in Letter.problems, from 1; 0: nothing */
} Run;

/* Decimal: lined up at the decimal comma, or where it would stand; heads and what is no number at
 * the right. */
typedef enum CellAlignment { CELL_LEFT, CELL_RIGHT, CELL_CENTRE, CELL_DECIMAL } CellAlignment;

/* A node of the answer and, once composed, of the letter. Only the fields of its kind are set. */
typedef struct Block {
    BlockKind kind;
    GPtrArray *children; /* Block; NULL for leaves */
    GPtrArray *runs;     /* Run; NULL for containers */
    int level;           /* headings; list depth from 1 */
    bool ordered;
    int start; /* first number of an ordered list */
    bool tight;
    guint header_rows;
    CellAlignment alignment;
    bool opens, closes; /* passages */
    bool
        restated; /* passages and headings: the document's words once more, before the answer to them */
    bool changed; /* answers: not what they were in the version that `--since` names */
    char *number; /* a section's "I"; a list item's own mark; NULL */
    char *anchor; /* where references lead: "PVV-3", "sectie-1"; NULL */
    char *target, *alternative;
    bool rooted;           /* figures: as written, the path begins at the root of the machine */
    char *aside;           /* plain text at the right end of a label's line; NULL */
    GPtrArray *aside_runs; /* Run: the same with links and page numbers; NULL */
    char *running;         /* answers: ids for "Antwoorden op deze pagina"; NULL */
    char *fraction;        /* sections and answers: the fraction's name; NULL */
    char *spoken;          /* passages: said in the place of the bracket beside them; NULL */
    Span span;
} Block;

/* A footnote of an answer or of the document. */
typedef struct FootNote {
    char *label;       /* unique in its entry; NULL after composing */
    int number;        /* from 1 over the whole letter, once composed */
    GPtrArray *blocks; /* Block */
    Span span;         /* of the label */
} FootNote;

/* A reference as written, `[](PVV-3)`; whether the id exists is for the check to say. */
typedef struct Reference {
    char *id;
    Span span; /* of the id; of the brackets where there is none */
} Reference;

/* One answer's Markdown, parsed. */
typedef struct Markup {
    GPtrArray *blocks;     /* Block */
    GPtrArray *notes;      /* FootNote, in the order of their first mark; those without one last */
    GPtrArray *references; /* Reference, in the order of the text */
    GPtrArray *prose;      /* TextMap: each paragraph's words without markup, code and block
                            * quotations; for whoever looks for words (notes included) */
} Markup;

Block *block_new(BlockKind kind);
void block_free(Block *block);
Block *block_add(Block *parent, BlockKind kind); /* owned by the parent */
Block *block_copy(const Block *block);
GPtrArray *block_list_new(void);
GPtrArray *block_list_copy(const GPtrArray *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Block, block_free)

Run *run_new(RunKind kind, const char *text);
Run *run_add(Block *block, RunKind kind, const char *text); /* owned by the block */
Run *run_copy(const Run *run);
void run_free(Run *run);

FootNote *foot_note_new(const char *label);
void foot_note_free(FootNote *note);

/* A paragraph with one plain run. */
Block *block_paragraph(const char *text);
/* All text of the block and its children, without note marks. Newly allocated. */
char *block_text(const Block *block);

/*
 * Parses the Markdown of one answer: CommonMark by libcmark, footnotes taken out before it, pipe
 * tables read by ourselves. `text` maps the Markdown back to the answers file, whose name decides
 * where images are; findings (bad-footnote, bad-reference, bad-table, lost-mark, raw-html, remote-image, missing-alt,
 * not-supported) are given their place there. Never fails: what can't be set is a
 * finding and stays as text.
 */
Markup *parse_markup(const TextMap *text, const char *question, Diags *diags);
/* An empty one, to be filled by who reads another format. */
Markup *markup_new(void);
void markup_free(Markup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)

/* The version of cmark, as it runs. */
const char *markdown_library_version(void);

/* "paragraph": as dumps and JSON name the kind. */
const char *block_kind_slug(BlockKind kind);

/* An indented outline of the tree. */
void block_dump(const Block *block, int depth, GString *out);
void markup_dump(const Markup *markup, GString *out);

#endif
