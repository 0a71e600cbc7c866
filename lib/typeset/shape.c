/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/shape-private.h"

#include <hb.h>
#include <string.h>

#include "typeset/fonts-private.h"
#include "typeset/word-breaks-private.h"

enum { COVERAGE_COUNT = 0x250 }; /* all of Latin */

/* What was asked of a face's fonts. */
typedef struct FaceFonts {
    PangoFontDescription *description;
    PangoFontset *sets[SHELF_COUNT]; /* borrowed; NULL: not asked, or none */
    guint8 covered[COVERAGE_COUNT];  /* by the face's own font: 0 not asked yet, 1 no, 2 yes */
} FaceFonts;

/*
 * In: a word and its face. Out: its glyphs, shaped once however often the word occurs.
 *
 * Pango chooses the font of each character, HarfBuzz shapes through Pango's own hb_font, so that the
 * outcome is that of pango_shape() at a quarter of its cost (typesetting.md 1, designs B and P).
 * A word is what stands between two spaces in one look: kerning with the space is lost, which no
 * shipped font has.
 *
 * Where a word may be cut is found once too. Both halves are shaped anew only where HarfBuzz says
 * that the cut changes them (kerning, a ligature across it); the halves are words of the same cache.
 *
 * Tried and dropped: pango_itemize() for every paragraph, 260 M instructions a 78 pages.
 */

static guint
word_hash(gconstpointer data)
{
    const WordKey *key = data;
    guint hash = 5381 + GPOINTER_TO_UINT(key->face) / 16;

    for (guint32 i = 0; i < key->length; i++)
        hash = hash * 33 + (guint8)key->text[i];
    return hash * 16 + (guint)key->anywhere * 8 + (guint)key->rtl * 4 + (guint)key->breakable * 2 +
           (guint)key->hyphenate;
}

static gboolean
word_equal(gconstpointer a, gconstpointer b)
{
    const WordKey *x = a, *y = b;

    return x->face == y->face && x->length == y->length && x->rtl == y->rtl &&
           x->breakable == y->breakable && x->hyphenate == y->hyphenate &&
           x->anywhere == y->anywhere && memcmp(x->text, y->text, x->length) == 0;
}

typedef struct Entry {
    WordKey key;
    Word word;
} Entry;

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->word.glyphs);
    g_free(entry->word.breaks);
    g_free(entry);
}

static void
face_free(gpointer data)
{
    Face *face = data;

    pango_font_description_free(face->fonts->description);
    g_free(face->fonts);
    g_free(face);
}

Shaper *
shaper_new(FontSet *set, const Hyphenator *hyphenator, const char *language)
{
    Shaper *shaper = g_new0(Shaper, 1);

    shaper->set = set;
    shaper->hyphenator = hyphenator;
    shaper->language = g_strdup(language);
    shaper->faces = g_ptr_array_new_with_free_func(face_free);
    shaper->fonts = g_ptr_array_new();
    shaper->words = g_hash_table_new_full(word_hash, word_equal, NULL, entry_free);
    shaper->texts = g_string_chunk_new(1 << 14);
    shaper->buffer = hb_buffer_create();
    shaper->rules = no_break_table_new();
    return shaper;
}

void
shaper_free(Shaper *shaper)
{
    if (shaper == NULL)
        return;
    g_hash_table_unref(shaper->words);
    g_string_chunk_free(shaper->texts);
    g_ptr_array_unref(shaper->faces);
    g_ptr_array_unref(shaper->fonts);
    hb_buffer_destroy(shaper->buffer);
    no_break_table_free(shaper->rules);
    g_free(shaper->language);
    g_free(shaper);
}

static guint16
font_index(Shaper *shaper, PangoFont *font)
{
    for (guint i = 0; i < shaper->fonts->len; i++)
        if (g_ptr_array_index(shaper->fonts, i) == (gpointer)font)
            return (guint16)i;
    g_ptr_array_add(shaper->fonts, font_set_keep(shaper->set, font));
    return (guint16)(shaper->fonts->len - 1);
}

static void
measure_glyph(PangoFont *font, gunichar c, guint32 *ret_id, int *ret_advance)
{
    hb_font_t *hb = pango_font_get_hb_font(font);
    hb_codepoint_t id = 0;

    hb_font_get_nominal_glyph(hb, c, &id);
    *ret_id = id;
    *ret_advance = hb_font_get_glyph_h_advance(hb, id);
}

