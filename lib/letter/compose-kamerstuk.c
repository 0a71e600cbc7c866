/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a Kamerstuk's first page and foot say (domain.md 1.1 and 1.3). What the answers file gives is taken; what the
 * document tells, its dossiers and kind, comes from there; the session follows from the letter's date. The number and
 * the date of adoption are the Chamber's to give: they stay open until they are in the answers file.
 */
#include <stdlib.h>
#include <string.h>

#include "answers/letter-hints.h"
#include "letter/compose-private.h"

static const char *
text_or_open(const Composer *composer, const Field *field)
{
    const char *text = field_text(field);
    return text != NULL ? text : template_text(composer->template, "open");
}

static void
dossier_line_free(gpointer data)
{
    DossierLine *line = data;

    g_free(line->number);
    g_free(line->title);
    g_free(line);
}

static void
add_dossier(GPtrArray *lines, const char *number, const char *title)
{
    DossierLine *line = g_new0(DossierLine, 1);
    line->number = g_strdup(number);
    line->title = g_strdup(title);
    g_ptr_array_add(lines, line);
}

/* Those of the answers file, else the numbers that the committee names with the paper it asks about. */
static GPtrArray *
find_dossiers(const Composer *composer)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(dossier_line_free);
    const GPtrArray *own = composer->data->dossiers;
    const char *open = template_text(composer->template, "open");

    for (guint i = 0; own != NULL && i < own->len; i++) {
        const Dossier *dossier = g_ptr_array_index(own, i);
        add_dossier(lines, text_or_open(composer, &dossier->number),
                    text_or_open(composer, &dossier->title));
    }
    if (lines->len > 0)
        return lines;

    g_autoptr(LetterHints) hints = letter_hints_new(composer->questions);
    for (guint i = 0; i < hints->dossiers->len; i++)
        add_dossier(lines, g_ptr_array_index(hints->dossiers, i), open);
    if (lines->len == 0)
        add_dossier(lines, open, open);
    return lines;
}

static char *
dossier_numbers(const Composer *composer, const GPtrArray *lines)
{
    g_autoptr(GPtrArray) numbers = g_ptr_array_new();

    for (guint i = 0; i < lines->len; i++)
        g_ptr_array_add(numbers, ((const DossierLine *)g_ptr_array_index(lines, i))->number);
    return label_list(composer, numbers);
}

/* Sessions begin on the third Tuesday of September (article 65 of the Constitution). */
static int
session_start(int year, int month, int day)
{
    GDate first;
    g_date_clear(&first, 1);
    g_date_set_dmy(&first, 1, G_DATE_SEPTEMBER, (GDateYear)year);
    int weekday = (int)g_date_get_weekday(&first); /* Monday is 1 */
    int opening = 1 + (G_DATE_TUESDAY - weekday + 7) % 7 + 14;

    bool begun = month > 9 || (month == 9 && day >= opening);
    return begun ? year : year - 1;
}

char *
session_of_date(const char *iso)
{
    if (!iso_date_is_valid(iso))
        return NULL;

    int start = session_start(atoi(iso), atoi(iso + 5), atoi(iso + 8));
    return g_strdup_printf("%d–%d", start, start + 1);
}

static char *
find_session(const Composer *composer)
{
    const char *own = field_text(&composer->data->session);
    const char *date = field_text(&composer->data->date);
    if (own != NULL)
        return house_style_apply(composer->template, own);

    char *session = date != NULL ? session_of_date(date) : NULL;
    return session != NULL ? session : g_strdup(template_text(composer->template, "open"));
}

static char *
adopted_text(const Composer *composer)
{
    const char *own = field_text(&composer->data->adopted);
    g_autofree char *date = own != NULL ? template_date(composer->template, own)
                                        : g_strdup(template_text(composer->template, "open"));

    return template_fill(composer->template, "adopted", "date", date, NULL);
}

void
compose_kamerstuk(const Composer *composer)
{
    const Template *template = composer->template;
    LetterHead *head = &composer->letter->head;
    const char *number = text_or_open(composer, &composer->data->number);
    g_autofree char *session = find_session(composer);

    head->dossiers = find_dossiers(composer);
    g_autofree char *dossiers = dossier_numbers(composer, head->dossiers);
    head->chamber = g_strdup(template_text(template, "chamber"));
    head->chamber_digit = g_strdup(template_text(template, "chamber_digit"));
    head->session = template_fill(template, "session", "session", session, NULL);
    head->document_number = template_fill(template, "number", "number", number, NULL);
    head->adopted = adopted_text(composer);
    head->imprint = g_ptr_array_new_with_free_func(g_free);
    head_add_lines(head->imprint, template_text(template, "imprint"));
    head->footer = template_fill(template, "footer", "session", session, "dossiers", dossiers,
                                 "number", number, NULL);
}

/* What the answered paper is called, by the kind of the questions (question-documents.md 1); the first for all others. */
static const char *
title_key(const char *family)
{
    static const struct {
        const char *family, *key;
    } rows[] = {
        { "inbreng", "document_title" },
        { "nader-verslag-schriftelijk-overleg", "document_title_further" },
        { "lijst-van-vragen", "document_title_list" },
        { "lijst-van-vragen-en-antwoorden", "document_title_list" },
        { "verslag", "document_title_bill" },
        { "voorlopig-verslag", "document_title_bill_first" },
        { "nota", "document_title_bill" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (g_strcmp0(family, rows[i].family) == 0)
            return rows[i].key;
    }
    return rows[0].key;
}

char *
kamerstuk_title(const Composer *composer)
{
    const char *own = field_text(&composer->data->title);
    const char *key = title_key(composer->questions->family);

    return g_strdup(own != NULL ? own : template_text(composer->template, key));
}

/* Case doesn't count. */
static bool
holds(const char *text, const char *part)
{
    g_autofree char *folded = g_utf8_casefold(text, -1), *folded_part = g_utf8_casefold(part, -1);
    return *part != '\0' && strstr(folded, folded_part) != NULL;
}

/*
 * Does the head say what this paragraph of the document's title block says: the kind of document, a dossier with its
 * title, the number, the date of adoption? Anything else there stays.
 */
bool
kamerstuk_head_says(const Composer *composer, const Passage *passage)
{
    static const char *const starts[] = { "nr.", "vastgesteld", "vergaderjaar", "tweede kamer" };
    if (composer->template->style.head != HEAD_KAMERSTUK || passage->role != PASSAGE_TITLE)
        return false;

    const char *text = passage->paragraph->text->text->str;
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *title = kamerstuk_title(composer);
    if (holds(text, title) || holds(text, template_text(composer->template, "document_title")))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        if (g_str_has_prefix(folded, starts[i]))
            return true;
    }
    const GPtrArray *lines = composer->letter->head.dossiers;
    for (guint i = 0; lines != NULL && i < lines->len; i++) {
        const DossierLine *line = g_ptr_array_index(lines, i);
        g_autofree char *whole = g_strconcat(line->number, " ", line->title, NULL);
        if (strcmp(text, line->number) == 0 || strcmp(text, line->title) == 0 ||
            strcmp(text, whole) == 0)
            return true;
    }
    return false;
}
