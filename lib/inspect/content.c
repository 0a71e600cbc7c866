/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: a page. Out: what it says, mark by mark and in the order of painting, and what is painted outside of marks (ISO
 * 32000-1, 8, 9 and 14.6).
 *
 * Words are parted as in every reader: by a space, or by white that is as wide as one. So the pen is followed, in the
 * page's space, by the widths that fonts give. Clipping, colour and vertical writing are not.
 */
#include "inspect/content-private.h"

#include <math.h>
#include <string.h>

#include "inspect/font-text-private.h"
#include "inspect/tokens-private.h"

enum {
    DEPTH_MAX = 64,              /* of q, of marks, and of forms in forms */
    OPERANDS_MAX = 100000,       /* of one operator */
    TEXT_MAX = 16 * 1024 * 1024, /* characters of all pages */
    FORMS_MAX = 20000
};

typedef struct Matrix {
    double a, b, c, d, e, f;
} Matrix;

/* A mark that is open. */
typedef struct OpenMark {
    Mark *mark; /* NULL: it has no number, or is an artifact */
    bool artifact;
    char *actual;    /* what it says instead of its glyphs; NULL */
    bool has_spoken; /* it was put down */
} OpenMark;

typedef struct Graphics {
    Matrix place;
    const FontText *font;
    double size, character_space, word_space, leading, stretch;
} Graphics;

typedef struct Interpreter {
    Contents *contents;
    int page;
    GString *text;
    GArray *marks; /* OpenMark */
    GArray *saved; /* Graphics */
    Graphics graphics;
    Matrix line, pen;
    bool has_last;
    bool has_hyphen;       /* that glyph is decoration: a hyphen at a line's end, within a word */
    double last_x, last_y; /* where the glyph before ended */
} Interpreter;

/* One stream: the page's own, or a form's. */
typedef struct Scope {
    const Object *resources;
    int owner; /* whose numbers its marks have */
    int depth;
    Tokens tokens;
    GArray *operands; /* Token */
} Scope;

static void
mark_free(gpointer data)
{
    Mark *mark = data;
    g_string_free(mark->text, TRUE);
    g_free(mark);
}

static void
string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

Contents *
contents_new(void)
{
    Contents *contents = g_new0(Contents, 1);
    contents->marks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, mark_free);
    contents->pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
    contents->pages = g_ptr_array_new_with_free_func(string_free);
    contents->unmarked = g_array_new(FALSE, FALSE, sizeof(guint));
    contents->fonts = g_hash_table_new_full(NULL, NULL, NULL, font_text_free);
    contents->own_fonts = g_ptr_array_new_with_free_func(font_text_free);
    return contents;
}

void
contents_free(Contents *contents)
{
    if (contents == NULL)
        return;
    g_hash_table_unref(contents->marks);
    g_array_unref(contents->pictures);
    g_ptr_array_unref(contents->pages);
    g_array_unref(contents->unmarked);
    g_hash_table_unref(contents->fonts);
    g_ptr_array_unref(contents->own_fonts);
    g_free(contents);
}

const FontText *
contents_font(Contents *contents, const Object *font)
{
    int number = object_number(font);
    FontText *text =
        number != 0 ? g_hash_table_lookup(contents->fonts, GINT_TO_POINTER(number)) : NULL;
    if (text != NULL || !object_is_dictionary(font))
        return text;

    text = font_text_new(font);
    if (number != 0)
        g_hash_table_insert(contents->fonts, GINT_TO_POINTER(number), text);
    else
        g_ptr_array_add(contents->own_fonts, text);
    return text;
}

/* `first` is done before `second` (8.3.4). */
static Matrix
multiply(const Matrix *first, const Matrix *second)
{
    return (Matrix){ first->a * second->a + first->b * second->c,
                     first->a * second->b + first->b * second->d,
                     first->c * second->a + first->d * second->c,
                     first->c * second->b + first->d * second->d,
                     first->e * second->a + first->f * second->c + second->e,
                     first->e * second->b + first->f * second->d + second->f };
}

static const Matrix identity = { 1, 0, 0, 1, 0, 0 };

/* Operands, counted from the last: number 0 is the one before the operator. */

