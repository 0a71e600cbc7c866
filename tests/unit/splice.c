/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Random edits of random YAML files: what comes out says what the file said, with the edits and nothing
 * else, and every comment and every byte outside the edited lines is still there.
 *
 * Files and edits come from a generator with a fixed seed. What the result should say is worked out here
 * on its own, not by the code that is tested.
 */
#include <glib.h>
#include <string.h>

#include "answers/splice.h"

enum { FILES = 8000, EDITS = 5, LEAST_EDITS = 10000 };

/* A file in the making. */
typedef struct Maker {
    GRand *random;
    GString *out;
    const char *eol;
    int comments; /* written so far: each has a number, to be found again */
    bool wild;    /* U+2028 and its like may stand in texts */
} Maker;

static int
roll(Maker *maker, int below)
{
    return g_rand_int_range(maker->random, 0, below);
}

static const char *
pick(Maker *maker, const char *const *words)
{
    return words[roll(maker, (int)g_strv_length((char **)words))];
}

static const char *const plain_words[] = { "kade", "3.5",   "é€",  "2025-05-12", "b:c", "x#y",
                                           "null", "VVD-4", "a-b", "ja",         NULL };
static const char *const rough_words[] = { "kade", "- x", "# y", "a: b", "'",  "\"",
                                           "[",    "}",   "é 😀", "  z",  "|",  "%",
                                           "@x",   "...", "---", "\\n",  "w ", NULL };

static void
put(Maker *maker, const char *text)
{
    g_string_append(maker->out, text);
}

static void
put_indent(Maker *maker, int column)
{
    g_string_append_printf(maker->out, "%*s", column, "");
}

static void
put_comment(Maker *maker)
{
    g_string_append_printf(maker->out, "#c%d;", maker->comments++);
}

/* The rest of a line: blanks, tabs, a comment; then its end. */
static void
put_rest(Maker *maker)
{
    static const char *const blanks[] = { "", "", "", " ", "  ", "\t", NULL };

    put(maker, pick(maker, blanks));
    if (roll(maker, 6) == 0) {
        put(maker, " ");
        put_comment(maker);
    }
    put(maker, maker->eol);
}

/* Lines that belong to nothing. */
static void
put_between(Maker *maker, int column)
{
    while (roll(maker, 4) == 0) {
        if (roll(maker, 2) == 0) {
            put_indent(maker, roll(maker, column + 1));
            put_comment(maker);
        } else if (roll(maker, 4) == 0) {
            put_indent(maker, roll(maker, column + 1));
        }
        put(maker, maker->eol);
    }
}

static void
put_words(Maker *maker, const char *const *words, const char *between, int count)
{
    for (int i = 0; i < count; i++) {
        put(maker, i > 0 ? between : "");
        put(maker, pick(maker, words));
    }
}

static void
put_plain(Maker *maker, int column, bool many_lines)
{
    put(maker, "w");
    put_words(maker, plain_words, " ", 1 + roll(maker, 3));
    for (int lines = many_lines ? roll(maker, 3) : 0; lines > 0; lines--) {
        put(maker, roll(maker, 4) == 0 ? maker->eol : "");
        put(maker, maker->eol);
        put_indent(maker, column + 1 + roll(maker, 3));
        put(maker, "v");
        put_words(maker, plain_words, " ", 1 + roll(maker, 3));
    }
}

static void
put_quoted(Maker *maker, int column, bool many_lines)
{
    static const char *const single[] = { "kade", "''", "#", ": ", "{", "\"", "\\", "é", NULL };
    static const char *const escaped[] = { "kade", "\\\"", "\\n",   "\\u00e9", "'",
                                           "# ",   "\\\\", "\\x41", "\\t",     NULL };
    bool twice = roll(maker, 2) == 0;

    put(maker, twice ? "\"" : "'");
    put_words(maker, twice ? escaped : single, " ", roll(maker, 4));
    for (int lines = many_lines ? roll(maker, 3) : 0; lines > 0; lines--) {
        put(maker, twice && roll(maker, 4) == 0 ? "\\" : "");
        put(maker, maker->eol);
        put_indent(maker, column + 1 + roll(maker, 3));
        put_words(maker, twice ? escaped : single, " ", 1 + roll(maker, 3));
    }
    put(maker, twice ? "\"" : "'");
}

