/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_TEMPLATE_H
#define REPLIEK_LETTER_TEMPLATE_H

#include "answers/yaml-tree.h"
#include "letter/style.h"

typedef enum Interleave { INTERLEAVE_QUESTION, INTERLEAVE_PARAGRAPH, INTERLEAVE_APART } Interleave;

/* Whose spelling: that of ministries' letters, or that of the printer of Kamerstukken (house-style.def). */
typedef enum HouseStyle { HOUSE_MINISTRY, HOUSE_PRINTER } HouseStyle;

/*
 * A layout: how it looks (Style) and what it says (texts by key). One commented YAML file; templates/letter.yaml
 * shows every key. Texts hold places in braces that composing fills: "Antwoord op vraag {id}".
 */
typedef struct Template {
    char *name;
    char *summary;  /* one line about it, for whoever chooses; NULL */
    char *extends;  /* the template that the file builds on, as it says; NULL */
    char *language; /* BCP 47, of the letter's own words */
    char *fonts;    /* folder with fonts beside the shipped ones; NULL */
    Style style;
    GHashTable *texts;     /* key → text */
    GHashTable *languages; /* "en" → its texts, where they are other; NULL */
    Interleave interleave;
    bool ids;          /* question ids are printed */
    bool cover;        /* the answers are an appendix to a covering letter */
    bool link_notes;   /* addresses of links stand in footnotes */
    bool smart_quotes; /* straight quotation marks of answers become those of the language */
    bool quote_marks;  /* block quotations get quotation marks around them */
    HouseStyle house_style;
    GPtrArray *house_rules; /* GRegex, of HOUSE_PRINTER; NULL otherwise */
} Template;

/* Finds the template that `from` names under `extends`, so that reading templates needs no file system. */
typedef struct TemplateLoader {
    /* A new reference, or NULL with an error. */
    Source *(*load)(gpointer data, const char *name, const Source *from, GError **error);
    gpointer data;
} TemplateLoader;

/*
 * Reads a template, and by `loader` those that it builds on (`extends`): it may leave out what they say. Unknown keys,
 * missing ones, circles and impossible measures are findings at their place. What is no YAML is a FAILURE, and so is a
 * template with errors, once all of them are told: nothing can be set with it.
 */
Template *read_template(Source *source, const TemplateLoader *loader, Diags *diags, GError **error);
void template_free(Template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/*
 * The template as one file that builds on nothing, from its Sources: its own first, the base of all last. Without
 * comments. NULL with a FAILURE where one is no YAML, which read_template() would have said.
 */
char *template_join(const GPtrArray *sources, GError **error);

/* From here on its texts and dates are in this language (BCP 47), as far as it has them; NULL changes nothing. */
void template_choose_language(Template *template, const char *language);

/* The text with this key; g_asserts that the template has it (read_template() sees to that). */
const char *template_text(const Template *template, const char *key);

/* The text with its {places} filled from name, value, …, NULL. Newly allocated. */
char *template_fill(const Template *template, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* "12 mei 2025" of an ISO date, in the template's language (nl, en). Newly allocated. */
char *template_date(const Template *template, const char *iso);

/* "12 mei", "3 sept." of an ISO date: where there is little room. Newly allocated. */
char *template_date_short(const Template *template, const char *iso);

/* "1,5mm", "9.5pt", "12" (pt) to Pango units; false where it is no length. */
bool length_parse(const char *text, int *ret_units);

#endif
