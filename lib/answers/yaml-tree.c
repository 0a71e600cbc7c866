/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * YAML text to a tree in which every node knows its place.
 *
 * In: a Source. Out: YamlNodes with byte spans, and for each scalar a TextMap (yaml-scalar.c), so
 * that a finding about a word inside an answer can be given at that word.
 *
 * Only libyaml's events are used. yaml_parser_load() has no limit on nesting (26.9 s for 100 KB of
 * `[`, version 0.2.5), resolves aliases and drops duplicate keys in silence. Here the depth is
 * counted on the events, with an own stack instead of recursion, and reading stops at the first
 * level too many; aliases, anchors, tags and second documents end it at their place.
 *
 * libyaml's marks count characters, not bytes, and its lines also end at U+0085, U+2028 and U+2029,
 * which neither editors nor Source count. So only `mark.index` is used: events come in order of
 * their place, which makes its way to bytes one walk over the text.
 *
 * Tried and dropped: libfyaml, whose comment mode moves comments into answers (ecosystem.md 0.3).
 */
#include "answers/yaml-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

#include "answers/yaml-tree-private.h"
#include "base/failure.h"

/* Half a kilobyte is kept of a value: its text, and where each byte of it stands. */
enum { DEPTH_MAX = 64, SIZE_MAX_MIB = 32, VALUES_MAX = 800 * 1000 };

/* A collection that is still open. */
typedef struct Level {
    YamlNode *node;
    GHashTable *keys; /* of a mapping: key → YamlPair, borrowed; NULL in a sequence */
    YamlPair *pair;   /* of a mapping: the pair that waits for its value, else NULL */
} Level;

typedef struct Builder {
    Source *source;
    Diags *diags;
    yaml_parser_t parser;
    Level levels[DEPTH_MAX];
    int depth;
    YamlNode *root;
    int values;
    size_t characters, bytes; /* the mark last converted, from which the next walk starts */
} Builder;

YamlPair *
yaml_pair_new(char *key, Span span)
{
    YamlPair *pair = g_new0(YamlPair, 1);
    pair->key = key;
    pair->key_span = span;
    return pair;
}

static void
pair_free(gpointer data)
{
    YamlPair *pair = data;

    g_free(pair->key);
    yaml_node_free(pair->value);
    g_free(pair);
}

static void
item_free(gpointer data)
{
    yaml_node_free(data);
}

/* Recursion is bounded by the nesting that yaml_parse() lets through. */
void
yaml_node_free(YamlNode *node)
{
    if (node == NULL)
        return;

    g_free(node->scalar);
    text_map_free(node->text);
    if (node->items != NULL)
        g_ptr_array_unref(node->items);
    if (node->pairs != NULL)
        g_ptr_array_unref(node->pairs);
    g_free(node);
}

YamlNode *
yaml_node_new(YamlKind kind, Span span)
{
    YamlNode *node = g_new0(YamlNode, 1);
    node->kind = kind;
    node->span = span;
    if (kind == YAML_SEQUENCE)
        node->items = g_ptr_array_new_with_free_func(item_free);
    if (kind == YAML_MAPPING)
        node->pairs = g_ptr_array_new_with_free_func(pair_free);
    return node;
}

static size_t
mark_offset(Builder *builder, size_t index)
{
    if (index < builder->characters) {
        builder->characters = 0;
        builder->bytes = 0;
    }

    size_t left = builder->source->length - builder->bytes;
    builder->bytes +=
        utf8_offset(builder->source->text + builder->bytes, left, index - builder->characters);
    builder->characters = index;
    return builder->bytes;
}

static Span
event_span(Builder *builder, const yaml_event_t *event)
{
    size_t start = mark_offset(builder, event->start_mark.index);
    size_t end = mark_offset(builder, event->end_mark.index);

    return span_new(builder->source, start, end);
}

