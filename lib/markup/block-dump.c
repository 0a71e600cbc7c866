/* SPDX-License-Identifier: EUPL-1.2 */
#include "markup/block.h"

const char *
block_kind_slug(BlockKind kind)
{
    static const char *const names[] = {
        [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_HEADING] = "heading",
        [BLOCK_LIST] = "list",
        [BLOCK_ITEM] = "item",
        [BLOCK_QUOTE] = "quote",
        [BLOCK_CODE] = "code",
        [BLOCK_RULE] = "rule",
        [BLOCK_TABLE] = "table",
        [BLOCK_ROW] = "row",
        [BLOCK_CELL] = "cell",
        [BLOCK_FIGURE] = "figure",
        [BLOCK_CAPTION] = "caption",
        [BLOCK_SECTION] = "section",
        [BLOCK_PASSAGE] = "passage",
        [BLOCK_ANSWER] = "answer",
        [BLOCK_LABEL] = "label",
        [BLOCK_UNANSWERED] = "unanswered",
        [BLOCK_CONTENTS] = "contents",
        [BLOCK_OVERVIEW] = "overview",
        [BLOCK_SIGNATURE] = "signature",
    };
    return names[kind];
}

static void
dump_style(unsigned style, GString *out)
{
    static const struct {
        RunStyle style;
        const char *name;
    } rows[] = {
        { RUN_EMPHASIS, "emphasis" },
        { RUN_STRONG, "strong" },
        { RUN_CODE, "code" },
        { RUN_SUPERSCRIPT, "superscript" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if ((style & rows[i].style) != 0)
            g_string_append_printf(out, " %s", rows[i].name);
}

static void
dump_value(const char *name, const char *value, GString *out)
{
    if (value != NULL)
        g_string_append_printf(out, " %s=%s", name, value);
}

/* One line whatever the text holds. */
static void
dump_text(const char *text, GString *out)
{
    g_string_append(out, " \"");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\n')
            g_string_append(out, "\\n");
        else
            g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

static void
dump_run(const Run *run, GString *out)
{
    static const char *const names[] = { [RUN_TEXT] = "text",
                                         [RUN_BREAK] = "break",
                                         [RUN_NOTE] = "note",
                                         [RUN_REFERENCE] = "reference",
                                         [RUN_PAGE] = "page" };

    g_string_append(out, names[run->kind]);
    dump_style(run->style, out);
    if (run->problem > 0)
        g_string_append_printf(out, " problem=%u", run->problem);
    dump_value("link", run->link, out);
    dump_value("target", run->target, out);
    dump_value("label", run->note, out);
    if (run->number > 0)
        g_string_append_printf(out, " number=%d", run->number);
    dump_value("language", run->language, out);
    dump_value("anchor", run->anchor, out);
    dump_value("margin", run->margin, out);
    if (run->text != NULL)
        dump_text(run->text, out);
    g_string_append_c(out, '\n');
}

static void
dump_runs(const GPtrArray *runs, int depth, const char *before, GString *out)
{
    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        g_string_append_printf(out, "%*s%s", depth * 2 + 2, "", before);
        dump_run(g_ptr_array_index(runs, i), out);
    }
}

static void
dump_cell(const Block *block, GString *out)
{
    static const char *const names[] = { [CELL_LEFT] = "",
                                         [CELL_RIGHT] = " right",
                                         [CELL_CENTRE] = " centre",
                                         [CELL_DECIMAL] = " decimal" };

    if (block->header_rows > 0)
        g_string_append_printf(out, " heads=%u", block->header_rows);
    g_string_append(out, names[block->alignment]);
}

void
block_dump(const Block *block, int depth, GString *out)
{
    g_string_append_printf(out, "%*s%s", depth * 2, "", block_kind_slug(block->kind));
    if (block->level > 0)
        g_string_append_printf(out, " level=%d", block->level);
    if (block->ordered)
        g_string_append_printf(out, " ordered start=%d", block->start);
    if (block->kind == BLOCK_LIST)
        g_string_append(out, block->tight ? " tight" : " loose");
    dump_cell(block, out);
    dump_value("number", block->number, out);
    dump_value("anchor", block->anchor, out);
    dump_value("target", block->target, out);
    if (block->alternative != NULL)
        g_string_append_printf(out, " alternative=\"%s\"", block->alternative);
    dump_value("aside", block->aside, out);
    dump_value("running", block->running, out);
    dump_value("fraction", block->fraction, out);
    if (block->kind == BLOCK_PASSAGE)
        g_string_append_printf(out, "%s%s", block->opens ? " opens" : "",
                               block->closes ? " closes" : "");
    g_string_append_printf(out, "%s%s", block->restated ? " restated" : "",
                           block->changed ? " changed" : "");
    g_string_append_c(out, '\n');

    dump_runs(block->runs, depth, "", out);
    dump_runs(block->aside_runs, depth, "aside ", out);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        block_dump(g_ptr_array_index(block->children, i), depth + 1, out);
}

void
markup_dump(const Markup *markup, GString *out)
{
    for (guint i = 0; i < markup->blocks->len; i++)
        block_dump(g_ptr_array_index(markup->blocks, i), 1, out);
    for (guint i = 0; i < markup->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(markup->notes, i);
        g_string_append_printf(out, "  note label=%s\n", note->label);
        for (guint j = 0; j < note->blocks->len; j++)
            block_dump(g_ptr_array_index(note->blocks, j), 2, out);
    }
}
