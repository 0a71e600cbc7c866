/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Edits as stretches of the file with other bytes in their place.
 *
 * The tree is walked once, in the order of the file, and each edit gives its stretches: a value of
 * several lines gives two, since what follows the old one on its line, a comment say, stays between
 * the `|` and the text. A new pair or item is put before the line end of what it stands behind, so
 * that a file without a final line end stays one, but for a text whose last line has to have its own.
 */
#include <string.h>

#include "answers/splice-private.h"
#include "answers/write-yaml.h"

enum { STEP = 2 };

typedef struct Stretch {
    size_t start, end; /* of the source */
    char *text;
    bool ended; /* a line end must follow */
} Stretch;

typedef struct Work {
    const Splice *splice;
    const Source *source;
    GArray *stretches;
    int step; /* by which texts of the file stand further in than their key */
    bool careful;
    bool sealed;
} Work;

static void
stretch_clear(gpointer data)
{
    g_free(((Stretch *)data)->text);
}

/* Takes over the text. */
static void
add_stretch(Work *work, size_t start, size_t end, char *text, bool ended)
{
    Stretch stretch = { start, end, text, ended };

    g_array_append_val(work->stretches, stretch);
}

/* What blank lines and comments behind a line ask of a block that will end there: to stand further
 * in than they do; a tab among them can't stand behind one at all. */
static void
look_behind(const Source *source, size_t at, Form *form)
{
    for (at = line_end(source, at); at < source->length;) {
        at += break_length(source->text + at);
        size_t spaces = strspn(source->text + at, " "), blanks = strspn(source->text + at, " \t");
        bool comment = source->text[at + blanks] == '#';
        size_t end = comment ? line_end(source, at) : at + blanks;
        if (!comment && end < source->length && break_length(source->text + end) == 0)
            return;
        form->no_block |= blanks > spaces;
        form->least = MAX(form->least, (int)spaces + comment);
        at = end;
    }
}

static Form
form_at(const Work *work, Child child, size_t behind)
{
    const YamlNode *parent = child.parent;
    Form form = { .in_flow = parent->style == YAML_FLOW,
                  .step = work->step,
                  .no_block = work->careful,
                  .eol = eol_at(work->source, behind) };

    if (!form.in_flow) {
        form.parent = column_of(work->source, parent->span.start);
        look_behind(work->source, behind, &form);
    }
    return form;
}

/* Comments between the scalars of a collection that goes, each on a line of its own. */
static void
keep_comments(const Work *work, size_t from, size_t to, const Form *form, GString *out)
{
    for (size_t at = from; at < to;) {
        if (work->source->text[at] != '#') {
            at++;
            continue;
        }
        size_t end = MIN(line_end(work->source, at), to);
        g_string_append_printf(out, "%s%*s%.*s", form->eol, form->parent, "", (int)(end - at),
                               work->source->text + at);
        at = end;
    }
}

static size_t
keep_comments_in(const Work *work, const YamlNode *node, size_t from, const Form *form,
                 GString *out)
{
    if (node->kind == YAML_SCALAR) {
        keep_comments(work, from, node->span.start, form, out);
        if (!is_block_scalar(node))
            return MAX(from, node->end);
        BlockLines lines = block_lines(node);
        keep_comments(work, node->span.end, lines.header, form, out);
        return lines.end;
    }
    for (guint i = 0; i < yaml_child_count(node); i++) {
        Child child = yaml_child(node, i);
        if (child.pair != NULL) {
            keep_comments(work, from, child.pair->key_span.start, form, out);
            from = child.pair->key_span.end;
        }
        from = keep_comments_in(work, child.node, from, form, out);
    }
    return from;
}

/* The two stretches of a value: its first line in [start, end), the rest in [rest, rest_end). */
typedef struct ValuePlace {
    size_t start, end, rest, rest_end;
    bool space; /* a blank belongs before it */
} ValuePlace;