static bool
fail(Builder *builder, const yaml_event_t *event, const char *message, GError **error)
{
    failure_set_span(error, DIAG_BAD_YAML, event_span(builder, event), "%s", message);
    return false;
}

/* Ends with false where the event has an anchor or a tag: neither is read. */
static bool
check_properties(Builder *builder, const yaml_event_t *event, const yaml_char_t *anchor,
                 const yaml_char_t *tag, GError **error)
{
    if (anchor != NULL)
        return fail(builder, event,
                    _("anchors (&name) aren't read; write the value out where it is needed"),
                    error);
    if (tag != NULL)
        return fail(builder, event,
                    _("tags (!name) aren't read; put a value that begins with ! in quotation "
                      "marks"),
                    error);
    return true;
}

static void
add_key(Builder *builder, Level *level, char *key, Span span)
{
    YamlPair *pair = yaml_pair_new(key, span);
    g_ptr_array_add(level->node->pairs, pair);
    level->pair = pair;

    const YamlPair *first = g_hash_table_lookup(level->keys, key);
    if (first == NULL) {
        g_hash_table_insert(level->keys, pair->key, pair);
        return;
    }
    pair->repeated = true;
    Diag *diag =
        diags_add(builder->diags, DIAG_DUPLICATE_KEY, span, NULL,
                  _("the key \"%s\" stands twice, skipping this one; remove one of them"), key);
    diag_relate(diag, first->key_span, _("the first stands here"));
}

static bool
count_value(Builder *builder, const yaml_event_t *event, GError **error)
{
    if (++builder->values <= VALUES_MAX)
        return true;
    failure_set_span(error, DIAG_OVER_LIMIT, event_span(builder, event),
                     _("there are more than %d values, the limit for one file; divide the answers "
                       "over several files"),
                     VALUES_MAX);
    return false;
}

/* Gives a finished or just opened node its place in the tree. */
static void
attach(Builder *builder, YamlNode *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }

    Level *level = &builder->levels[builder->depth - 1];
    if (level->node->kind == YAML_SEQUENCE) {
        g_ptr_array_add(level->node->items, node);
        return;
    }
    level->pair->value = node;
    level->pair = NULL;
}

static bool
expects_key(const Builder *builder)
{
    if (builder->depth == 0)
        return false;

    const Level *level = &builder->levels[builder->depth - 1];
    return level->node->kind == YAML_MAPPING && level->pair == NULL;
}

static YamlStyle
scalar_style(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return YAML_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return YAML_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
        return YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return YAML_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        return YAML_PLAIN;
    }
    g_assert_not_reached();
}

static bool
add_scalar(Builder *builder, const yaml_event_t *event, GError **error)
{
    if (!check_properties(builder, event, event->data.scalar.anchor, event->data.scalar.tag, error))
        return false;

    Span span = event_span(builder, event);
    const char *value = (const char *)event->data.scalar.value;
    if (strlen(value) != event->data.scalar.length)
        return fail(builder, event, _("the value holds a NUL character (\\0); take it out"), error);
    if (expects_key(builder)) {
        add_key(builder, &builder->levels[builder->depth - 1], g_strdup(value), span);
        return true;
    }

    YamlNode *node = yaml_node_new(YAML_SCALAR, span);
    node->scalar = g_strdup(value);
    node->style = scalar_style(event->data.scalar.style);
    node->end = span.end;
    node->text = yaml_scalar_map(span, value, event->data.scalar.style);
    node->span.end = yaml_scalar_end(span, event->data.scalar.style);
    attach(builder, node);
    return true;
}

static bool
is_flow(const yaml_event_t *event)
{
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    return event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
}

