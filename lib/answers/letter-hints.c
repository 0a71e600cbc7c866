/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Letter metadata out of the document's preamble. The committee's sentence has a fixed form
 * (domain.md 1.3): who asks whom "over" what, with the paper's numbers in brackets. Each pattern
 * takes one piece; where it doesn't match, the piece stays for the user to fill in.
 */
#include "answers/letter-hints.h"

#include <string.h>

#define OFFICE "(?:minister|staatssecretaris)"
#define DATE_WORDS "\\d{1,2} \\p{Ll}+ \\d{4}"
/* "van" or "voor", then words that begin with a capital, joined by "en" and commas. */
#define PORTFOLIO "(?:van|voor) \\p{Lu}[\\p{L}-]*(?:(?:, | en | )\\p{Lu}[\\p{L}-]*)*"

/* Each with one group: what is wanted. */
static const char reference_pattern[] =
    "\\(((?:Kamerstuk(?:ken)?,? )?\\d{2} ?\\d{3}[^()]*nr\\.? ?\\d+[^()]*)\\)";
static const char subject_pattern[] =
    "aan de " OFFICE ".*? over (.+?)(?: \\((?:Kamerstuk(?:ken)?,? )?\\d{2} ?\\d{3}|\\.?$)";
static const char about_pattern[] =
    "^de (?:\\p{L}+)?brief van " DATE_WORDS " (?:over|inzake) (.+)$";
static const char dispatch_pattern[] = "\\bop (" DATE_WORDS ") aan de " OFFICE;
static const char role_pattern[] = "\\b(" OFFICE " " PORTFOLIO ")";
static const char dossier_pattern[] = "\\b(\\d{2} ?\\d{3})\\b(?! ?,? ?(?:euro|miljoen))";

static char *
capture(const char *pattern, const char *text)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;

    g_assert(regex != NULL);
    return g_regex_match(regex, text, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

static void
capture_all(const char *pattern, GRegexCompileFlags flags, const char *text, GPtrArray *found)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, flags, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;

    g_assert(regex != NULL);
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *one = g_match_info_fetch(match, 1);
        if (!g_ptr_array_find_with_equal_func(found, one, g_str_equal, NULL))
            g_ptr_array_add(found, g_steal_pointer(&one));
    }
}

static char *
find_passage(const Questions *questions, PassageRole role)
{
    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role == role)
            return g_strdup(passage->paragraph->text->text->str);
    }
    return g_strdup("");
}

/* Only the words between "aan de" and "over" name who is asked; a topic may name other ministers. */
static char *
find_asked(const char *committee)
{
    g_autofree char *asked = capture("aan (de " OFFICE ".*?) over ", committee);

    return asked != NULL ? g_steal_pointer(&asked) : g_strdup("");
}

/* "minister van Buitenlandse Zaken" signs as "De minister van …". */
static void
find_roles(LetterHints *hints, const char *asked)
{
    g_autoptr(GPtrArray) offices = g_ptr_array_new_with_free_func(g_free);

    capture_all(role_pattern, 0, asked, offices);
    for (guint i = 0; i < offices->len; i++)
        g_ptr_array_add(hints->roles,
                        g_strconcat("De ", (char *)g_ptr_array_index(offices, i), NULL));
}

/* A minister *van* X heads the ministry of X; one *voor* X has a seat in another. */
static char *
find_ministry(const LetterHints *hints)
{
    if (hints->roles->len == 0)
        return NULL;

    const char *portfolio = strstr(g_ptr_array_index(hints->roles, 0), " van ");
    return portfolio != NULL ? g_strconcat("Ministerie", portfolio, NULL) : NULL;
}

static char *
find_subject(const char *committee)
{
    g_autofree char *subject = capture(subject_pattern, committee);
    g_autofree char *about = subject != NULL ? capture(about_pattern, subject) : NULL;

    return about != NULL ? g_steal_pointer(&about) : g_steal_pointer(&subject);
}

LetterHints *
letter_hints_new(const Questions *questions)
{
    LetterHints *hints = g_new0(LetterHints, 1);
    g_autofree char *committee = find_passage(questions, PASSAGE_COMMITTEE);
    g_autofree char *dispatch = find_passage(questions, PASSAGE_DISPATCH);
    g_autofree char *asked = find_asked(committee);

    hints->roles = g_ptr_array_new_with_free_func(g_free);
    hints->dossiers = g_ptr_array_new_with_free_func(g_free);
    find_roles(hints, asked);
    hints->ministry = find_ministry(hints);
    hints->subject = find_subject(committee);
    hints->reference = capture(reference_pattern, committee);
    hints->dispatched = capture(dispatch_pattern, dispatch);
    hints->chamber =
        g_strdup(strstr(committee, "Eerste Kamer") != NULL ? "Eerste Kamer" : "Tweede Kamer");
    if (hints->reference != NULL)
        capture_all(dossier_pattern, 0, hints->reference, hints->dossiers);
    return hints;
}

void
letter_hints_free(LetterHints *hints)
{
    if (hints == NULL)
        return;

    g_free(hints->chamber);
    g_free(hints->ministry);
    g_free(hints->subject);
    g_free(hints->reference);
    g_free(hints->dispatched);
    g_ptr_array_unref(hints->dossiers);
    g_ptr_array_unref(hints->roles);
    g_free(hints);
}