/* A `|` may stand below its key and no further in; nothing else may. */
static bool
is_outdented(const Work *work, Child child)
{
    size_t empty = empty_place(child), start = child.node->span.start;

    return column_of(work->source, start) <= column_of(work->source, child.parent->span.start) &&
           memchr(work->source->text + empty, '#', start - empty) == NULL;
}

static ValuePlace
value_place(const Work *work, Child child)
{
    const YamlNode *old = child.node;
    size_t empty = empty_place(child), end = child_end(child, false);
    size_t line = line_end(work->source, end);

    if (is_missing(old))
        return (ValuePlace){ empty, empty, line, line, true };
    if (is_block_scalar(old)) {
        BlockLines lines = block_lines(old);
        bool outdented = is_outdented(work, child);
        return (ValuePlace){ outdented ? empty : old->span.start, old->span.end, lines.header,
                             lines.end, outdented };
    }
    if (old->kind != YAML_SCALAR && old->style == YAML_BLOCK)
        return (ValuePlace){ empty, end, line, line, true };
    return (ValuePlace){ old->span.start, end, line, line, false };
}

/* Where no value stands any more, or one on the lines below, what is left of the line is nothing or
 * a comment: YAML takes no tab behind a dash. */
static void
close_gap(const Work *work, Child child, ValuePlace *place)
{
    place->start = empty_place(child);
    place->end += strspn(work->source->text + place->end, " \t");
    place->space = work->source->text[place->end] == '#';
}

/* What belongs before a value's first line. In brackets, or behind a question mark, a key may stand
 * without a colon. */
static char *
lead_in(Child child, ValuePlace place, size_t head, const Form *form)
{
    bool bare = child.pair != NULL && place.start == child.pair->key_span.end && head > 0;

    if (bare && !form->in_flow)
        return g_strdup_printf("%s%*s: ", form->eol, form->parent, "");
    return g_strdup(bare ? ": " : place.space ? " " : "");
}

static void
replace_value(Work *work, Child child, YamlNode *value)
{
    ValuePlace place = value_place(work, child);
    Form form = form_at(work, child, MAX(place.rest_end, place.end));
    g_autoptr(GString) out = g_string_new(NULL);

    form.old = child.node;
    size_t head = write_value(out, value, &form);
    if (child.node->kind != YAML_SCALAR && !form.in_flow) {
        size_t from = keep_comments_in(work, child.node, place.start, &form, out);
        keep_comments(work, from, place.end, &form, out);
    }
    bool ended = needs_line_end(value, &form);
    g_autofree char *first = g_strndup(out->str, head);
    if (head == 0)
        close_gap(work, child, &place);
    g_autofree char *lead = lead_in(child, place, head, &form);
    add_stretch(work, place.start, place.end, g_strconcat(lead, first, NULL), ended);
    if (form.in_flow)
        return;
    add_stretch(work, place.rest, place.rest_end, g_strdup(out->str + head), ended);
}

static bool
edit_takes_value(const Edit *edit)
{
    return edit != NULL && (edit->value != NULL || edit->removed);
}

/* `text: |` at the very end of a file without a line end holds none; one put behind it would give it
 * one, so its mark says that it hasn't. */
static void
seal_last_text(Work *work, const YamlNode *node)
{
    const YamlNode *leaf = last_leaf(node);
    bool replaced = edit_takes_value(splice_edit(work->splice, leaf));
    if (work->sealed || !is_block_scalar(leaf) || replaced)
        return;

    GString *mark = g_string_new(NULL);
    for (size_t at = leaf->span.start; at < leaf->span.end; at++) {
        char c = work->source->text[at];
        if (c != '+' && c != '-')
            g_string_append_c(mark, c);
    }
    g_string_append_c(mark, '-');
    add_stretch(work, leaf->span.start, leaf->span.end, g_string_free(mark, FALSE), false);
    work->sealed = true;
}

static bool
is_blank_above(const Source *source, size_t line)
{
    size_t at = line;
    at -= at > 0 && source->text[at - 1] == '\n';
    at -= at > 0 && source->text[at - 1] == '\r';
    bool broken = at < line;

    while (at > 0 && strchr(" \t", source->text[at - 1]) != NULL)
        at--;
    return broken && at > 0 && strchr("\r\n", source->text[at - 1]) != NULL;
}

