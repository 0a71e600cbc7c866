/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_HOUSE_STYLE_H
#define REPLIEK_LETTER_HOUSE_STYLE_H

#include "letter/template.h"
#include "markup/block.h"

/* One habit of the printer, and an example that is its test. */
typedef struct HouseRule {
    const char *pattern, *replacement; /* GRegex */
    const char *before, *after;
} HouseRule;

/* house-style.def, ended by a rule without pattern. */
extern const HouseRule house_rules[];

/* The rules, compiled (GRegex), for Template.house_rules. */
GPtrArray *house_rules_compile(void);

/* The text in the template's spelling; what stands between quotation marks keeps its own. Newly allocated. */
char *house_style_apply(const Template *template, const char *text);

/*
 * The same for words that are the ministry's own: the runs of the block and all below it, but code, block quotations
 * and addresses. With `smart_quotes` straight quotation marks become those of the language first.
 */
void house_style_block(const Template *template, Block *block);

#endif
