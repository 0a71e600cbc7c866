/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_WRITE_YAML_H
#define REPLIEK_ANSWERS_WRITE_YAML_H

#include <glib.h>

/*
 * Appends `text` as a YAML scalar that reads back to the same text: plain where that is safe, long
 * sentences folded under `>-` with lines indented by `indent`, else in quotation marks. Nothing
 * stands behind it: the caller ends the line.
 */
void yaml_write_text(GString *out, const char *text, int indent);

/* The same on one line, also inside [brackets]. */
void yaml_write_word(GString *out, const char *text);

#endif
