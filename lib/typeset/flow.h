/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_FLOW_H
#define REPLIEK_TYPESET_FLOW_H

#include "typeset/page-break.h"
#include "typeset/structure.h"

/*
 * The vertical list on its way to pages: boxes in reading order, each a PageItem for the page breaker and, beside it,
 * what stands in the box. Private to typeset/. All lengths in Pango units.
 */

enum { CAP_HEIGHT = 726 }; /* of capitals, in thousandths of the type size */

/* What a glyph run is: TextPiece.tag is an index of Flow.tags. */
typedef struct Tag {
    StructureElement *element; /* NULL: an artifact */
    ArtifactKind artifact;
    const Run *run; /* whose margin number and anchor belong to the line; NULL */
    guint link;     /* from 1, in Flow.links; 0: none */
    bool underline;
    char *page_of; /* its text is the number of the page where this anchor stands; NULL */
    int note;      /* the mark of this note; 0 */
} Tag;

typedef struct LinkInfo {
    char *address, *target; /* one of them */
    GString *contents;      /* the text under it */
    char *spoken;           /* what it is called instead; NULL */
    StructureElement *element;
} LinkInfo;

typedef enum PartKind {
    PART_LINE,
    PART_RULE,
    PART_DOTS,
    PART_OUTLINE,
    PART_FILL,
    PART_MARK,
    PART_IMAGE
} PartKind;

/* One thing in a box: a line of text, a rule. */
typedef struct Part {
    PartKind kind;
    TextLines *lines; /* PART_LINE: borrowed from Pages.texts */
    guint line;
    bool right; /* x is its right edge */
    int x;      /* from the left of the page */
    int y;      /* from the top of the box: of the baseline, or the upper edge */
    int width, height, thickness, grey;
    ArtifactKind artifact;     /* of what is no text */
    DraftMark mark;            /* PART_MARK */
    guint cell;                /* of a table's row: those of one cell are painted together */
    guint image;               /* PART_IMAGE: index in Pages.images */
    StructureElement *element; /* PART_IMAGE: its Figure; of what is no text but spoken */
} Part;

/* What stands in a PageItem. */
typedef struct Box {
    GArray *parts; /* Part: the list's own array … */
    guint part_start, part_count;
    int baseline;        /* of its text, from its top */
    guint bracket;       /* from 1, in Flow.brackets; 0: none */
    guint table;         /* from 1, in Chapter.tables; 0: none */
    guint row;           /* boxes of one row of a table share it; 0: none */
    const Block *answer; /* that it is of; NULL */
    bool changed;        /* it is not what it was: has a bar beside it */
    guint page;          /* where it came to stand, once pages are made; from 0 */
    int y;               /* of its top */
} Box;

/* The committee's words, from a first to a last box: carries the mark at the left. */
typedef struct Bracket {
    guint first, last;
    bool opens, closes;
    int x;
    StructureElement *element; /* what is said in its place, once; NULL */
} Bracket;

/* A table with columns: its head, boxes `first` up to `body`, is repeated on each page that goes on with it. */
typedef struct TablePlace {
    guint first, body; /* `body` is 0 without a head */
    int left, width;
    int thickness; /* of the rule where a page ends in it */
} TablePlace;

/* Boxes, in a row. */
typedef struct BoxList {
    GArray *items; /* PageItem */
    GArray *boxes; /* Box, one an item */
    GArray *parts; /* Part */
} BoxList;

/* Where a note begins in the list of notes. */
typedef struct NoteStart {
    guint box;
    int number;
} NoteStart;

/* What begins on a page of its own: the covering letter, the appendix. */
typedef struct Chapter {
    BoxList text, notes;
    GArray *brackets;    /* Bracket */
    GArray *tables;      /* TablePlace */
    GArray *note_starts; /* NoteStart */
    bool is_cover;
    GArray *cuts;     /* PageCut, once pages are made */
    guint first_page; /* likewise: of the first cut, from 0 */
    Frame first;      /* frame of the text on the first page */
} Chapter;

/* A place that can be referred to. */
typedef struct Anchor {
    char *name;
    const BoxList *list;
    guint box; /* index in the list */
    int x;
} Anchor;

