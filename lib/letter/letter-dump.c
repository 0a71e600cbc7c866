/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/letter.h"

/* Everything that a letter says, one thing a line: what tests read and people look at when a page is wrong. */

static void
dump_line(const char *name, const char *value, GString *out)
{
    if (value != NULL)
        g_string_append_printf(out, "%s: %s\n", name, value);
}

static void
dump_lines(const char *name, const GPtrArray *lines, GString *out)
{
    for (guint i = 0; lines != NULL && i < lines->len; i++)
        dump_line(name, g_ptr_array_index(lines, i), out);
}

static void
dump_column(const char *name, const GPtrArray *column, GString *out)
{
    g_string_append_printf(out, "%s\n", name);
    for (guint i = 0; column != NULL && i < column->len; i++) {
        const ReferenceItem *item = g_ptr_array_index(column, i);
        dump_line("  label", item->label, out);
        dump_lines(item->italic ? "  italic" : "  line", item->lines, out);
    }
}

static void
dump_head(const LetterHead *head, GString *out)
{
    dump_line("ministry", head->ministry, out);
    dump_line("return address", head->return_address, out);
    dump_lines("addressee", head->addressee, out);
    dump_line(head->date_label, head->date, out);
    dump_line(head->subject_label, head->subject, out);
    dump_column("reference column, first page", head->reference_first, out);
    dump_column("reference column, other pages", head->reference_next, out);
    dump_line("running", head->running_label, out);
    dump_line("contents", head->contents_label, out);
    dump_line("contents, ids", head->contents_ids_label, out);
    dump_line("contents, page", head->contents_page_label, out);
    dump_line("classification", head->classification, out);
    dump_line("page", head->page_text, out);
    dump_line("draft", head->draft_mark, out);
    dump_line("count", head->draft_count, out);
    dump_line("problems", head->draft_problems, out);
}

static void
dump_kamerstuk(const LetterHead *head, GString *out)
{
    dump_line("chamber", head->chamber, out);
    dump_line("chamber, digit", head->chamber_digit, out);
    dump_line("session", head->session, out);
    for (guint i = 0; head->dossiers != NULL && i < head->dossiers->len; i++) {
        const DossierLine *line = g_ptr_array_index(head->dossiers, i);
        g_string_append_printf(out, "dossier: %s | %s\n", line->number, line->title);
    }
    dump_line("number", head->document_number, out);
    dump_line("adopted", head->adopted, out);
    dump_lines("imprint", head->imprint, out);
    dump_line("footer", head->footer, out);
    dump_lines("legend", head->legend, out);
}

static void
dump_blocks(const char *name, const GPtrArray *blocks, GString *out)
{
    g_string_append_printf(out, "\n%s\n", name);
    for (guint i = 0; i < blocks->len; i++)
        block_dump(g_ptr_array_index(blocks, i), 1, out);
}

static void
dump_notes(const GPtrArray *notes, GString *out)
{
    g_string_append(out, "\nnotes\n");
    for (guint i = 0; i < notes->len; i++) {
        const FootNote *note = g_ptr_array_index(notes, i);
        g_string_append_printf(out, "  %d\n", note->number);
        for (guint b = 0; b < note->blocks->len; b++)
            block_dump(g_ptr_array_index(note->blocks, b), 2, out);
    }
}

static void
dump_statuses(const GPtrArray *statuses, GString *out)
{
    g_string_append(out, "\nstatuses\n");
    for (guint i = 0; i < statuses->len; i++) {
        const AnswerStatus *status = g_ptr_array_index(statuses, i);
        g_string_append_printf(out, "  %s: %s", status->ids, status->word);
        if (status->owner != NULL)
            g_string_append_printf(out, ", %s", status->owner);
        if (status->due != NULL)
            g_string_append_printf(out, ", %s", status->due);
        if (status->late != NULL)
            g_string_append_printf(out, ", %s", status->late);
        for (guint p = 0; p < status->problems->len; p++)
            g_string_append_printf(out, ", problem %u", g_array_index(status->problems, guint, p));
        g_string_append_c(out, '\n');
    }
}

static void
dump_problems(const Letter *letter, GString *out)
{
    g_string_append(out, "\nproblems\n");
    for (guint i = 0; i < letter->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(letter->problems, i);
        if (i + 1 == letter->shapeless)
            continue;
        g_string_append_printf(out, "  %u: %s %s\n", i + 1, problem->word, problem->text);
    }
}

void
letter_dump(const Letter *letter, GString *out)
{
    dump_line("title", letter->title, out);
    dump_line("author", letter->author, out);
    dump_line("language", letter->language, out);
    dump_line("date", letter->date, out);
    dump_head(&letter->head, out);
    dump_kamerstuk(&letter->head, out);
    dump_blocks("cover", letter->cover, out);
    dump_blocks("body", letter->body, out);
    if (letter->notes->len > 0)
        dump_notes(letter->notes, out);
    if (letter->statuses->len > 0)
        dump_statuses(letter->statuses, out);
    if (letter->problems->len > 1)
        dump_problems(letter, out);
}
