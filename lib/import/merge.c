/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An edited answer, in the bytes of the one that went out.
 *
 * What comes back from Word says the same in other Markdown: `*` for `_`, one line for a folded paragraph. So both texts
 * are compared by what they say, block by block, and only blocks that say something else are written anew; all others,
 * and the notes, keep their bytes and the blank lines around them.
 */
#include <string.h>

#include "import/import-private.h"
#include "markup/write-markup.h"

Base *
base_new(const char *text)
{
    Base *base = g_new0(Base, 1);
    g_autoptr(Diags) unheard = diags_new();
    g_autoptr(TextMap) map = NULL;
    size_t length = strlen(text);

    base->source = source_new("", g_strdup(text), length);
    map = text_map_new(base->source);
    text_map_append(map, text, length, 0);
    base->normal = parse_markup(map, NULL, unheard);
    markup_normalise(base->normal);
    return base;
}

void
base_free(Base *base)
{
    if (base == NULL)
        return;

    markup_free(base->normal);
    source_unref(base->source);
    g_free(base);
}

/* What a block says, as text to compare. */
static char *
block_words(const GPtrArray *blocks, guint index)
{
    return write_blocks(blocks, index, index + 1);
}

char *
markup_sense(const Markup *markup)
{
    return write_markup(markup);
}

/* The longest common subsequence of two lists of texts: for each of `a` the index in `b`, -1 for none. */
static int *
match_texts(const GPtrArray *a, const GPtrArray *b)
{
    guint columns = b->len + 1;
    g_autofree guint16 *lengths = g_new0(guint16, (size_t)(a->len + 1) * columns);
    int *matches = g_new(int, a->len + 1);

    for (guint i = a->len; i-- > 0;) {
        for (guint j = b->len; j-- > 0;) {
            bool same = strcmp(g_ptr_array_index(a, i), g_ptr_array_index(b, j)) == 0;
            guint16 down = lengths[(i + 1) * columns + j], right = lengths[i * columns + j + 1];
            lengths[i * columns + j] =
                same ? (guint16)(lengths[(i + 1) * columns + j + 1] + 1) : MAX(down, right);
        }
    }
    for (guint i = 0, j = 0; i < a->len; i++) {
        matches[i] = -1;
        while (j < b->len && lengths[i * columns + j] == lengths[i * columns + j + 1])
            j++;
        bool taken = j < b->len && lengths[i * columns + j] > lengths[(i + 1) * columns + j];
        if (taken)
            matches[i] = (int)j++;
    }
    return matches;
}

static GPtrArray *
all_words(const GPtrArray *blocks)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(words, block_words(blocks, i));
    return words;
}

/* The lines that a block stands on, without the blank ones behind it. */
static void
block_range(const char *text, const Block *block, size_t *ret_start, size_t *ret_end)
{
    size_t start = block->span.start, end = block->span.end;
    const Block *caption = block->kind == BLOCK_TABLE && block->children->len > 0
                               ? g_ptr_array_index(block->children, 0)
                               : NULL;

    if (caption != NULL && caption->kind == BLOCK_CAPTION) {
        start = MIN(start, caption->span.start);
        end = MAX(end, caption->span.end);
    }
    while (start > 0 && text[start - 1] != '\n')
        start--;
    while (end > start && strchr(" \t\r\n", text[end - 1]) != NULL)
        end--;
    *ret_start = start;
    *ret_end = end;
}

/* Notes, what goes on in them, and blank lines. */
static bool
holds_notes_only(const char *text, size_t start, size_t end)
{
    for (size_t line = start; line < end; line += strcspn(text + line, "\n") + 1) {
        size_t indent = strspn(text + line, " \t\r");
        const char *words = text + line + indent;
        bool goes_on = indent >= 4 || text[line] == '\t';
        if (*words != '\n' && *words != '\0' && !goes_on && !g_str_has_prefix(words, "[^"))
            return false;
    }
    return true;
}

/*
 * Where a note was taken out below a block, the block's last line end is mapped to it: those lines are none of the
 * block's. False where a note stands among its own lines.
 */
static bool
leave_notes_out(const Base *base, size_t start, size_t *end)
{
    const char *text = base->source->text;

    for (guint i = 0; i < base->normal->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(base->normal->notes, i);
        size_t line = note->span.start;
        while (line > 0 && text[line - 1] != '\n')
            line--;
        if (line <= start || line >= *end)
            continue;
        if (!holds_notes_only(text, line, *end))
            return false;
        *end = line;
    }
    while (*end > start && strchr(" \t\r\n", text[*end - 1]) != NULL)
        (*end)--;
    return true;
}

static void
append_apart(GString *out, const char *text)
{
    if (*text == '\0')
        return;
    while (out->len > 0 && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
    g_string_append_printf(out, "%s%s", out->len > 0 ? "\n\n" : "", text);
}

/* A note of the same label that says the same in the base. */
static const FootNote *
same_note(const Markup *base, const FootNote *note)
{
    g_autofree char *text = write_foot_note(note);

    for (guint i = 0; i < base->notes->len; i++) {
        const FootNote *other = g_ptr_array_index(base->notes, i);
        g_autofree char *own = write_foot_note(other);
        if (strcmp(own, text) == 0)
            return other;
    }
    return NULL;
}

static char *
note_bytes(const char *text, const FootNote *note)
{
    size_t start = note->span.start, end = start, ignored;

    for (guint i = 0; i < note->blocks->len; i++) {
        size_t behind;
        block_range(text, g_ptr_array_index(note->blocks, i), &ignored, &behind);
        end = MAX(end, behind);
    }
    while (start > 0 && text[start - 1] != '\n')
        start--;
    return g_strndup(text + start, end - start);
}

static char *
merge_bytes(const Base *base, const Markup *edited)
{
    const char *text = base->source->text;
    const GPtrArray *blocks = base->normal->blocks;
    g_autoptr(GPtrArray) old = all_words(blocks), new = all_words(edited->blocks);
    g_autofree int *matches = match_texts(new, old);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < new->len; i++) {
        if (matches[i] < 0) {
            append_apart(out, g_ptr_array_index(new, i));
            continue;
        }
        size_t start, end;
        block_range(text, g_ptr_array_index(blocks, (guint)matches[i]), &start, &end);
        if (!leave_notes_out(base, start, &end)) {
            append_apart(out, g_ptr_array_index(new, i));
            continue;
        }
        g_autofree char *bytes = g_strndup(text + start, end - start);
        append_apart(out, bytes);
    }
    for (guint i = 0; i < edited->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(edited->notes, i);
        const FootNote *kept = same_note(base->normal, note);
        g_autofree char *bytes = kept != NULL ? note_bytes(text, kept) : write_foot_note(note);
        append_apart(out, bytes);
    }
    if (out->len > 0)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

char *
merge_markup(const Base *base, const Markup *edited)
{
    if (base == NULL)
        return write_markup(edited);

    g_autofree char *merged = merge_bytes(base, edited);
    g_autoptr(Base) again = base_new(merged);
    g_autofree char *wanted = markup_sense(edited), *got = markup_sense(again->normal);
    /* What stood between two blocks may have been needed where one of them is another now. */
    return strcmp(wanted, got) == 0 ? g_steal_pointer(&merged) : write_markup(edited);
}