/* Where a RUN_PAGE came to stand. */
typedef struct PagePlace {
    const Run *run;
    const BoxList *list;
    guint box;
} PagePlace;

/* A page number in the text, to be put right when the pages are made. */
typedef struct PageNumber {
    TextLines *lines;
    guint tag;
    char *word; /* "pagina ": what "deze pagina" was set for, where it was; NULL */
    const TextStyle *style;
    bool bold, italic;
    const char
        *aloud; /* with {page}: what its element and link say to who listens; borrowed; NULL */
    char *printed;
} PageNumber;

/* Where a draft's problem was first met on a page. */
typedef struct ProblemPlace {
    guint problem, page;    /* from 1, as in Letter.problems; from 0 */
    int y;                  /* of the baseline */
    const TextLines *lines; /* of its paragraph */
} ProblemPlace;

typedef struct Flow {
    const Letter *letter;
    const Style *style;
    Typesetter *typesetter;
    Diags *diags;
    Pages *pages;
    GHashTable
        *numbers;     /* anchor → page number of the pass before, as pointer; NULL in the first */
    GHashTable *here; /* RUN_PAGEs that lead to their own page, in the pass before; NULL */

    GArray *tags;         /* Tag; 0 is a layout artifact */
    GPtrArray *links;     /* LinkInfo */
    GPtrArray *anchors;   /* Anchor */
    GArray *page_numbers; /* PageNumber */
    GArray *page_places;  /* PagePlace */
    GHashTable *statuses; /* anchor of an answer → AnswerStatus; both borrowed from the letter */
    GArray *problem_places;  /* ProblemPlace, in painting order */
    GPtrArray *made_styles;  /* TextStyle, for cells */
    GPtrArray *made_runs;    /* Run, of captions */
    GHashTable *made_anchor; /* Block without an anchor of its own → a name for it */

    /* Where we are. */
    Chapter *chapter;
    BoxList *list;
    StructureElement *parent;
    const TextStyle *text_style; /* of a plain paragraph */
    int left, measure;
    int white; /* wanted above the next box */
    bool snap; /* the next box goes back to the grid */
    BreakRule keep;
    int keep_lines;      /* the next so many boxes are kept with what is above, by that rule */
    guint bracket;       /* from 1 */
    const Block *answer; /* that we are in … */
    guint answer_start;  /* … and the first box below its label */
    const Block *section;
    int heading_level; /* of the last heading of the document */
    int tagged_level;  /* of the last heading of any kind, as it stands in the structure tree */
    int list_depth, bullet_depth, depth;
    TextLines *marker; /* of a list item or note: stands beside the next line; NULL */
    int marker_x;
    StructureElement
        *spoken; /* words without a bracket that they could stand for: with the next line; NULL */
    int first_indent;         /* of the next paragraph's first line: room for a note's number */
    const Block *last, *next; /* blocks before and after the one being set; NULL */
    bool after_heading, after_answer, in_note;
    bool goes_on;     /* the passage being set is the rest of a paragraph */
    guint changed;    /* so many blocks around are not what they were in the older version */
    gint64 depth_set; /* of all boxes and the white above them, in text and notes … */
    int most_white;   /* … and the most white above one of them */
    bool repeating;   /* what is painted was painted before: an artifact */
    guint page;       /* that is being painted, from 0 */
} Flow;

enum { PAGES_MAX = 20000 };

Flow *flow_new(const Letter *letter, const Style *style, Typesetter *typesetter, Diags *diags);
void flow_free(Flow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)

Chapter *chapter_new(bool is_cover);
void chapter_free(Chapter *chapter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chapter, chapter_free)

/* The baseline of a line, from its top: how the leading is shared out above and below. */
int style_ascent(const TextStyle *style);