static const Token *
operand(const Scope *scope, guint from_last)
{
    static const Token none = { .kind = TOKEN_END };
    if (from_last >= scope->operands->len)
        return &none;
    return &g_array_index(scope->operands, Token, scope->operands->len - 1 - from_last);
}

static double
number(const Scope *scope, guint from_last)
{
    const Token *token = operand(scope, from_last);
    return token->kind == TOKEN_NUMBER ? token->number : 0;
}

static Matrix
matrix_operand(const Scope *scope)
{
    return (Matrix){ number(scope, 5), number(scope, 4), number(scope, 3),
                     number(scope, 2), number(scope, 1), number(scope, 0) };
}

static Object
resource(const Scope *scope, const char *kind, guint from_last)
{
    const Token *name = operand(scope, from_last);
    g_auto(Object) all = object_get(scope->resources, kind);
    if (name->kind != TOKEN_NAME)
        return (Object){ 0 };
    g_autofree char *key = g_strconcat("/", token_bytes(&scope->tokens, name), NULL);
    return object_get(&all, key);
}

/* Marks. */

static OpenMark *
open_mark(Interpreter *self, guint index)
{
    return &g_array_index(self->marks, OpenMark, index);
}

static bool
is_artifact(Interpreter *self)
{
    for (guint i = 0; i < self->marks->len; i++)
        if (open_mark(self, i)->artifact)
            return true;
    return false;
}

/* The innermost mark with a number. */
static Mark *
current_mark(Interpreter *self)
{
    for (guint i = self->marks->len; i-- > 0;)
        if (open_mark(self, i)->mark != NULL)
            return open_mark(self, i)->mark;
    return NULL;
}

static void
note_paint(Interpreter *self)
{
    Mark *mark = current_mark(self);
    if (mark != NULL)
        mark->painted = true;
    else if (!is_artifact(self))
        g_array_index(self->contents->unmarked, guint, self->page)++;
}

static void
say(Interpreter *self, const char *text)
{
    Mark *mark = current_mark(self);
    bool artifact = is_artifact(self);
    gsize length = strlen(text);

    self->contents->text_length += length;
    if (self->contents->text_length > TEXT_MAX)
        return;
    g_string_append_len(self->text, text, (gssize)length);
    if (mark != NULL && !artifact)
        g_string_append_len(mark->text, text, (gssize)length);
}

/* The mark whose own words stand for what is painted; NULL. */
static OpenMark *
speaking_mark(Interpreter *self)
{
    for (guint i = 0; i < self->marks->len; i++)
        if (open_mark(self, i)->actual != NULL)
            return open_mark(self, i);
    return NULL;
}

static void
speak(Interpreter *self, OpenMark *mark)
{
    if (!mark->has_spoken)
        say(self, mark->actual);
    mark->has_spoken = true;
}

/* UTF-16BE behind its mark, else Latin letters. */
static char *
decode_text(const Tokens *tokens, const Token *token)
{
    const guint8 *bytes = (const guint8 *)token_bytes(tokens, token);
    if (token->length < 2 || bytes[0] != 0xFE || bytes[1] != 0xFF)
        return g_utf8_make_valid((const char *)bytes, (gssize)token->length);

    gsize count = token->length / 2 - 1;
    g_autofree gunichar2 *units = g_new0(gunichar2, count + 1);
    for (gsize i = 0; i < count; i++)
        units[i] = (gunichar2)(bytes[2 * i + 2] << 8 | bytes[2 * i + 3]);
    char *text = g_utf16_to_utf8(units, (glong)count, NULL, NULL, NULL);
    return text != NULL ? text : g_strdup("");
}

static Mark *
find_mark(Interpreter *self, int owner, int number)
{
    gint64 key = mark_key(owner, number);
    Mark *mark = g_hash_table_lookup(self->contents->marks, &key);
    if (mark != NULL)
        return mark;

    mark = g_new0(Mark, 1);
    mark->text = g_string_new(NULL);
    mark->page = self->page;
    g_hash_table_insert(self->contents->marks, g_memdup2(&key, sizeof key), mark);
    return mark;
}