static bool
open_collection(Builder *builder, const yaml_event_t *event, YamlKind kind, GError **error)
{
    if (expects_key(builder))
        return fail(builder, event,
                    _("a key must be a plain word; put a key that begins with [ or { in quotation "
                      "marks"),
                    error);
    if (builder->depth == DEPTH_MAX) {
        failure_set_span(error, DIAG_OVER_LIMIT, event_span(builder, event),
                         _("lists and mappings are nested deeper than %d levels; take the nesting "
                           "out"),
                         DEPTH_MAX);
        return false;
    }

    YamlNode *node = yaml_node_new(kind, event_span(builder, event));
    node->style = is_flow(event) ? YAML_FLOW : YAML_BLOCK;
    attach(builder, node);
    GHashTable *keys = kind == YAML_MAPPING ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
    builder->levels[builder->depth++] = (Level){ .node = node, .keys = keys };
    return true;
}

static void
drop_level(Builder *builder)
{
    Level *level = &builder->levels[--builder->depth];

    g_clear_pointer(&level->keys, g_hash_table_unref);
}

static void
close_collection(Builder *builder, const yaml_event_t *event)
{
    builder->levels[builder->depth - 1].node->end = mark_offset(builder, event->end_mark.index);
    drop_level(builder);
}

static bool
open_document(Builder *builder, const yaml_event_t *event, GError **error)
{
    if (builder->root != NULL)
        return fail(builder, event, _("a second document begins here; put it in a file of its own"),
                    error);
    if (event->data.document_start.tag_directives.start !=
        event->data.document_start.tag_directives.end)
        return fail(builder, event, _("%TAG isn't read; take the line out"), error);
    return true;
}

static bool
take_event(Builder *builder, const yaml_event_t *event, GError **error)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return open_document(builder, event, error);
    case YAML_ALIAS_EVENT:
        return fail(builder, event,
                    _("aliases (*name) aren't read; put a value that begins with * in quotation "
                      "marks"),
                    error);
    case YAML_SCALAR_EVENT:
        return (expects_key(builder) || count_value(builder, event, error)) &&
               add_scalar(builder, event, error);
    case YAML_SEQUENCE_START_EVENT:
        return count_value(builder, event, error) &&
               check_properties(builder, event, event->data.sequence_start.anchor,
                                event->data.sequence_start.tag, error) &&
               open_collection(builder, event, YAML_SEQUENCE, error);
    case YAML_MAPPING_START_EVENT:
        return count_value(builder, event, error) &&
               check_properties(builder, event, event->data.mapping_start.anchor,
                                event->data.mapping_start.tag, error) &&
               open_collection(builder, event, YAML_MAPPING, error);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(builder, event);
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    }
    g_assert_not_reached();
}

/*
 * libyaml's words for what people get wrong most, and ours. Where it says "mapping values" people
 * see a colon.
 */
static const struct {
    const char *problem, *message;
} problem_rows[] = {
    { "mapping values are not allowed in this context",
      N_("there is a colon too many, or the line is indented wrongly; put a text with a colon in "
         "quotation marks or under `|`") },
    { "did not find expected key", N_("a key is expected here; line it up with the keys above, and "
                                      "indent text under `|` further "
                                      "than its key") },
    { "did not find expected '-' indicator",
      N_("a list item is expected here; line its `-` up with the one above") },
    { "block sequence entries are not allowed in this context",
      N_("a list can't begin on this line; put its `-` on a line of its own") },
    { "found character that cannot start any token",
      N_("a value can't begin with this character; indent with spaces instead of tabs, and put "
         "values that begin with @, ` or % in quotation marks") },
    { "found a tab character where an indentation space is expected",
      N_("there is a tab in the indentation; indent with spaces") },
    { "could not find expected ':'",
      N_("a colon is missing behind the key, or text is indented less than the lines above it") },
    { "found unexpected end of stream",
      N_("a quotation mark that was opened is never closed; close it") },
    { "did not find expected node content",
      N_("a value is expected here; close the bracket that is open, or fill the value in") },
    { "did not find expected ',' or ']'", N_("a bracket [ was opened but not closed; add ]") },
    { "did not find expected ',' or '}'", N_("a brace { was opened but not closed; add }") },
    { "found unknown escape character",
      N_("the backslash means nothing here; write \\\\, or use single quotation marks") },
    { "did not find expected <document start>", N_("the text above was complete, and this doesn't "
                                                   "belong to it; take it out, or put the whole "
                                                   "value in quotation marks") },
    { "found invalid Unicode character escape code",
      N_("the escape stands for no character; write the character itself") },
    { "could not find expected directive name",
      N_("a line can't begin with %; put a value that begins so in quotation marks") },
    { "control characters are not allowed",
      N_("there is a control character here that YAML forbids; take it out") },
};