/* Whether what is set can't stand on PAGES_MAX pages any more, wherever they end. */
bool flow_is_full(const Flow *flow);
/* A new box below all others; takes up the white and the rules that wait for it. Its index. */
guint flow_box(Flow *flow, int height, int baseline);
/* Adds a part to the box made last. */
Part *flow_part(Flow *flow, PartKind kind, int x, int y);
PageItem *flow_item(Flow *flow, guint index);
guint flow_count(const Flow *flow);
/* The larger of this and the white that waits. */
void flow_white(Flow *flow, int white);
/* Keeps the next `lines` boxes with what is above them. */
void flow_keep(Flow *flow, BreakRule rule, int lines);
/* `name` leads to this box; a later one takes the place of an earlier. */
void flow_anchor(Flow *flow, const char *name, guint box);

guint flow_tag(Flow *flow, StructureElement *element);
guint flow_artifact(Flow *flow, ArtifactKind artifact);
Tag *flow_get_tag(const Flow *flow, guint tag);
guint flow_link(Flow *flow, const char *address, const char *target, StructureElement *element);

/* A name by which a block can be referred to: its own anchor or one made for it. */
const char *flow_block_anchor(Flow *flow, const Block *block);

/* Inline content (inline.c). */
typedef struct ParagraphShape {
    const TextStyle *style;
    int left, measure;
    BreakRule undivided; /* RULE_NONE: a paragraph with widows and orphans */
    int first_indent;    /* of its first line */
} ParagraphShape;

/* Lines of runs: tags, links, note marks. `plain` is set where there are no runs; either may be NULL. */
TextLines *break_runs(Flow *flow, const GPtrArray *runs, const char *plain,
                      const ParagraphShape *shape, StructureElement *element);
TextLines *break_plain(Flow *flow, const char *text, const TextStyle *style, int measure,
                       guint tag);
/* Words in several looks, of artifacts; all have the first one's style. */
TextLines *break_pieces(Flow *flow, const TextPiece *pieces, guint count, int measure);
/* A mark as notes have it, small and raised. */
TextLines *break_mark(Flow *flow, const char *text, const TextStyle *style, guint tag);
/* Ends the text with a space that has no glyph: what is said next stands elsewhere on the page. */
void end_words(TextLines *lines);
/* The number of the page where an anchor stands, on a line of its own. */
TextLines *break_page_number(Flow *flow, const char *anchor, const TextStyle *style,
                             StructureElement *element);
/* A box for each line, with its margin numbers, anchors and notes. Index of the first. */
guint flow_lines(Flow *flow, TextLines *lines, const ParagraphShape *shape);
/* Both in one, with an element of its own for the text. */
guint flow_paragraph(Flow *flow, const GPtrArray *runs, const char *plain, StructureKind kind);
/* What a line carries: each tag counts on the line where its first glyph run stands. */
typedef struct LineMarks {
    GString *margin; /* borrowed: numbers are added to it */
    guint last_tag;  /* the highest seen so far */
} LineMarks;

/* Anchors and notes of a line that stands in this box; its margin numbers, "2, 3", are left to the caller. */
void mark_line(Flow *flow, const TextLines *lines, guint index, LineMarks *marks, guint box);
/* The numbers that begin in a box, together beside it; `right` is their right edge. */
void add_margin(Flow *flow, const char *words, int right, guint box);
const Line *text_line(const TextLines *lines, guint index);

/* Blocks (blocks.c, headings.c, contents.c, notes.c). */
void layout_blocks(Flow *flow, const GPtrArray *blocks);
void layout_block(Flow *flow, const Block *block);
void layout_heading(Flow *flow, const Block *block);
void layout_label(Flow *flow, const Block *block);
void layout_contents(Flow *flow, const Block *block);
/* Once its page is known: what the number in the contents is, for who listens. */
void say_page_aloud(const Flow *flow, const PageNumber *number, const char *digits);
void layout_note(Flow *flow, int number);
/* A text of the template with the note's number in it; NULL without a text or a number. Newly allocated. */
char *note_phrase(const char *text, int number);
void layout_table(Flow *flow, const Block *block);
void layout_figure(Flow *flow, const Block *block);
/* Its place in Pages.images: an image that is shown twice is read once. G_MAXUINT where it can't be read. */
guint find_image(Flow *flow, const char *path, Span span);
void layout_overview(Flow *flow, const Block *block);
/* The white above a block: the larger of its own and what waits, none in notes and under a label. */
void begin_block(Flow *flow, int before);
/* Fills the boxes from `first` on up to whole grid lines, below the last. */
void fill_block(Flow *flow, guint first);
/* Likewise for a table or figure, which never stands right under a label nor beside a list item's mark. */
void begin_float(Flow *flow, int before);
/* Caption of a table or figure: its first child; NULL. */
const Block *find_caption(const Block *block);
/* Number and words of a table or figure; index of its first box. `above`: a bit higher on its line. */
guint layout_caption(Flow *flow, const Block *block, StructureElement *parent, bool above);
/* Sets what stands beside the next line: a list item's mark, a note's number. */
void set_marker(Flow *flow, const char *text, StructureElement *label, int x);