/* What the properties say, written in the content … */
static void
read_inline_properties(Interpreter *self, const Scope *scope, OpenMark *open)
{
    for (guint i = scope->operands->len; i-- > 1;) {
        const Token *key = operand(scope, i), *value = operand(scope, i - 1);
        if (key->kind != TOKEN_NAME)
            continue;
        const char *name = token_bytes(&scope->tokens, key);
        if (strcmp(name, "MCID") == 0 && value->kind == TOKEN_NUMBER && value->number >= 0 &&
            value->number < G_MAXINT)
            open->mark = find_mark(self, scope->owner, (int)value->number);
        if (strcmp(name, "ActualText") == 0 && value->kind == TOKEN_STRING && open->actual == NULL)
            open->actual = decode_text(&scope->tokens, value);
    }
}

/* … or among the resources. */
static void
read_named_properties(Interpreter *self, const Scope *scope, OpenMark *open)
{
    g_auto(Object) properties = resource(scope, "/Properties", 0);
    gint64 mark = object_get_integer(&properties, "/MCID", -1);
    if (mark >= 0 && mark < G_MAXINT)
        open->mark = find_mark(self, scope->owner, (int)mark);
    open->actual = object_get_text(&properties, "/ActualText");
}

static void
begin_mark(Interpreter *self, Scope *scope, bool has_properties)
{
    OpenMark open = { 0 };
    const Token *tag =
        scope->operands->len > 0 ? &g_array_index(scope->operands, Token, 0) : operand(scope, 0);

    open.artifact =
        tag->kind == TOKEN_NAME && strcmp(token_bytes(&scope->tokens, tag), "Artifact") == 0;
    if (has_properties && operand(scope, 0)->kind == TOKEN_NAME)
        read_named_properties(self, scope, &open);
    else if (has_properties)
        read_inline_properties(self, scope, &open);
    if (self->marks->len < DEPTH_MAX)
        g_array_append_val(self->marks, open);
    else
        g_free(open.actual);
}

static void
end_mark(Interpreter *self, guint least)
{
    if (self->marks->len <= least)
        return;
    OpenMark *open = open_mark(self, self->marks->len - 1);
    if (open->actual != NULL)
        speak(self, open);
    g_free(open->actual);
    g_array_set_size(self->marks, self->marks->len - 1);
}

/* Text. */

/* White between the glyph before and this one, on the page. */
static void
part_words(Interpreter *self, double x, double y, double size)
{
    const GString *text = self->text;
    bool parted =
        text->len == 0 || text->str[text->len - 1] == ' ' || text->str[text->len - 1] == '\n';
    double along = x - self->last_x, across = y - self->last_y;

    if (!self->has_last || self->has_hyphen || parted)
        return;
    if (fabs(across) > size * 0.5)
        say(self, fabs(across) > size * 2 ? "\n" : " ");
    else if (along > size * 0.15 || along < -size)
        say(self, " ");
}

static void
show_glyph(Interpreter *self, const char *text, double width)
{
    Graphics *graphics = &self->graphics;
    Matrix place = multiply(&self->pen, &graphics->place);
    double size = fabs(graphics->size) * hypot(place.c, place.d);
    OpenMark *speaking = speaking_mark(self);

    if (*text != '\0' && *text != ' ')
        part_words(self, place.e, place.f, size);
    if (speaking != NULL)
        speak(self, speaking);
    else
        say(self, text);

    double space = graphics->character_space + (strcmp(text, " ") == 0 ? graphics->word_space : 0);
    Matrix step = identity;
    step.e = (width * graphics->size + space) * graphics->stretch;
    self->pen = multiply(&step, &self->pen);
    place = multiply(&self->pen, &graphics->place);
    self->has_last = true;
    self->has_hyphen =
        is_artifact(self) &&
        (strcmp(text, "-") == 0 || strcmp(text, "\u2010") == 0 || strcmp(text, "\u00AD") == 0);
    self->last_x = place.e;
    self->last_y = place.f;
}

static void
show_string(Interpreter *self, const Scope *scope, const Token *token)
{
    if (self->graphics.font == NULL || token->kind != TOKEN_STRING)
        return;

    g_autoptr(GBytes) string =
        g_bytes_new_static(token_bytes(&scope->tokens, token), token->length);
    g_autoptr(GString) text = g_string_new(NULL);
    double width = 0;
    for (gsize at = 0; font_text_next(self->graphics.font, string, &at, text, &width);) {
        show_glyph(self, text->str, width);
        g_string_truncate(text, 0);
    }
}

