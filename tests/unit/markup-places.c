/* SPDX-License-Identifier: EUPL-1.2 */
/* Every @ in the prose of an answer has its origin at an @ of the Markdown: in order, none lost. */
#include <glib.h>
#include <string.h>

#include "markup/block.h"

/* "%" stands where an @ would be no prose: in code, addresses, quotations. */
static const char *const texts[] = {
    "een @ twee",
    "**@** *@* ***@*** _@_ @",
    "`%` @ ``% ` %`` @",
    "`een\n%` @\n@ `a\n\nb` @",
    "[@](https://a.nl/% \"%\") @",
    "[@](<a b/%>) [@](x_(%)_y) @",
    "<https://a.nl/%> @",
    "[@][ref] @\n\n[ref]: https://x/%",
    "\\*@\\* \\[@\\] \\\\ @",
    "&amp; @ &euro;@ &#233;@ &onbekend; @ a&b@",
    "regel @  \nregel @\\\nregel @\nregel @",
    "# @ kop\n\n@\n===\n\n@",
    "- @\n- @\n  @\n\n  @\n\n1. @\n   - @",
    "> %\n> %\n\n@",
    "@[^1] @[^2].\n\n[^1]: @ noot\n\n    @ tweede\n[^2]: @\nlui @",
    "@ ![%](x%.png) @",
    "@ <b>@</b> @",
    "```\n%\n```\n@\n\n    %\n\n@",
    "| @ | @ |\n|---|---|\n| @ | @ |",
    "@\n| @ | `%` @ |\n|---|---|\n| \\| @ \\| | @<br>@\n| @\n@\n@",
    "> | % | % |\n> |---|---|\n> | % |\n\n@",
    "- @\n\n  Tabel: @\n  | @ | @ |\n  |---|--:|\n  | @[^1] | @ |\n  @\n\n[^1]: @ | @\n    --|--\n "
    "   @ | @",
    "1. @\n2. @\n\n26. @ mei",
    "é@ € @ 😀 @",
    "[^x](zie @) @\n\n[^x]: @",
    "@ [](PVV-1) @ [@](VVD-2) @",
    "a*@b*c _@ x_ **@*@** @",
};

static void
check_places(const char *text)
{
    g_autoptr(Source) source = source_new("x", g_strdup(text), strlen(text));
    g_autoptr(TextMap) map = text_map_new(source);
    g_autoptr(Diags) diags = diags_new();
    text_map_append(map, text, strlen(text), 0);
    g_autoptr(Markup) markup = parse_markup(map, NULL, diags);
    const char *wanted = strchr(text, '@');

    for (guint i = 0; i < markup->prose->len; i++) {
        const TextMap *prose = g_ptr_array_index(markup->prose, i);
        g_assert_null(strchr(prose->text->str, '%'));
        for (const char *at = strchr(prose->text->str, '@'); at != NULL; at = strchr(at + 1, '@')) {
            size_t origin = text_map_origin(prose, (size_t)(at - prose->text->str));
            if (wanted == NULL || origin != (size_t)(wanted - text))
                g_error("\"%s\": an @ is mapped to %zu", text, origin);
            wanted = strchr(wanted + 1, '@');
        }
    }
    if (wanted != NULL)
        g_error("\"%s\": the @ at %zu is lost", text, (size_t)(wanted - text));
}

static void
test_places(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_places(texts[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/places", test_places);
    return g_test_run();
}