/* Page numbers (numbers.c). */
/* The text with what stands in the place of "{page}", say. Newly allocated. */
char *fill_place(const char *text, const char *place, const char *words);
char *page_number_text(const Flow *flow, const char *anchor);
/* Can every printed number be put right without changing the length of its line? */
bool page_numbers_agree(const Flow *flow);
/*
 * What the pages make of a run: of a RUN_PAGE "12", "00" where that is not known yet, or "deze pagina"; of ", pagina "
 * before the latter ", ". Newly allocated; NULL where the run's own text stands. `after` is the run behind it, or NULL.
 */
char *page_run_text(const Flow *flow, const Run *run, const Run *after);
/* The word for which, with the number, "deze pagina" stands: "pagina ". Newly allocated; NULL where the number stands. */
char *page_run_word(const Flow *flow, const Run *run, const Run *before);
/* Set of RUN_PAGEs that stand on the page to which they lead. */
GHashTable *page_runs_here(const Flow *flow);
void page_numbers_correct(Flow *flow);
/* anchor → page number, of the pages as made. */
GHashTable *page_numbers_collect(const Flow *flow);

/* Places (place.c): cuts the chapter into pages and gives each box its place; `first` frames its first page. */
void place_chapter(Flow *flow, Chapter *chapter, const Frame *first);
/* Where all anchors stand, once all chapters are placed. */
void place_anchors(Flow *flow);
/* A note for each page that breaks a rule. */
void report_pages(const Flow *flow, const Chapter *chapter);
/* Frame of the text on a page of a chapter. */
const Frame *chapter_frame(const Flow *flow, const Chapter *chapter, guint page);

/* Painting (paint.c). */
void paint_part(Flow *flow, Page *page, const Part *part, int y);
void paint_chapter(Flow *flow, const Chapter *chapter);
/* What stands above the notes of a page (notes.c): a rule, and which of them run over its ends. */
void paint_note_head(Flow *flow, const Chapter *chapter, Page *page, const PageCut *cut);
void paint_rule(Page *page, const Frame *area, PaintKind kind, const Part *look);

/* A line of text where it stands: `x`, `y` is where it begins, on its baseline. */
typedef struct PlacedLine {
    const TextLines *lines;
    guint index;
    int x, y;
} PlacedLine;

/* Marks a line's faulty and doubtful words (draft.c). */
void paint_problems(Flow *flow, Page *page, const PlacedLine *placed);
/*
 * How far each answer is, beside its label, and what is wrong with words beside them: on one page, below `top`. Paints
 * nothing in a final letter.
 */
void paint_statuses(Flow *flow, guint page, const Chapter *chapter, int top);

enum {
    MARK_SIDE = 46,
    MARK_GAP = 25
}; /* tenths of a point: of a draft's mark, and white behind it */

/* Everything around the text (head.c). */
typedef struct Furniture Furniture;

/* Sets it; address, date, subject and the first page's reference column are content of `part`. */
Furniture *furniture_new(Flow *flow, StructureElement *part);
void furniture_free(Furniture *furniture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Furniture, furniture_free)
/* The frame of the first page's text: lower than the style's where the subject is long. */
Frame furniture_first_frame(const Furniture *furniture);
/* Paints what surrounds the text of every page; either chapter may be missing. */
void furniture_paint(Furniture *furniture, const Chapter *cover, const Chapter *appendix);

#endif
