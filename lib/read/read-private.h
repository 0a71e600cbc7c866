/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_READ_PRIVATE_H
#define REPLIEK_READ_READ_PRIVATE_H

#include <stdint.h>

#include "read/document.h"

/* Limits of interface.md. */
#define TEXT_SIZE_LIMIT ((size_t)64 << 20)
#define LINE_SIZE_LIMIT ((size_t)16 << 20)
/* Lines with text, each of which may be a paragraph, or paragraphs: what is kept of each, and set, is kilobytes. So many
 * are read, set and refused by their pages within five seconds and 512 MiB. */
enum { PARAGRAPHS_LIMIT = 250000 };

/* One line of a text, without its end and the white space around it. */
typedef struct TextLine {
    size_t start, end; /* bytes in the source; equal for a blank line */
    size_t length;     /* in characters */
    bool new_page;  /* a form feed, or the single space that some PDF tools leave, is before it */
    bool furniture; /* a running head or foot, as furniture.def knows them */
} TextLine;

/* The lines of a text (TextLine). NULL with `over-limit` where one is too long. */
GArray *text_lines(const Source *source, GError **error);

/*
 * Appends source text as clean text: runs of white space become one space, characters that have no
 * shape and only steer (bidirectional overrides, zero-width spaces, control characters) go, a
 * no-break hyphen becomes a hyphen, all else stays. White space at either end of the clean text is never written: `*pending` carries it
 * over from piece to piece, start with SIZE_MAX.
 */
void clean_append(TextMap *map, size_t start, size_t end, size_t *pending);

/* Offset of the first character behind a list mark or number ("-", "1.", "2a)"); `start` where the
 * text does not begin with one. */
size_t list_mark_end(const char *text, size_t start, size_t end);

/* Does the text, closing quotation marks and brackets apart, end as a sentence does? */
bool ends_sentence(const char *text, size_t start, size_t end);

/* Is the last word an article, preposition or conjunction, behind which neither sentence nor heading stops? */
bool ends_in_leading_word(const char *text, size_t start, size_t end);

/* Is the text's first character a lower-case letter? */
bool begins_lower(const char *text, size_t start, size_t end);

/* Marks the lines (TextLine) of running heads that no pattern knows as furniture. */
void find_running_heads(const char *text, GArray *lines);

/* Adds the line as a paragraph of page furniture. */
void add_furniture(Document *document, const TextLine *line);

/* The readers of the two shapes of plain text; `lines` are TextLines. */
void read_flowing(Document *document, const GArray *lines);
void read_wrapped(Document *document, const GArray *lines, size_t width);

/* Text in Markdown. `over-limit` where it holds too many signs of emphasis. */
Document *read_markdown(Source *source, GError **error);

/* Plain text: what read_document() calls for a file without another format's marks. */
Document *read_plain_text(const char *name, GBytes *bytes, GError **error);

/* What becomes of the hyphen at the end of a line, and of the line end. */
typedef enum LineJoin {
    JOIN_SPACE,      /* no hyphen: a space */
    JOIN_NOTHING,    /* a slash or an address goes on */
    JOIN_DROP,       /* the hyphen only broke the word */
    JOIN_KEEP,       /* the hyphen is the word's own */
    JOIN_KEEP_SPACE, /* a suspended hyphen: "inlichtingen- en veiligheidsdiensten" */
} LineJoin;

/* Words that stand whole inside a line, by which a doubtful one at a line end is settled. */
typedef struct HyphenWords HyphenWords;
HyphenWords *hyphen_words_new(const Source *source, const GArray *lines);
void hyphen_words_free(HyphenWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HyphenWords, hyphen_words_free)

/* How a line and the next one join. */
LineJoin hyphen_join(const HyphenWords *words, const char *text, const TextLine *line,
                     const TextLine *next);

/* Bytes of the hyphen at the end of [start, end); 0 where there is none. */
size_t hyphen_length(const char *text, size_t start, size_t end);

#endif