static void
show_array(Interpreter *self, const Scope *scope)
{
    for (guint i = 0; i < scope->operands->len; i++) {
        const Token *token = &g_array_index(scope->operands, Token, i);
        Matrix step = identity;
        step.e = -token->number / 1000 * self->graphics.size * self->graphics.stretch;
        if (token->kind == TOKEN_NUMBER)
            self->pen = multiply(&step, &self->pen);
        else
            show_string(self, scope, token);
    }
}

static void
move_line(Interpreter *self, double x, double y)
{
    Matrix step = identity;
    step.e = x;
    step.f = y;
    self->line = self->pen = multiply(&step, &self->line);
}

static void
set_font(Interpreter *self, const Scope *scope)
{
    g_auto(Object) font = resource(scope, "/Font", 1);
    self->graphics.font = contents_font(self->contents, &font);
    self->graphics.size = number(scope, 0);
}

/* Pictures and forms. */

static void
draw_picture(Interpreter *self, const Object *image)
{
    Matrix *place = &self->graphics.place;
    double width = hypot(place->a, place->b) / 72, height = hypot(place->c, place->d) / 72;
    Picture picture = { .page = self->page,
                        .width = (int)object_get_integer(image, "/Width", 0),
                        .height = (int)object_get_integer(image, "/Height", 0) };

    if (width > 0 && height > 0)
        picture.resolution = MIN(picture.width / width, picture.height / height);
    if (self->contents->pictures->len < OPERANDS_MAX)
        g_array_append_val(self->contents->pictures, picture);
}

static void interpret(Interpreter *self, GBytes *content, const Object *resources, int owner,
                      int depth);

static void
draw_form(Interpreter *self, const Scope *scope, const Object *form)
{
    if (scope->depth >= DEPTH_MAX / 4 || self->contents->forms++ >= FORMS_MAX)
        return;

    g_auto(Object) own = object_get(form, "/Resources");
    g_auto(Object) list = object_get(form, "/Matrix");
    double values[6] = { 1, 0, 0, 1, 0, 0 };
    for (int i = 0; i < 6 && object_count(&list) == 6; i++) {
        g_auto(Object) value = object_at(&list, i);
        values[i] = object_value(&value, values[i]);
    }
    Matrix matrix = { values[0], values[1], values[2], values[3], values[4], values[5] };
    Graphics before = self->graphics;
    g_autoptr(GBytes) content = object_data(form);
    self->graphics.place = multiply(&matrix, &self->graphics.place);
    interpret(self, content, object_is_dictionary(&own) ? &own : scope->resources,
              object_number(form), scope->depth + 1);
    self->graphics = before;
}

static void
draw_object(Interpreter *self, const Scope *scope)
{
    g_auto(Object) object = resource(scope, "/XObject", 0);
    if (object_has_name(&object, "/Subtype", "Form")) {
        draw_form(self, scope, &object);
        return;
    }
    note_paint(self);
    if (object_has_name(&object, "/Subtype", "Image"))
        draw_picture(self, &object);
}

/* Operators, by kind. Each says whether it was one of its own. */

static bool
do_state(Interpreter *self, Scope *scope, const char *name)
{
    if (strcmp(name, "q") == 0) {
        if (self->saved->len < OPERANDS_MAX)
            g_array_append_val(self->saved, self->graphics);
    } else if (strcmp(name, "Q") == 0) {
        if (self->saved->len > 0) {
            self->graphics = g_array_index(self->saved, Graphics, self->saved->len - 1);
            g_array_set_size(self->saved, self->saved->len - 1);
        }
    } else if (strcmp(name, "cm") == 0) {
        Matrix matrix = matrix_operand(scope);
        self->graphics.place = multiply(&matrix, &self->graphics.place);
    } else {
        return false;
    }
    return true;
}

static bool
do_marks(Interpreter *self, Scope *scope, const char *name, guint least)
{
    if (strcmp(name, "BDC") == 0 || strcmp(name, "BMC") == 0)
        begin_mark(self, scope, name[1] == 'D');
    else if (strcmp(name, "EMC") == 0)
        end_mark(self, least);
    else
        return false;
    return true;
}

