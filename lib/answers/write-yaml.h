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

#endif