/* A text under `|+` would take a blank line behind it for its own. */
static bool
keeps_blank_lines(const YamlNode *node)
{
    const YamlNode *leaf = last_leaf(node);

    return is_block_scalar(leaf) && block_lines(leaf).keeps;
}

/* Do blank lines stand between the items of a list? */
static bool
is_spaced(const YamlNode *list)
{
    const Source *source = list->span.source;
    if (yaml_child_count(list) == 1)
        return is_blank_above(source, line_start(source, child_start(yaml_child(list, 0))));

    size_t start = child_start(yaml_child(list, 1));
    size_t at = line_end(source, child_end(yaml_child(list, 0), false));
    for (; at < start; at = line_end(source, at)) {
        at += break_length(source->text + at);
        if (break_length(source->text + at + strspn(source->text + at, " \t")) > 0)
            return true;
    }
    return false;
}

static void
insert_behind(Work *work, Child child, const NewChild *item)
{
    size_t end = child_end(child, true);
    size_t at = child.parent->style == YAML_FLOW ? end : line_end(work->source, end);
    Form form = form_at(work, child, at);
    GString *out = g_string_new(NULL);

    if (form.in_flow) {
        /* A comma directly behind a colon is an error. */
        g_string_append(out, is_missing(child.node) ? " , " : ", ");
        write_child(out, item, 0, &form);
        add_stretch(work, at, at, g_string_free(out, FALSE), false);
        return;
    }
    if (at == work->source->length)
        seal_last_text(work, child.node);
    if (child.pair == NULL && is_spaced(child.parent) && !keeps_blank_lines(child.node))
        g_string_append(out, form.eol);
    g_string_append_printf(out, "%s%*s", form.eol, form.parent, "");
    write_child(out, item, form.parent, &form);
    form.parent += 2;
    add_stretch(work, at, at, g_string_free(out, FALSE), needs_line_end(item->value, &form));
}

static void
insert_before(Work *work, Child child, const NewChild *item)
{
    size_t at = child_start(child);
    Form form = form_at(work, child, at);
    GString *out = g_string_new(NULL);

    form.least = 0;
    form.no_block = work->careful;
    write_child(out, item, form.parent, &form);
    if (form.in_flow)
        g_string_append(out, ", ");
    else if (child.pair == NULL && is_spaced(child.parent))
        g_string_append(out, form.eol);
    if (!form.in_flow)
        g_string_append_printf(out, "%s%*s", form.eol, form.parent, "");
    add_stretch(work, at, at, g_string_free(out, FALSE), false);
}

/* Behind a child up to where its line ends, the line end included, unless a comment stands there. */
static size_t
remainder_end(const Source *source, size_t end)
{
    size_t rest = end + strspn(source->text + end, " \t");
    size_t length = break_length(source->text + rest);

    if (length > 0)
        return rest + length;
    return rest == source->length ? rest : 0;
}

static bool
is_removed(const Work *work, const YamlNode *node)
{
    const Edit *edit = splice_edit(work->splice, node);

    return edit != NULL && edit->removed;
}

/* Behind the comma that follows a child in brackets; its own end where none does. */
static size_t
comma_end(const Work *work, Child child)
{
    size_t end = child_end(child, false), comma = skip_gap(work->source, end);

    return work->source->text[comma] == ',' ? comma + 1 : end;
}

/* With the comma before it; where it is the first that stays with the one behind it. */
static void
remove_in_flow(Work *work, Child child)
{
    bool first = true;
    for (guint i = 0; first && i < child.index; i++)
        first = is_removed(work, yaml_child(child.parent, i).node);

    size_t start = child_start(child), end = child_end(child, false);
    if (first) {
        if (child.index + 1 < yaml_child_count(child.parent))
            end = child_start(yaml_child(child.parent, child.index + 1));
        add_stretch(work, start, end, g_strdup(""), false);
        return;
    }

    Child before = yaml_child(child.parent, child.index - 1);
    size_t behind = child_end(before, false);
    if (memchr(work->source->text + behind, '#', start - behind) != NULL) {
        add_stretch(work, start, comma_end(work, child), g_strdup(""), false);
        return;
    }
    /* A bracket directly behind a colon is an error. */
    add_stretch(work, behind, end, g_strdup(is_missing(before.node) ? " " : ""), false);
}