static const char *
problem_message(const char *problem)
{
    for (size_t i = 0; i < G_N_ELEMENTS(problem_rows); i++)
        if (g_strcmp0(problem, problem_rows[i].problem) == 0)
            return _(problem_rows[i].message);
    return NULL;
}

static void
fail_parser(Builder *builder, GError **error)
{
    const yaml_parser_t *parser = &builder->parser;
    /* A character that can't be read at all has no mark yet, but a byte offset. */
    size_t offset = parser->error == YAML_READER_ERROR
                        ? MIN(parser->problem_offset, builder->source->length)
                        : mark_offset(builder, parser->problem_mark.index);
    Span span = span_new(builder->source, offset, offset);
    const char *message = problem_message(parser->problem);

    if (message != NULL)
        failure_set_span(error, DIAG_BAD_YAML, span, "%s", message);
    else
        failure_set_span(error, DIAG_BAD_YAML, span, _("this is no YAML (%s); mend it here"),
                         parser->problem != NULL ? parser->problem : "?");
}

static bool
read_events(Builder *builder, GError **error)
{
    bool ended = false;

    while (!ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder->parser, &event)) {
            fail_parser(builder, error);
            return false;
        }
        bool taken = take_event(builder, &event, error);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (!taken)
            return false;
    }
    return true;
}

YamlNode *
yaml_parse(Source *source, Diags *diags, GError **error)
{
    if (source->length > (size_t)SIZE_MAX_MIB * 1024 * 1024) {
        failure_set(error, DIAG_OVER_LIMIT, source->name, 0, 0,
                    _("the file is larger than %d MiB; divide the answers over several files"),
                    SIZE_MAX_MIB);
        return NULL;
    }

    Builder builder = { .source = source, .diags = diags };
    if (!yaml_parser_initialize(&builder.parser))
        g_error("libyaml can't get memory");
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)source->text,
                                 source->length);
    bool complete = read_events(&builder, error);
    yaml_parser_delete(&builder.parser);
    while (builder.depth > 0)
        drop_level(&builder);

    if (!complete)
        g_clear_pointer(&builder.root, yaml_node_free);
    return builder.root;
}

const YamlPair *
yaml_pair(const YamlNode *mapping, const char *key)
{
    for (guint i = 0; mapping->pairs != NULL && i < mapping->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(mapping->pairs, i);
        if (strcmp(pair->key, key) == 0)
            return pair;
    }
    return NULL;
}

const YamlNode *
yaml_get(const YamlNode *mapping, const char *key)
{
    const YamlPair *pair = yaml_pair(mapping, key);

    return pair != NULL ? pair->value : NULL;
}

bool
yaml_is_empty(const YamlNode *node)
{
    static const char *const nothing[] = { "", "~", "null", "Null", "NULL", NULL };

    if (node == NULL)
        return true;
    if (node->kind != YAML_SCALAR)
        return false;
    return node->scalar[0] == '\0' ||
           (node->style == YAML_PLAIN && g_strv_contains(nothing, node->scalar));
}

Span
yaml_value_span(const YamlPair *pair)
{
    return yaml_is_empty(pair->value) ? pair->key_span : pair->value->span;
}

const char *
yaml_library_version(void)
{
    return yaml_get_version_string();
}
