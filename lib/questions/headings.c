/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/headings.h"
#include "questions/questions.h"

#include <stdbool.h>
#include <string.h>

#include "base/pattern.h"

/* Bytes: no heading is longer; a paragraph that is may still be one of the preamble's. */
enum { LONGEST_HEADING = 400, LONGEST_PREAMBLE = 6000 };

static const HeadingRule rules[] = {
#define HEADING(name, pattern, example, counter) { #name, pattern, example, counter },
#include "questions/headings.def"
#undef HEADING
};

static const Family families[] = {
#define FAMILY(slug, skeleton, voice, pattern, example, counter)                                   \
    { slug, FAMILY_##skeleton, FAMILY_VOICE_##voice, pattern, example, counter },
#include "questions/families.def"
#undef FAMILY
};

struct Headings {
    Pattern *rules[G_N_ELEMENTS(rules)];
    Pattern *families[G_N_ELEMENTS(families)];
};

const Family *
family_rows(guint *ret_count)
{
    *ret_count = G_N_ELEMENTS(families);
    return families;
}

const char *const *
question_families(void)
{
    static const char *const slugs[] = {
#define FAMILY(slug, skeleton, voice, pattern, example, counter) slug,
#include "questions/families.def"
#undef FAMILY
        NULL
    };
    return slugs;
}

const HeadingRule *
heading_rules(void)
{
    return rules;
}

Headings *
headings_new(void)
{
    Headings *headings = g_new0(Headings, 1);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        headings->rules[i] = pattern_new(rules[i].pattern, G_REGEX_CASELESS);
    for (guint i = 0; i < G_N_ELEMENTS(families); i++)
        headings->families[i] = pattern_new(families[i].pattern, G_REGEX_CASELESS);
    return headings;
}

void
headings_free(Headings *headings)
{
    if (headings == NULL)
        return;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        pattern_free(headings->rules[i]);
    for (guint i = 0; i < G_N_ELEMENTS(families); i++)
        pattern_free(headings->families[i]);
    g_free(headings);
}

/* A whole paragraph of the preamble is recognised by its words, not by being short. */
static bool
may_be_long(HeadingKind kind)
{
    return kind == HEADING_COMMITTEE || kind == HEADING_DISPATCH || kind == HEADING_MEMBERSHIP ||
           kind == HEADING_MEMBERS_TITLE;
}

HeadingKind
headings_match(const Headings *headings, const char *line)
{
    size_t length = strlen(line);
    if (length > LONGEST_PREAMBLE)
        return HEADING_NONE;

    for (int kind = 0; kind < HEADING_NONE; kind++) {
        if (length > LONGEST_HEADING && !may_be_long((HeadingKind)kind))
            continue;
        if (pattern_matches(headings->rules[kind], line, length))
            return (HeadingKind)kind;
    }
    return HEADING_NONE;
}

char *
headings_part(const Headings *headings, HeadingKind kind, const char *line, const char *part)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!pattern_match(headings->rules[kind], line, strlen(line), &match))
        return NULL;

    g_autofree char *text = g_match_info_fetch_named(match, part);
    return text != NULL && text[0] != '\0' ? g_steal_pointer(&text) : NULL;
}

const Family *
headings_family(const Headings *headings, const char *line)
{
    size_t length = strlen(line);
    if (length > LONGEST_HEADING)
        return NULL;

    for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
        if (pattern_matches(headings->families[i], line, length))
            return &families[i];
    }
    return NULL;
}