/* A block's lines; `indent` is where they stand. */
static void
put_block_lines(Maker *maker, int indent)
{
    for (int lines = roll(maker, 5); lines > 0; lines--) {
        if (roll(maker, 5) > 0) {
            put_indent(maker, indent);
            put(maker, "x");
            put_words(maker, rough_words, " ", roll(maker, 4));
            put(maker, maker->wild && roll(maker, 20) == 0 ? "\xE2\x80\xA8y" : "");
        } else if (roll(maker, 3) == 0) {
            put_indent(maker, roll(maker, indent + 3));
        }
        put(maker, maker->eol);
    }
    for (int lines = roll(maker, 3); roll(maker, 3) == 0 && lines > 0; lines--) {
        put_indent(maker, roll(maker, 2) * roll(maker, indent + 1));
        put(maker, maker->eol);
    }
}

static void
put_block(Maker *maker, int column)
{
    static const char *const chomps[] = { "", "", "", "-", "+", NULL };
    int step = 1 + roll(maker, 4);
    bool numbered = roll(maker, 4) == 0, first = roll(maker, 2) == 0;
    const char *chomp = pick(maker, chomps);

    put(maker, roll(maker, 2) == 0 ? "|" : ">");
    put(maker, first ? chomp : "");
    if (numbered)
        g_string_append_printf(maker->out, "%d", step);
    put(maker, first ? "" : chomp);
    put_rest(maker);
    if (roll(maker, 8) > 0) {
        put_indent(maker, column + step + (numbered ? roll(maker, 3) : 0));
        put(maker, "x ");
        put_words(maker, rough_words, " ", 1 + roll(maker, 4));
        put(maker, maker->eol);
    }
    put_block_lines(maker, column + step);
}

static void
put_flow_value(Maker *maker, int depth)
{
    int kind = roll(maker, depth > 0 ? 6 : 4);

    if (kind < 2) {
        put(maker, "w");
        put_words(maker, (const char *const[]){ "kade", "é", "VVD-4", "3.5", NULL }, " ",
                  1 + roll(maker, 3));
    } else if (kind < 4) {
        put_quoted(maker, 0, false);
    } else {
        int count = roll(maker, 4);
        bool map = kind == 5;
        put(maker, map ? "{" : "[");
        for (int i = 0; i < count; i++) {
            put(maker, i > 0 ? ", " : "");
            if (map)
                g_string_append_printf(maker->out, "k%d", i);
            put(maker, map ? ": " : "");
            if (!map || roll(maker, 6) > 0)
                put_flow_value(maker, depth - 1);
        }
        put(maker, count > 0 && roll(maker, 5) == 0 ? ", " : "");
        put(maker, map ? "}" : "]");
    }
}

static void put_mapping(Maker *maker, int column, int depth);

static void
put_list(Maker *maker, int column, int depth)
{
    for (int items = 1 + roll(maker, 3); items > 0; items--) {
        int kind = roll(maker, depth > 0 ? 7 : 5);
        put_between(maker, column);
        put_indent(maker, column);
        put(maker, "-");
        if (kind == 0) {
            put(maker, roll(maker, 2) == 0 ? " " : "");
        } else if (kind < 5) {
            put(maker, " ");
            if (kind == 1)
                put_plain(maker, column, true);
            else if (kind == 2)
                put_quoted(maker, column, true);
            else if (kind == 3)
                put_flow_value(maker, 2);
        } else {
            bool beside = roll(maker, 3) > 0;
            int gap = 1 + roll(maker, 3);
            if (beside)
                put_indent(maker, gap);
            else
                put_rest(maker);
            GString *whole = maker->out;
            g_autoptr(GString) inner = maker->out = g_string_new(NULL);
            put_mapping(maker, column + 1 + gap, depth - 1);
            maker->out = whole;
            size_t skipped = beside ? strspn(inner->str, " ") : 0;
            put(maker, inner->str + skipped);
            continue;
        }
        if (kind == 4)
            put_block(maker, column);
        else
            put_rest(maker);
    }
}