/* Blank lines that a text above would take for its own go with what stood between. */
static size_t
skip_blank_lines(const Source *source, size_t at, const YamlNode *above)
{
    const YamlNode *leaf = last_leaf(above);
    if (!is_block_scalar(leaf))
        return at;

    BlockLines lines = block_lines(leaf);
    bool takes = lines.keeps;
    for (size_t end = at;;) {
        size_t blanks = strspn(source->text + end, " \t");
        size_t length = break_length(source->text + end + blanks);
        bool blank = length > 0 || end + blanks == source->length;
        takes = takes || (blank && (int)blanks > lines.indent);
        end += blank ? blanks + length : 0;
        if (length == 0)
            return takes ? end : at;
    }
}

/* The comments inside a child that goes, as lines; the first begins where the child did. */
static char *
comments_of(const Work *work, Child child)
{
    const char *eol = eol_at(work->source, child_start(child));
    Form form = { .parent = column_of(work->source, child.parent->span.start), .eol = eol };
    g_autoptr(GString) out = g_string_new(NULL);

    keep_comments_in(work, child.node, empty_place(child), &form, out);
    size_t lead = strlen(eol) + (size_t)form.parent;
    return out->len > lead ? g_strdup(out->str + lead) : NULL;
}

static void
remove_in_block(Work *work, Child child)
{
    const Source *source = work->source;
    size_t start = child_start(child), end = child_end(child, true);
    size_t line = line_start(source, start), remainder = remainder_end(source, end);
    bool alone = line + strspn(source->text + line, " ") == start;
    bool last = child.index + 1 == yaml_child_count(child.parent);
    char *left = comments_of(work, child);

    if (left != NULL && remainder > 0) {
        add_stretch(work, start, end, left, false);
        return;
    }
    if (alone && remainder > 0) {
        start = line;
        end = remainder;
        if (child.index > 0)
            end = skip_blank_lines(source, end, yaml_child(child.parent, child.index - 1).node);
    } else {
        size_t next = last ? 0 : child_start(yaml_child(child.parent, child.index + 1));
        bool joins = remainder > 0 && remainder + strspn(source->text + remainder, " ") == next;
        end = joins ? next : end + strspn(source->text + end, " \t");
    }
    g_autofree char *kept = left;
    add_stretch(
        work, start, end,
        g_strconcat(kept != NULL ? kept : "", kept != NULL ? eol_at(source, start) : "", NULL),
        false);
}

static void
patch_value(Work *work, const YamlNode *scalar, const Patch *patch)
{
    Span span = text_map_span(scalar->text, patch->start, patch->end);

    add_stretch(work, span.start, span.end, g_strdup(patch->word), false);
}

static void walk(Work *work, const YamlNode *collection);

static void
make_edit(Work *work, Child child, const Edit *edit)
{
    const YamlPair *pair = child.pair;

    if (edit->key != NULL) {
        GString *key = g_string_new(NULL);
        yaml_write_word(key, edit->key);
        add_stretch(work, pair->key_span.start, pair->key_span.end, g_string_free(key, FALSE),
                    false);
    }
    if (edit->removed) {
        (child.parent->style == YAML_FLOW ? remove_in_flow : remove_in_block)(work, child);
        return;
    }
    if (edit->value != NULL) {
        replace_value(work, child, edit->value);
        return;
    }
    for (guint i = 0; edit->patches != NULL && i < edit->patches->len; i++)
        patch_value(work, child.node, &g_array_index(edit->patches, Patch, i));
    walk(work, child.node);
}

