/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_WRITE_YAML_H
#define REPLIEK_ANSWERS_WRITE_YAML_H

#include "answers/yaml-tree.h"

/*
 * Appends `text` as a YAML scalar that reads back to the same text: plain where that is safe, long
 * sentences folded under `>-` with lines indented by `indent`, else in quotation marks. Nothing
 * stands behind it: the caller ends the line.
 */
void yaml_write_text(GString *out, const char *text, int indent);

/*
 * A line for a key with its value, or several, indented by `indent`. What is missing, empty or only a kind of nothing
 * leaves the key alone. Texts of several lines stand as they are under `|`. Comments are not kept.
 */
void yaml_write_pair(GString *out, const char *key, const YamlNode *value, int indent);

/* The same on one line, also inside [brackets]. */
void yaml_write_word(GString *out, const char *text);

/* Where the lines of a text stand that is written over several. */
typedef struct YamlLines {
    int parent; /* column of the collection that holds it, -1 for none: block indicators count from it */
    int indent;      /* column of the text's lines, above `parent` */
    const char *eol; /* what ends a line */
} YamlLines;

/* Would the text read back, written in this style of a scalar? `lines` NULL: on one line, inside
 * brackets. */
bool yaml_fits(const char *text, YamlStyle style, const YamlLines *lines);

/* Appends a text that fits. Nothing stands behind it, not even the line end that belongs to a literal
 * text which ends in one. */
void yaml_write_as(GString *out, const char *text, YamlStyle style, const YamlLines *lines);

/* Is it so long that it is better folded than left on one line? */
bool yaml_is_long(const char *text);

#endif