static void
put_pair_value(Maker *maker, int column, int depth)
{
    int kind = roll(maker, depth > 0 ? 8 : 6);

    if (kind == 5) {
        put(maker, " ");
        put_block(maker, column);
        return;
    }
    if (kind >= 6) {
        put_rest(maker);
        if (kind == 6)
            put_list(maker, column + roll(maker, 4), depth - 1);
        else
            put_mapping(maker, column + 1 + roll(maker, 4), depth - 1);
        return;
    }
    put(maker, kind > 0 ? pick(maker, (const char *const[]){ " ", " ", "  ", "\t", NULL }) : "");
    if (kind == 1)
        put_plain(maker, column, true);
    else if (kind == 2)
        put_quoted(maker, column, true);
    else if (kind == 3)
        put_flow_value(maker, 2);
    else if (kind == 4)
        put(maker, pick(maker, (const char *const[]){ "~", "null", "12", NULL }));
    put_rest(maker);
}

static void
put_mapping(Maker *maker, int column, int depth)
{
    int count = 1 + roll(maker, 4);

    for (int i = 0; i < count; i++) {
        if (i > 0)
            put_between(maker, column);
        put_indent(maker, column);
        g_string_append_printf(maker->out, roll(maker, 6) == 0 ? "\"k%d\"%s:" : "k%d%s:", i,
                               roll(maker, 6) == 0 ? " " : "");
        put_pair_value(maker, column, depth);
    }
}

static char *
make_file(GRand *random, int *ret_comments)
{
    static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\r", NULL };
    Maker maker = { .random = random, .out = g_string_new(NULL) };

    maker.eol = pick(&maker, ends);
    maker.wild = roll(&maker, 5) == 0;
    put_between(&maker, 0);
    put(&maker, roll(&maker, 8) == 0 ? "---" : "");
    if (maker.out->len > 0 && g_str_has_suffix(maker.out->str, "---"))
        put_rest(&maker);
    put_mapping(&maker, 0, 3);
    if (roll(&maker, 3) == 0)
        g_string_truncate(maker.out, maker.out->len - strlen(maker.eol));
    *ret_comments = maker.comments;
    return g_string_free(maker.out, FALSE);
}

/* One edit that was asked for. */
typedef struct Wish {
    const YamlNode *node;
    enum { REPLACE, RENAME, REMOVE, BEFORE, BEHIND, PATCH } kind;
    YamlNode *value; /* owned copy of what was asked for; NULL */
    size_t at;       /* PATCH: a character of the value that gave way to "Z" */
} Wish;

typedef struct Place {
    const YamlNode *parent, *node;
} Place;

static void
list_places(const YamlNode *collection, GArray *places)
{
    for (guint i = 0; collection->items != NULL && i < collection->items->len; i++) {
        Place place = { collection, g_ptr_array_index(collection->items, i) };
        g_array_append_val(places, place);
        list_places(place.node, places);
    }
    for (guint i = 0; collection->pairs != NULL && i < collection->pairs->len; i++) {
        Place place = { collection, ((YamlPair *)g_ptr_array_index(collection->pairs, i))->value };
        g_array_append_val(places, place);
        list_places(place.node, places);
    }
}

static YamlNode *
copy_node(const YamlNode *node)
{
    if (node->kind == YAML_SCALAR)
        return yaml_text_new(node->style == YAML_PLAIN ? NULL : node->scalar);

    YamlNode *copy = yaml_collection_new(node->kind, node->style);
    for (guint i = 0; node->items != NULL && i < node->items->len; i++)
        yaml_add(copy, NULL, copy_node(g_ptr_array_index(node->items, i)));
    for (guint i = 0; node->pairs != NULL && i < node->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(node->pairs, i);
        yaml_add(copy, pair->key, copy_node(pair->value));
    }
    return copy;
}

static char *
make_text(Maker *maker)
{
    static const char *const lines[] = { "",      "",       "Een regel.", "  ingesprongen", "\ttab",
                                         "# kop", "- punt", "1. a: b",    "spatie ",        "‘é’ 😀",
                                         "   ",   "---",    NULL };
    static const char *const words[] = {
        "draft", "PVV-1", "it's", "a: b",         "#x", "null", "",    " x",   "x ",
        "1,2",   "[a]",   "a\tb", "\xE2\x80\xA8", "\r", "'",    "yes", "a:?b", NULL
    };
    GString *out = g_string_new(NULL);

    if (roll(maker, 2) == 0) {
        for (int count = 1 + roll(maker, 4); count > 0; count--) {
            g_string_append(out, pick(maker, lines));
            g_string_append(out, count > 1 || roll(maker, 4) > 0 ? "\n" : "");
        }
    } else if (roll(maker, 4) == 0) {
        for (int count = 15 + roll(maker, 10); count > 0; count--)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", pick(maker, plain_words));
    } else {
        g_string_append(out, pick(maker, words));
    }
    return g_string_free(out, FALSE);
}