static void
insert_all(Work *work, Child child, const GPtrArray *items,
           void (*insert)(Work *, Child, const NewChild *))
{
    for (guint i = 0; items != NULL && i < items->len; i++)
        insert(work, child, g_ptr_array_index(items, i));
}

static void
walk_child(Work *work, Child child)
{
    const Edit *edit = splice_edit(work->splice, child.node);
    if (edit == NULL) {
        walk(work, child.node);
        return;
    }

    bool opened = edit->behind != NULL && child.parent->style == YAML_FLOW &&
                  child.parent->kind == YAML_MAPPING && !is_bracketed(child.parent);
    if (opened)
        add_stretch(work, child_start(child), child_start(child), g_strdup("{"), false);
    insert_all(work, child, edit->before, insert_before);
    make_edit(work, child, edit);
    insert_all(work, child, edit->behind, insert_behind);
    if (opened)
        add_stretch(work, child_end(child, false), child_end(child, false), g_strdup("}"), false);
}

/* Recursion is bounded by the nesting that yaml_parse() lets through. */
static void
walk(Work *work, const YamlNode *collection)
{
    for (guint i = 0; i < yaml_child_count(collection); i++)
        walk_child(work, yaml_child(collection, i));
}

/* The step of the first text under `|` or `>`, as the user has it. */
static int
find_step(const YamlNode *node, int depth)
{
    for (guint i = 0; i < yaml_child_count(node); i++) {
        Child child = yaml_child(node, i);
        if (is_block_scalar(child.node) && child.node->scalar[0] != '\0' && child.pair != NULL)
            return block_lines(child.node).indent - column_of(node->span.source, node->span.start);
        int step = depth > 0 ? find_step(child.node, depth - 1) : 0;
        if (step > 0)
            return step;
    }
    return 0;
}

static int
compare_stretches(gconstpointer a, gconstpointer b)
{
    const Stretch *one = a, *other = b;

    return one->start < other->start ? -1 : one->start > other->start;
}

/* The edits come in order but for texts of several lines, whose second part stands behind others. */
static void
sort_stretches(GArray *stretches)
{
    /* Stable: g_array_sort() leaves equals in any order. */
    for (guint i = 1; i < stretches->len; i++) {
        Stretch moved = g_array_index(stretches, Stretch, i);
        guint at = i;
        for (; at > 0 && compare_stretches(&g_array_index(stretches, Stretch, at - 1), &moved) > 0;
             at--)
            g_array_index(stretches, Stretch, at) = g_array_index(stretches, Stretch, at - 1);
        g_array_index(stretches, Stretch, at) = moved;
    }
}

static char *
assemble(const Work *work)
{
    const Source *source = work->source;
    g_autoptr(GString) out = g_string_new(NULL);
    size_t at = 0;
    bool ended = false;

    for (guint i = 0; i < work->stretches->len; i++) {
        const Stretch *stretch = &g_array_index(work->stretches, Stretch, i);
        if (stretch->start < at)
            return NULL;
        g_string_append_len(out, source->text + at, (gssize)(stretch->start - at));
        g_string_append(out, stretch->text);
        at = stretch->end;
        ended = stretch->ended;
    }
    if (at == source->length && ended)
        g_string_append(out, eol_at(source, at));
    g_string_append_len(out, source->text + at, (gssize)(source->length - at));
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
splice_bytes(const Splice *splice, bool careful)
{
    g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    int step = find_step(splice->root, 4);
    Work work = { .splice = splice,
                  .source = splice->source,
                  .stretches = stretches,
                  .step = step > 0 ? step : STEP,
                  .careful = careful };
    const Edit *edit = splice_edit(splice, splice->root);

    g_array_set_clear_func(stretches, stretch_clear);
    if (edit != NULL && edit->value != NULL) {
        Form form = { .in_flow = true };
        GString *out = g_string_new(NULL);
        write_value(out, edit->value, &form);
        add_stretch(&work, splice->root->span.start, splice->root->end, g_string_free(out, FALSE),
                    false);
    } else {
        walk(&work, splice->root);
    }
    sort_stretches(stretches);
    return assemble(&work);
}