static PangoFontDescription *
describe_face(const Face *face)
{
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family_static(description, face->family);
    pango_font_description_set_absolute_size(description, face->size);
    pango_font_description_set_weight(description,
                                      face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description,
                                     face->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

static PangoFontset *
face_fontset(Shaper *shaper, const Face *face, FontShelf shelf)
{
    FaceFonts *fonts = face->fonts;

    if (fonts->sets[shelf] == NULL)
        fonts->sets[shelf] =
            font_set_find(shaper->set, shelf, fonts->description, shaper->language);
    return fonts->sets[shelf];
}

static Face *
face_new(Shaper *shaper, const Face *wanted)
{
    Face *face = g_new0(Face, 1);

    *face = *wanted;
    face->family = g_intern_string(wanted->family);
    face->fonts = g_new0(FaceFonts, 1);
    face->fonts->description = describe_face(face);

    PangoFont *font = pango_fontset_get_font(face_fontset(shaper, face, SHELF_TEXT), 'a');
    face->font = font_set_keep(shaper->set, font);
    g_object_unref(font);
    measure_glyph(face->font, ' ', &face->space_glyph, &face->space);
    measure_glyph(face->font, '-', &face->hyphen_glyph, &face->hyphen);
    face->space += face->tracking;
    face->hyphen += face->tracking;
    return face;
}

static bool
face_looks_like(const Face *face, const Face *wanted)
{
    return face->size == wanted->size && face->tracking == wanted->tracking &&
           face->bold == wanted->bold && face->italic == wanted->italic &&
           face->tabular == wanted->tabular && strcmp(face->family, wanted->family) == 0;
}

const Face *
shaper_face(Shaper *shaper, const Face *wanted)
{
    for (guint i = 0; i < shaper->faces->len; i++) {
        const Face *face = g_ptr_array_index(shaper->faces, i);
        if (face_looks_like(face, wanted))
            return face;
    }
    g_ptr_array_add(shaper->faces, face_new(shaper, wanted));
    return g_ptr_array_index(shaper->faces, shaper->faces->len - 1);
}

/* Joiners, soft hyphens, direction marks: HarfBuzz makes them invisible in any font. */
static bool
is_ignorable(gunichar c)
{
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

typedef struct FontSearch {
    gunichar c;
    PangoFont *found;
} FontSearch;

static gboolean
try_font(PangoFontset *fontset, PangoFont *font, gpointer data)
{
    FontSearch *search = data;

    (void)fontset;
    if (!pango_font_has_char(font, search->c))
        return FALSE;
    search->found = font;
    return TRUE;
}

/* Does the face's own font have it? Asked for every letter of every word, so kept. */
static bool
has_char(const Face *face, gunichar c)
{
    if (c >= COVERAGE_COUNT)
        return pango_font_has_char(face->font, c);

    guint8 *covered = &face->fonts->covered[c];
    if (*covered == 0)
        *covered = pango_font_has_char(face->font, c) ? 2 : 1;
    return *covered == 2;
}

/* The font for the character, borrowed; NULL where there is none. */
static PangoFont *
find_font(Shaper *shaper, const Face *face, gunichar c)
{
    FontSearch search = { .c = c };

    if (has_char(face, c))
        return face->font;
    for (FontShelf shelf = 0; shelf < SHELF_COUNT && search.found == NULL; shelf++) {
        PangoFontset *fontset = face_fontset(shaper, face, shelf);
        if (fontset != NULL)
            pango_fontset_foreach(fontset, try_font, &search);
    }
    return search.found;
}

bool
face_covers(Shaper *shaper, const Face *face, gunichar c)
{
    return is_ignorable(c) || find_font(shaper, face, c) != NULL;
}

/* A stretch of a word in one font and script. */
typedef struct Stretch {
    guint32 start, end;
    PangoFont *font; /* NULL: no font has it */
    hb_script_t script;
} Stretch;

static bool
is_common(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
}

/* Marks and joiners stay with their base, so that no cluster is torn. */
static bool
goes_on(const Stretch *last, gunichar c, hb_script_t script, PangoFont *font)
{
    if (is_ignorable(c))
        return true;
    if (g_unichar_ismark(c) && last->font != NULL && pango_font_has_char(last->font, c))
        return true;
    if (font != last->font)
        return false;
    return is_common(script) || is_common(last->script) || script == last->script;
}

static GArray *
split_word(Shaper *shaper, const WordKey *key)
{
    GArray *stretches = g_array_sized_new(FALSE, FALSE, sizeof(Stretch), 1);
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();

    for (const char *p = key->text; p < key->text + key->length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        guint32 start = (guint32)(p - key->text);
        guint32 end = (guint32)(g_utf8_next_char(p) - key->text);
        hb_script_t script = hb_unicode_script(unicode, c);
        PangoFont *font = is_ignorable(c) ? key->face->font : find_font(shaper, key->face, c);
        Stretch *last =
            stretches->len > 0 ? &g_array_index(stretches, Stretch, stretches->len - 1) : NULL;

        if (last != NULL && goes_on(last, c, script, font)) {
            last->end = end;
            if (is_common(last->script))
                last->script = script;
            continue;
        }
        Stretch next = { start, end, font, script };
        g_array_append_val(stretches, next);
    }
    return stretches;
}

/* Characters that no font has: the box of the first font, each as wide as that. */
static void
add_missing(Shaper *shaper, const WordKey *key, const Stretch *stretch, GArray *glyphs)
{
    hb_font_t *hb = pango_font_get_hb_font(key->face->font);
    const char *end = key->text + stretch->end;

    for (const char *p = key->text + stretch->start; p < end; p = g_utf8_next_char(p)) {
        ShapedGlyph glyph = { .id = 0,
                              .cluster = (guint32)(p - key->text),
                              .advance = hb_font_get_glyph_h_advance(hb, 0),
                              .font = font_index(shaper, key->face->font) };
        g_array_append_val(glyphs, glyph);
    }
}

/* Lining figures in text, of one width in columns; no ligatures in letterspaced words. */
static guint
set_features(const Face *face, hb_feature_t *features)
{
    guint count = 0;

    features[count++] = (hb_feature_t){ HB_TAG('l', 'n', 'u', 'm'), 1, 0, (unsigned)-1 };
    if (face->tabular)
        features[count++] = (hb_feature_t){ HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1 };
    if (face->tracking != 0)
        features[count++] = (hb_feature_t){ HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1 };
    return count;
}

static void
shape_stretch(Shaper *shaper, const WordKey *key, const Stretch *stretch, GArray *glyphs)
{
    hb_buffer_t *buffer = shaper->buffer;
    hb_feature_t features[3];
    guint feature_count = set_features(key->face, features);

    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, key->text, (int)key->length, stretch->start,
                       (int)(stretch->end - stretch->start));
    hb_buffer_set_direction(buffer, key->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, is_common(stretch->script) ? HB_SCRIPT_LATIN : stretch->script);
    hb_buffer_set_language(buffer, hb_language_from_string(shaper->language, -1));
    hb_shape(pango_font_get_hb_font(stretch->font), buffer, features, feature_count);

    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    guint16 font = font_index(shaper, stretch->font);
    for (unsigned i = 0; i < count; i++) {
        ShapedGlyph glyph = {
            .id = infos[i].codepoint,
            .cluster = infos[i].cluster,
            .advance = positions[i].x_advance + key->face->tracking,
            .x = positions[i].x_offset,
            .y = -positions[i].y_offset,
            .font = font,
            .unsafe =
                (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0,
        };
        g_array_append_val(glyphs, glyph);
    }
}

static bool
holds_ignorable(const WordKey *key)
{
    for (const char *p = key->text; p < key->text + key->length; p = g_utf8_next_char(p))
        if (is_ignorable(g_utf8_get_char(p)))
            return true;
    return false;
}

static void
shape_word(Shaper *shaper, Word *word, const WordKey *key)
{
    g_autoptr(GArray) stretches = split_word(shaper, key);
    GArray *glyphs = g_array_sized_new(FALSE, FALSE, sizeof(ShapedGlyph), key->length);

    for (guint i = 0; i < stretches->len; i++) {
        guint at = key->rtl ? stretches->len - 1 - i : i;
        const Stretch *stretch = &g_array_index(stretches, Stretch, at);
        if (stretch->font != NULL) {
            shape_stretch(shaper, key, stretch, glyphs);
            continue;
        }
        add_missing(shaper, key, stretch, glyphs);
        word->missing = true;
    }
    word->glyph_count = glyphs->len;
    word->glyphs = (ShapedGlyph *)(void *)g_array_free(glyphs, FALSE);
    word->plain = stretches->len == 1 && !holds_ignorable(key);
    for (guint i = 0; i < word->glyph_count; i++)
        word->width += word->glyphs[i].advance;
}

static int
slice_width(Shaper *shaper, const Word *word, guint32 start, guint32 end)
{
    WordKey key = { .face = word->face, .text = word->text + start, .length = end - start };

    return end > start ? shaper_word(shaper, &key)->width : 0;
}

static bool
is_safe(const Word *word, guint32 index)
{
    const ShapedGlyph *glyph = &word->glyphs[index];

    return !glyph->unsafe && (index == 0 || glyph[-1].cluster < glyph->cluster);
}

/*
 * Measures what stays before the cut and what follows. Where the cut changes the shapes (kerning, a
 * ligature across it), what lies between the nearest harmless places on both sides is shaped anew in
 * two halves. `index` is the first glyph at or behind the cut, `left` the advance before it.
 */
static void
measure_break(Shaper *shaper, const Word *word, guint32 index, int left, WordBreak *cut)
{
    guint32 count = word->glyph_count;
    guint32 before = index < count ? index : count - 1, after = index;

    cut->before = left;
    cut->after = word->width - left;
    if (index < count && word->glyphs[index].cluster == cut->offset && is_safe(word, index))
        return;

    while (before > 0 && (word->glyphs[before].cluster >= cut->offset || !is_safe(word, before)))
        before--;
    while (after < count && !is_safe(word, after))
        after++;
    guint32 start = word->glyphs[before].cluster;
    guint32 end = after < count ? word->glyphs[after].cluster : word->length;
    cut->before = slice_width(shaper, word, start, cut->offset);
    cut->after = slice_width(shaper, word, cut->offset, end);
    for (guint32 i = 0; i < before; i++)
        cut->before += word->glyphs[i].advance;
    for (guint32 i = after; i < count; i++)
        cut->after += word->glyphs[i].advance;
}

/* What follows a hyphen that is put in may be spelt otherwise. */
static void
measure_tail(Shaper *shaper, const Word *word, WordBreak *cut)
{
    WordKey key = { .face = word->face,
                    .text = word->text + cut->offset,
                    .length = word->length - cut->offset };
    guint32 dropped;
    const Word *tail = shaper_tail(shaper, &key, &dropped);

    if (dropped > 0)
        cut->after = tail->width;
}

static bool
begins_with_trema(const Word *word, const WordBreak *cut)
{
    char plain;

    return cut->kind == BREAK_HYPHEN &&
           trema_length(word->text + cut->offset, word->length - cut->offset, &plain) > 0;
}

static void
measure_breaks(Shaper *shaper, Word *word)
{
    guint32 index = 0;
    int left = 0;

    for (guint i = 0; i < word->break_count; i++) {
        while (index < word->glyph_count && word->glyphs[index].cluster < word->breaks[i].offset)
            left += word->glyphs[index++].advance;
        measure_break(shaper, word, index, left, &word->breaks[i]);
        if (begins_with_trema(word, &word->breaks[i]))
            measure_tail(shaper, word, &word->breaks[i]);
    }
}

WordBreak
shaper_cut(Shaper *shaper, const Word *word, guint32 offset, BreakKind kind)
{
    WordBreak cut = { .offset = offset, .kind = kind };
    Word one = *word;

    one.breaks = &cut;
    one.break_count = 1;
    measure_breaks(shaper, &one);
    return cut;
}

const Word *
shaper_word(Shaper *shaper, const WordKey *key)
{
    Entry *entry = g_hash_table_lookup(shaper->words, key);
    if (entry != NULL)
        return &entry->word;

    entry = g_new0(Entry, 1);
    entry->key = *key;
    entry->key.text = g_string_chunk_insert_len(shaper->texts, key->text, key->length);
    entry->word = (Word){ .face = key->face,
                          .text = entry->key.text,
                          .length = key->length,
                          .rtl = key->rtl,
                          .breakable = key->breakable,
                          .hyphenate = key->hyphenate,
                          .anywhere = key->anywhere };
    g_hash_table_add(shaper->words, entry);
    shape_word(shaper, &entry->word, &entry->key);
    entry->word.left_rules = no_break_left(shaper->rules, entry->key.text, key->length);
    entry->word.right_rules = no_break_right(shaper->rules, entry->key.text, key->length, 0);
    if (key->breakable && !key->rtl) {
        find_word_breaks(key->hyphenate ? shaper->hyphenator : NULL, &entry->word);
        measure_breaks(shaper, &entry->word);
    }
    return &entry->word;
}

const Word *
shaper_tail(Shaper *shaper, const WordKey *key, guint32 *ret_dropped)
{
    char plain;
    size_t trema = trema_length(key->text, key->length, &plain);

    *ret_dropped = trema > 0 ? (guint32)trema - 1 : 0;
    if (trema == 0)
        return shaper_word(shaper, key);

    g_autoptr(GString) text = g_string_new_len(&plain, 1);
    g_string_append_len(text, key->text + trema, (gssize)(key->length - trema));
    WordKey tail = *key;
    tail.text = text->str;
    tail.length = (guint32)text->len;
    return shaper_word(shaper, &tail);
}