static YamlNode *
make_value(Maker *maker, int depth)
{
    int kind = roll(maker, depth > 0 ? 9 : 6);
    g_autofree char *text = make_text(maker);

    if (kind == 0)
        return yaml_text_new(NULL);
    if (kind < 6)
        return yaml_text_new(text);

    bool map = kind == 8;
    YamlNode *value = yaml_collection_new(map ? YAML_MAPPING : YAML_SEQUENCE,
                                          roll(maker, 2) == 0 ? YAML_BLOCK : YAML_FLOW);
    for (int count = roll(maker, 4); count > 0; count--) {
        g_autofree char *key = g_strdup_printf("n%d", count);
        yaml_add(value, map ? key : NULL, make_value(maker, depth - 1));
    }
    return value;
}

static void
wish_clear(gpointer data)
{
    yaml_node_free(((Wish *)data)->value);
}

static bool
is_touched(const GArray *wishes, const YamlNode *node)
{
    for (guint i = 0; i < wishes->len; i++) {
        if (g_array_index(wishes, Wish, i).node == node)
            return true;
    }
    return false;
}

/* Below a node that goes nothing is asked for. */
static bool
is_free(const GArray *wishes, const YamlNode *root, const YamlNode *node)
{
    if (is_touched(wishes, node))
        return false;

    g_autoptr(GArray) below = g_array_new(FALSE, FALSE, sizeof(Place));
    list_places(node, below);
    for (guint i = 0; i < below->len; i++) {
        if (is_touched(wishes, g_array_index(below, Place, i).node))
            return false;
    }
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Place));
    list_places(root, all);
    for (guint i = 0; i < all->len; i++) {
        const Place *place = &g_array_index(all, Place, i);
        if (place->node == node && place->parent != root)
            return !is_touched(wishes, place->parent) && is_free(wishes, root, place->parent);
    }
    return true;
}

static void
ask(Maker *maker, Splice *splice, const Place *place, bool may_remove, GArray *wishes)
{
    Wish wish = { .node = place->node, .kind = roll(maker, 6) };
    const char *key = place->parent->kind == YAML_MAPPING ? "nieuw" : NULL;
    size_t length = place->node->kind == YAML_SCALAR ? strlen(place->node->scalar) : 0;

    if ((wish.kind == RENAME && key == NULL) || (wish.kind == REMOVE && !may_remove))
        wish.kind = REPLACE;
    if (wish.kind == PATCH && length == 0)
        wish.kind = BEHIND;
    if (wish.kind == PATCH) {
        wish.at = (size_t)roll(maker, (int)length);
        while ((place->node->scalar[wish.at] & 0xC0) == 0x80)
            wish.at--;
        const char *next = g_utf8_next_char(place->node->scalar + wish.at);
        splice_patch(splice, place->node, wish.at, (size_t)(next - place->node->scalar), "Z");
    } else if (wish.kind == REMOVE) {
        splice_remove(splice, place->node);
    } else {
        YamlNode *value = make_value(maker, 2);
        wish.value = copy_node(value);
        if (wish.kind == REPLACE)
            splice_replace(splice, place->node, value);
        else if (wish.kind == RENAME)
            splice_rename(splice, place->node, key, value);
        else
            splice_insert(splice, place->node, wish.kind == BEFORE ? SPLICE_BEFORE : SPLICE_BEHIND,
                          key, value);
    }
    g_array_append_val(wishes, wish);
}

static void tell(const YamlNode *node, const GArray *wishes, GString *out);