static bool
do_text_state(Interpreter *self, Scope *scope, const char *name)
{
    Graphics *graphics = &self->graphics;
    double value = number(scope, 0);

    if (strcmp(name, "BT") == 0)
        self->line = self->pen = identity;
    else if (strcmp(name, "Tf") == 0)
        set_font(self, scope);
    else if (strcmp(name, "Tc") == 0)
        graphics->character_space = value;
    else if (strcmp(name, "Tw") == 0)
        graphics->word_space = value;
    else if (strcmp(name, "TL") == 0)
        graphics->leading = value;
    else if (strcmp(name, "Tz") == 0)
        graphics->stretch = value / 100;
    else if (strcmp(name, "Tm") == 0)
        self->line = self->pen = matrix_operand(scope);
    else if (strcmp(name, "T*") == 0)
        move_line(self, 0, -graphics->leading);
    else if (strcmp(name, "Td") == 0 || strcmp(name, "TD") == 0)
        move_line(self, number(scope, 1), value);
    else
        return false;
    if (strcmp(name, "TD") == 0)
        graphics->leading = -value;
    return true;
}

static bool
do_text(Interpreter *self, Scope *scope, const char *name)
{
    bool quote = strcmp(name, "'") == 0, double_quote = strcmp(name, "\"") == 0;
    if (!quote && !double_quote && strcmp(name, "Tj") != 0 && strcmp(name, "TJ") != 0)
        return false;

    note_paint(self);
    if (double_quote) {
        self->graphics.word_space = number(scope, 2);
        self->graphics.character_space = number(scope, 1);
    }
    if (quote || double_quote)
        move_line(self, 0, -self->graphics.leading);
    if (strcmp(name, "TJ") == 0)
        show_array(self, scope);
    else
        show_string(self, scope, operand(scope, 0));
    return true;
}

static void
do_paint(Interpreter *self, Scope *scope, const char *name)
{
    static const char *const paints[] = {
        "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", NULL
    };
    if (strcmp(name, "Do") == 0) {
        draw_object(self, scope);
    } else if (strcmp(name, "ID") == 0) {
        note_paint(self);
        tokens_skip_image(&scope->tokens);
    } else if (g_strv_contains(paints, name)) {
        note_paint(self);
    }
}

/* The recursion, by way of forms, is bounded in draw_form(). */
static void
interpret(Interpreter *self, GBytes *content, const Object *resources, int owner, int depth)
{
    Scope scope = { .resources = resources, .owner = owner, .depth = depth };
    guint marks = self->marks->len;
    tokens_init(&scope.tokens, content);
    scope.operands = g_array_new(FALSE, FALSE, sizeof(Token));

    for (Token token = tokens_next(&scope.tokens); token.kind != TOKEN_END;
         token = tokens_next(&scope.tokens)) {
        if (token.kind != TOKEN_WORD) {
            if (scope.operands->len < OPERANDS_MAX)
                g_array_append_val(scope.operands, token);
            continue;
        }
        const char *name = token_bytes(&scope.tokens, &token);
        if (!do_text_state(self, &scope, name) && !do_text(self, &scope, name) &&
            !do_marks(self, &scope, name, marks) && !do_state(self, &scope, name))
            do_paint(self, &scope, name);
        g_array_set_size(scope.operands, 0);
        tokens_forget(&scope.tokens);
    }
    while (self->marks->len > marks)
        end_mark(self, marks);
    g_array_unref(scope.operands);
    tokens_clear(&scope.tokens);
}

void
contents_read_page(Contents *contents, const Object *page, const Object *resources)
{
    guint none = 0;
    Interpreter self = { .contents = contents,
                         .page = (int)contents->pages->len,
                         .text = g_string_new(NULL),
                         .marks = g_array_new(FALSE, FALSE, sizeof(OpenMark)),
                         .saved = g_array_new(FALSE, FALSE, sizeof(Graphics)),
                         .graphics = { .place = identity, .stretch = 1 },
                         .line = identity,
                         .pen = identity };
    g_autoptr(GBytes) content = object_page_content(page);

    g_ptr_array_add(contents->pages, self.text);
    g_array_append_val(contents->unmarked, none);
    interpret(&self, content, resources, object_number(page), 0);
    g_array_unref(self.marks);
    g_array_unref(self.saved);
}
