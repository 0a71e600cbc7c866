/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "letter/walk-private.h"

/*
 * The document's headings: they open the letter's sections, are lengthened where a reaction follows, and are listed in
 * the contents.
 */

/* For review, sections and fractions are of one level, so that labels are all of the next and answers' headings below. */
static bool
is_review(const Walk *walk)
{
    return walk->composer->letter->review != NULL;
}

/* A heading ends the sections at its own level and below. */
Block *
walk_open_section(Walk *walk, bool is_fraction)
{
    walk->fraction = NULL;
    if (!is_fraction)
        walk->section = NULL;

    Block *section = walk_add(walk, BLOCK_SECTION);
    *(is_fraction ? &walk->fraction : &walk->section) = section;
    walk->level = is_fraction && walk->section != NULL && !is_review(walk) ? 3 : 2;
    return section;
}

/* The heading's words without the number that is set beside them. */
static Stretch
heading_stretch(const Passage *passage)
{
    Stretch stretch = stretch_whole(passage);
    const char *text = passage->paragraph->text->text->str;

    if (passage->number == NULL || passage->heading == NULL ||
        !g_str_has_suffix(text, passage->heading))
        return stretch;
    stretch.start = stretch.end - strlen(passage->heading);
    return stretch;
}

/* "… en reactie van de minister", where a reaction follows and the document doesn't say so itself. */
void
walk_lengthen(const Walk *walk, Block *heading)
{
    const Composer *composer = walk->composer;
    const char *unless = template_text(composer->template, "heading_suffix_unless");
    g_autofree char *text = block_text(heading);
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *folded_unless = g_utf8_casefold(unless, -1);
    if (is_review(walk))
        return;
    bool says_so = *unless != '\0' && strstr(folded, folded_unless) != NULL;

    if (says_so || *text == '\0' || strchr(".:;", text[strlen(text) - 1]) != NULL)
        return;
    g_autofree char *suffix =
        template_fill(composer->template, "heading_suffix", "minister", composer->minister, NULL);
    if (*suffix != '\0')
        run_add(heading, RUN_TEXT, suffix);
}

Block *
walk_add_heading(Walk *walk, const Passage *passage, bool restated)
{
    Block *heading = walk_add(walk, BLOCK_HEADING);
    Stretch stretch = heading_stretch(passage);

    heading->level = walk->level;
    heading->restated = stretch.restated = restated;
    /* As printed: "I", "I.". */
    if (stretch.start > 0)
        heading->number = g_strchomp(g_strndup(passage->paragraph->text->text->str, stretch.start));
    words_add(walk->composer, heading, &stretch);
    return heading;
}

/* Does a question stand below this heading, before the next of its kind (or above)? */
static bool
has_questions(const Walk *walk, guint index)
{
    const GPtrArray *passages = walk->composer->questions->passages;
    const Passage *heading = g_ptr_array_index(passages, index);

    for (guint i = index + 1; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION || passage->role == heading->role)
            return false;
        if (passage->questions != NULL && passage->questions->len > 0)
            return true;
    }
    return false;
}

/* A reaction follows its questions, but not where all answers are in a part of their own. */
static bool
is_answered_here(const Walk *walk, guint index)
{
    return walk->composer->interleave != INTERLEAVE_APART && has_questions(walk, index);
}

/* Nothing but page furniture and the document's own answers up to the next section, or the end. */
static bool
is_empty_section(const Walk *walk, guint index)
{
    const GPtrArray *passages = walk->composer->questions->passages;

    for (guint i = index + 1; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION)
            return true;
        if (passage->role != PASSAGE_CHROME && passage->role != PASSAGE_ANSWER &&
            passage->paragraph->text->text->len > 0)
            return false;
    }
    return true;
}

bool
walk_is_for_answers(const Passage *passage)
{
    static const char *const stems[] = { "antwoord", "reactie" };
    g_autofree char *folded = g_utf8_casefold(passage->paragraph->text->text->str, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
        if (strstr(folded, stems[i]) != NULL)
            return true;
    }
    return false;
}

/* "BRIEF VAN DE MINISTER" over its answers is theirs, whatever it is called. */
static bool
has_own_answers(const Walk *walk, guint index)
{
    const GPtrArray *passages = walk->composer->questions->passages;
    const Passage *next = index + 1 < passages->len ? g_ptr_array_index(passages, index + 1) : NULL;
    return next != NULL && next->role == PASSAGE_ANSWER;
}

static bool
leave_out(Walk *walk, const Passage *passage, guint index)
{
    if (index == walk->answers_heading || !is_empty_section(walk, index))
        return false;
    if (has_own_answers(walk, index))
        return true;
    if (!walk_is_for_answers(passage))
        return false;
    if (walk->composer->in_place)
        return true;

    const TextMap *text = passage->paragraph->text;
    diags_add(walk->composer->diags, DIAG_EMPTY_SECTION, text_map_span(text, 0, text->text->len),
              NULL,
              _("the section \"%s\" is empty and left out, as the answers stand under their "
                "questions"),
              text->text->str);
    return true;
}

void
walk_list_contents(Walk *walk, int level, const Block *section, char *text)
{
    const Block *heading = g_ptr_array_index(section->children, 0);
    ContentsEntry *entry =
        contents_add(walk->composer, level, heading->number, text, section->anchor);

    g_ptr_array_set_size(walk->listed, level == 2 && walk->section != NULL ? 1 : 0);
    g_ptr_array_add(walk->listed, entry);
}

void
walk_add_section(Walk *walk, const Passage *passage, guint index)
{
    if (leave_out(walk, passage, index))
        return;

    Block *section = walk_open_section(walk, false);
    section->anchor = g_strdup_printf("sectie-%u", index);
    Block *heading = walk_add_heading(walk, passage, false);
    if (is_answered_here(walk, index))
        walk_lengthen(walk, heading);
    walk_list_contents(walk, 1, section, block_text(heading));
}

/* "PVV-fractie", or the document's whole heading where the template has no such text. */
static char *
contents_text(const Walk *walk, const Passage *passage, const Block *heading)
{
    const char *wording = template_text(walk->composer->template, "contents_fraction");

    if (passage->fraction == NULL || *wording == '\0')
        return block_text(heading);
    return label_fraction(walk->composer, passage->fraction, "contents_fraction", NULL);
}

void
walk_add_fraction(Walk *walk, const Passage *passage, guint index)
{
    Block *section = walk_open_section(walk, true);
    section->anchor = g_strdup_printf("fractie-%u", index);
    Block *heading = walk_add_heading(walk, passage, false);
    char *text = contents_text(walk, passage, heading);

    if (passage->fraction != NULL)
        section->fraction = g_strdup(passage->fraction->name);
    if (is_answered_here(walk, index))
        walk_lengthen(walk, heading);
    walk_list_contents(walk, 2, section, text);
}

/* One below the fraction's, or the section's: subheadings don't nest here, so that no level is skipped. */
void
walk_add_subheading(Walk *walk, const Passage *passage)
{
    bool nested = walk->fraction != NULL && walk->section != NULL && !is_review(walk);
    int above = nested ? 3 : walk_innermost(walk) != NULL || is_review(walk) ? 2 : 1;

    walk->level = above + 1;
    walk_add_heading(walk, passage, false);
}