static void
tell_child(const char *key, const YamlNode *node, const GArray *wishes, GString *out)
{
    const Wish *wish = NULL;
    for (guint i = 0; wishes != NULL && i < wishes->len; i++) {
        if (g_array_index(wishes, Wish, i).node == node)
            wish = &g_array_index(wishes, Wish, i);
    }
    if (wish != NULL && wish->kind == BEFORE)
        tell_child(key != NULL ? "nieuw" : NULL, wish->value, NULL, out);
    if (wish == NULL || wish->kind != REMOVE) {
        g_string_append_printf(out, "(%s ",
                               key == NULL                            ? ""
                               : wish != NULL && wish->kind == RENAME ? "nieuw"
                                                                      : key);
        if (wish != NULL && (wish->kind == REPLACE || wish->kind == RENAME))
            tell(wish->value, NULL, out);
        else if (wish != NULL && wish->kind == PATCH)
            g_string_append_printf(out, "<%.*sZ%s>", (int)wish->at, node->scalar,
                                   g_utf8_next_char(node->scalar + wish->at));
        else
            tell(node, wishes, out);
        g_string_append_c(out, ')');
    }
    if (wish != NULL && wish->kind == BEHIND)
        tell_child(key != NULL ? "nieuw" : NULL, wish->value, NULL, out);
}

/* What a tree says, with wishes granted. */
static void
tell(const YamlNode *node, const GArray *wishes, GString *out)
{
    if (node->kind == YAML_SCALAR) {
        g_string_append_printf(out, yaml_is_empty(node) ? "-" : "<%s>", node->scalar);
        return;
    }
    g_string_append_c(out, node->kind == YAML_SEQUENCE ? '[' : '{');
    for (guint i = 0; node->items != NULL && i < node->items->len; i++)
        tell_child(NULL, g_ptr_array_index(node->items, i), wishes, out);
    for (guint i = 0; node->pairs != NULL && i < node->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(node->pairs, i);
        tell_child(pair->key, pair->value, wishes, out);
    }
}

static void
fail(const char *before, const char *after, const GArray *wishes, const char *why)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < wishes->len; i++) {
        const Wish *wish = &g_array_index(wishes, Wish, i);
        g_string_append_printf(text, "wish %d at byte %zu: ", wish->kind, wish->node->span.start);
        if (wish->value != NULL)
            tell(wish->value, NULL, text);
        g_string_append_c(text, '\n');
    }
    g_error("%s\n--- before\n%s\n--- after\n%s\n--- wishes\n%s", why, before, after, text->str);
}

static void
check_comments(const char *before, const char *after, int comments, const GArray *wishes)
{
    for (int i = 0; i < comments; i++) {
        g_autofree char *comment = g_strdup_printf("#c%d;", i);
        const char *found = strstr(after, comment);
        if (found == NULL || strstr(found + 1, comment) != NULL)
            fail(before, after, wishes, comment);
    }
}

/* Lines that hold no part of what was edited are all there, in order. */
static void
check_lines(const char *before, const char *after, const GArray *wishes)
{
    const Wish *wish = &g_array_index(wishes, Wish, 0);
    size_t start = wish->node->span.start, end = wish->node->end, same = 0, length = strlen(before);
    if (wishes->len != 1 || wish->kind == REMOVE)
        return;

    while (same < length && before[same] == after[same])
        same++;
    size_t other = strlen(after), tail = 0;
    while (tail < MIN(length, other) && before[length - 1 - tail] == after[other - 1 - tail])
        tail++;
    /* A key before the value, or the mark of a text that ended the file, may have given way. */
    size_t from = start;
    while (from > 0 && strchr("\r\n", before[from - 1]) == NULL)
        from--;
    bool below = wish->node->style == YAML_BLOCK; /* its key or dash */
    if (wish->kind == BEFORE || wish->kind == RENAME || end == length || below)
        from = 0;
    end += strcspn(before + end, "\r\n");
    if (same < from || tail + end < length)
        fail(before, after, wishes, "a byte elsewhere changed");
}

/* Asks for some edits, on different branches of the tree; a removal stays alone. */
static void
ask_some(Maker *maker, Splice *splice, const YamlNode *root, GArray *wishes)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    list_places(root, places);

    for (int i = 1 + roll(maker, EDITS); i > 0; i--) {
        const Place *place = &g_array_index(places, Place, (guint)roll(maker, (int)places->len));
        const YamlNode *parent = place->parent;
        guint count = parent->kind == YAML_MAPPING ? parent->pairs->len : parent->items->len;
        if (is_free(wishes, root, place->node))
            ask(maker, splice, place, count > 1 && wishes->len == 0, wishes);
        if (wishes->len > 0 && g_array_index(wishes, Wish, 0).kind == REMOVE)
            return;
    }
}

