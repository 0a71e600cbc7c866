/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The title of the appendix, from what the document says of the committee and its subject and what the answers file says
 * of who signs. What neither says is left out of the title: nothing is made up.
 */
#include <string.h>

#include "letter/compose-private.h"

/* The preamble's wordings of domain.md 1.3, A to E. Each has one group: what was looked for. */
static const char *const committee_patterns[] = {
    /* "Binnen de vaste commissie voor Buitenlandse Zaken hebben …", "In de …", "De … heeft …" */
    "\\b([Dd]e (?:\\p{Ll}+ ){0,3}commissie voor .+?),? "
    "(?:hebben|heeft|bestond|bestonden|bestaat|bestaan|is|zijn|wenst|wensen|belast)\\b",
};

static const char *const matter_patterns[] = {
    /* "over de brief van 6 december 2024 over de uitvoering van … (26 643/30 821, nr. 1252)." */
    "\\bbrief (?:van [^.]*?)?\\d{1,2} \\p{L}+ \\d{4},? (?:over|inzake|betreffende|met betrekking "
    "tot|"
    "houdende) (.+?)(?: \\((?:Kamerstuk|Kamerstukken|\\d)[^()]*\\))?\\.?$",
    /* "… over het voorstel van wet …" and the like have no such short name: left to the letter's subject. */
};

static char *
first_match(const char *const *patterns, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GRegex) regex = g_regex_new(patterns[i], 0, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;
        g_assert(regex != NULL);
        if (g_regex_match(regex, text, 0, &match))
            return g_match_info_fetch(match, 1);
    }
    return NULL;
}

/* A preamble is short; a longer paragraph is no place to search for names in. */
enum { LONGEST_PREAMBLE = 4000 };

LetterSubject
find_subject(const Questions *questions)
{
    LetterSubject subject = { 0 };

    for (guint i = 0; i < questions->passages->len && subject.committee == NULL; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        const GString *text = passage->paragraph->text->text;
        if (passage->role != PASSAGE_COMMITTEE || text->len > LONGEST_PREAMBLE)
            continue;
        subject.committee =
            first_match(committee_patterns, G_N_ELEMENTS(committee_patterns), text->str);
        subject.matter = first_match(matter_patterns, G_N_ELEMENTS(matter_patterns), text->str);
    }
    if (subject.committee != NULL)
        subject.committee[0] = g_ascii_tolower(subject.committee[0]);
    return subject;
}

void
letter_subject_clear(LetterSubject *subject)
{
    g_free(subject->committee);
    g_free(subject->matter);
}

/* "De minister van X" in a sentence. */
static char *
in_sentence(const char *role)
{
    gunichar first = g_unichar_tolower(g_utf8_get_char(role));
    GString *text = g_string_new(NULL);
    g_string_append_unichar(text, first);
    g_string_append(text, g_utf8_next_char(role));
    while (text->len > 0 && strchr(" ,", text->str[text->len - 1]) != NULL)
        g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}

/* "de minister" of "de minister van X", "de minister voor X", "de minister-president, minister van X". */
static void
cut_office(char *role)
{
    static const char *const behind[] = { " van ", " voor ", "," };

    for (size_t i = 0; i < G_N_ELEMENTS(behind); i++) {
        char *end = strstr(role, behind[i]);
        if (end != NULL)
            *end = '\0';
    }
}

char *
signatory_names(const Composer *composer, bool full)
{
    const GPtrArray *signatories = composer->data->signatories;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; signatories != NULL && i < signatories->len; i++) {
        const Signatory *signatory = g_ptr_array_index(signatories, i);
        const char *role = field_text(&signatory->role);
        if (role == NULL)
            continue;
        char *name = in_sentence(role);
        if (!full)
            cut_office(name);
        g_ptr_array_add(names, house_style_apply(composer->template, name));
        g_free(name);
    }
    if (names->len == 0)
        return NULL;
    if (!full && names->len > 1)
        return g_strdup(template_text(composer->template, "minister_many"));
    return label_list(composer, names);
}

char *
on_behalf_names(const Composer *composer)
{
    const GPtrArray *fields = composer->data->on_behalf_of;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; fields != NULL && i < fields->len; i++) {
        const char *name = field_text(g_ptr_array_index(fields, i));
        if (name != NULL)
            g_ptr_array_add(names, in_sentence(name));
    }
    return names->len > 0 ? label_list(composer, names) : NULL;
}

/* Who answers, as the title says it; the minister alone where the answers file names nobody. */
static char *
answering_names(const Composer *composer)
{
    g_autofree char *names = signatory_names(composer, true);
    g_autofree char *others = on_behalf_names(composer);
    if (names == NULL)
        return g_strdup(template_text(composer->template, "minister_unknown"));
    if (others == NULL)
        return g_steal_pointer(&names);

    g_autofree char *behalf =
        template_fill(composer->template, "title_on_behalf", "names", others, NULL);
    return g_strconcat(names, behalf, NULL);
}

static const char *
title_key(const LetterSubject *subject, const char *plain)
{
    if (subject->committee == NULL)
        return plain != NULL ? "title_plain" : "title_minister";
    return subject->matter == NULL ? "title_committee" : "title";
}

static char *
title_text(const Composer *composer)
{
    LetterSubject subject = find_subject(composer->questions);
    g_autofree char *minister = answering_names(composer);
    const char *plain = field_text(&composer->data->subject);
    const char *matter = subject.committee == NULL ? plain : subject.matter;
    char *title = template_fill(composer->template, title_key(&subject, plain), "minister",
                                minister, "committee", subject.committee, "subject", matter, NULL);

    letter_subject_clear(&subject);
    return title;
}

void
compose_title(Composer *composer)
{
    Block *heading = block_new(BLOCK_HEADING);
    const char *kicker = template_text(composer->template, "kicker");
    bool kamerstuk = composer->template->style.head == HEAD_KAMERSTUK;
    g_autofree char *title = kamerstuk ? kamerstuk_title(composer) : title_text(composer);

    heading->level = 1;
    heading->number = *kicker != '\0' ? g_strdup(kicker) : NULL;
    heading->anchor = g_strdup("bijlage");
    run_add(heading, RUN_TEXT, title);
    g_ptr_array_add(composer->letter->body, heading);
}
