/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "typeset/fonts-private.h"

static bool
is_ordinary(gunichar c)
{
    char text[6];

    return text_is_ordinary(text, (size_t)g_unichar_to_utf8(c, text));
}

/* What is called ordinary is in each shipped font, or shows nothing. */
static void
test_fonts(void)
{
    static const char *const looks[] = { "Noto Sans",        "Noto Sans Bold",
                                         "Noto Sans Italic", "Noto Sans Bold Italic",
                                         "Noto Sans Mono",   "Noto Sans Mono Bold" };
    g_autoptr(GError) error = NULL;
    g_autoptr(FontSet) fonts = font_set_new("fonts", &error);
    g_assert_no_error(error);

    for (size_t i = 0; i < G_N_ELEMENTS(looks); i++) {
        PangoFontDescription *description = pango_font_description_from_string(looks[i]);
        PangoFontset *set = font_set_find(fonts, SHELF_TEXT, description, "nl");
        PangoFont *font = pango_fontset_get_font(set, 'a');
        for (gunichar c = 1; c < 0x20000; c++) {
            bool shows = !g_unichar_isspace(c) && !g_unichar_iszerowidth(c);
            if ((c < 0xD800 || c > 0xDFFF) && shows && is_ordinary(c) &&
                !pango_font_has_char(font, c))
                g_error("%s has no U+%04X", looks[i], c);
        }
        g_object_unref(font);
        pango_font_description_free(description);
    }
}

static void
test_texts(void)
{
    static const char *const ordinary[] = { "", "Klopt dat? R & D: “één” – 5 €\r\n",
                                            "Ἀθήνα Москва" };
    static const char *const others[] = { "中", "a → b", "\\u6E2F", "&rarr;", "&#x6E2F;", "a\001" };

    for (size_t i = 0; i < G_N_ELEMENTS(ordinary); i++)
        g_assert_true(text_is_ordinary(ordinary[i], strlen(ordinary[i])));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(text_is_ordinary(others[i], strlen(others[i])));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ordinary-text/fonts", test_fonts);
    g_test_add_func("/ordinary-text/texts", test_texts);
    return g_test_run();
}