/* How many edits were made; 0 where what the generator wrote is no YAML. */
static guint
test_file(GRand *random)
{
    Maker maker = { .random = random };
    int comments;
    g_autofree char *text = make_file(random, &comments);
    g_autoptr(Source) source = source_new("x.yaml", g_strdup(text), strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
    if (root == NULL)
        return 0;

    g_autoptr(Splice) splice = splice_new(source, root);
    g_autoptr(GArray) wishes = g_array_new(FALSE, FALSE, sizeof(Wish));
    g_array_set_clear_func(wishes, wish_clear);
    ask_some(&maker, splice, root, wishes);

    g_autoptr(GError) error = NULL;
    g_autofree char *after = splice_text(splice, &error);
    if (after == NULL)
        fail(text, error->message, wishes, "no result");
    g_autoptr(Source) result = source_new("y.yaml", g_strdup(after), strlen(after));
    g_autoptr(YamlNode) tree = yaml_parse(result, diags, NULL);
    g_autoptr(GString) wanted = g_string_new(NULL), told = g_string_new(NULL);
    tell(root, wishes, wanted);
    tell(tree, NULL, told);
    if (strcmp(wanted->str, told->str) != 0)
        fail(text, after, wishes, "it says something else");
    if (g_array_index(wishes, Wish, 0).kind != REMOVE)
        check_comments(text, after, comments, wishes);
    check_lines(text, after, wishes);
    return wishes->len;
}

static void
test_random(void)
{
    GRand *random = g_rand_new_with_seed(8);
    guint edits = 0;

    for (int i = 0; i < FILES; i++)
        edits += test_file(random);
    g_rand_free(random);
    g_assert_cmpuint(edits, >, LEAST_EDITS);
}

/* The value of `a` replaced; what a user would have written by hand. */
static const struct {
    const char *before, *value, *after;
} rows[] = {
    { "a: draft # nog lezen\nb: c\n", "review", "a: review # nog lezen\nb: c\n" },
    { "a: 'draft'", "review", "a: 'review'" },
    { "a:\t# leeg\nb: c\n", "review", "a: review\t# leeg\nb: c\n" },
    { "{a: draft, b: c}", "review, of toch", "{a: 'review, of toch', b: c}" },
    { "{a, b: c}", "x", "{a: x, b: c}" },
    { "a: |  # antwoord\n    Een.\n\n\n# einde\n", "Twee.\n\n  Drie.\n",
      "a: |  # antwoord\n    Twee.\n\n      Drie.\n\n\n# einde\n" },
    { "a: |\r\n  Een.\r\nb: c", "Twee.\nDrie.\n", "a: |\r\n  Twee.\r\n  Drie.\r\nb: c" },
    { "a: |\n  Een.", "Twee.\n", "a: |\n  Twee.\n" },
    { "a: |+2\n    Een.\n\nb: c\n", "Twee.\n", "a: |\n  Twee.\n\nb: c\n" },
    { "a: |2-\n    Een.\nb: c\n", " Twee.", "a: |2-\n   Twee.\nb: c\n" },
    { "a: \"een\n  twee\" # x\n", "Drie.\nVier.\n", "a: | # x\n  Drie.\n  Vier.\n" },
    { "a:\n      # volgt\nb: c\n", "Een.\nTwee.\n",
      "a: |\n       Een.\n       Twee.\n      # volgt\nb: c\n" },
    { "a: >-\n   een twee\n   drie\n", "vier vijf", "a: >-\n   vier vijf\n" },
    { "a: x\n", "null", "a: 'null'\n" },
    { "a: x\n", "een\xC2\x85twee\n", "a: \"een\\U00000085twee\\n\"\n" },
};

static void
test_forms(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Source) source =
            source_new("x.yaml", g_strdup(rows[i].before), strlen(rows[i].before));
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
        g_autoptr(Splice) splice = splice_new(source, root);
        g_assert_true(splice_is_empty(splice));
        splice_set(splice, root, "a", yaml_text_new(rows[i].value), NULL);
        g_autofree char *after = splice_text(splice, NULL);
        g_assert_cmpstr(after, ==, rows[i].after);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/splice/forms", test_forms);
    g_test_add_func("/splice/random", test_random);
    return g_test_run();
}
