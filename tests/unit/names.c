/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/machine-path.h"
#include "base/name-search.h"

static void
add_found(const char *name, size_t start, size_t end, gpointer data)
{
    g_string_append_printf(data, "[%s %zu-%zu]", name, start, end);
}

static void
test_names(void)
{
    static const struct {
        const char *names, *text, *found;
    } rows[] = {
        { "J. Jansen", "Vraag J. Jansen.", "[J. Jansen 6-15]" },
        { "J. Jansen", "mail j.jansen@x.nl", "[J. Jansen 5-13]" },
        { "J. Jansen", "Jansen van J. Janssen", "" },
        { "Jansen", "jansen, Jansen en Jansens", "[Jansen 8-14]" },
        { "BZ", "BZ", "" }, /* too short to be a name alone */
        { "DVB/CI", "zie DVB-CI", "[DVB/CI 4-10]" },
        { "A. de Wit (DGW) en Piet", "Piet of DGW", "[Piet 0-4][DGW 8-11]" },
        { "Jan de Wit; Jan", "Jan de Wit, Jan", "[Jan de Wit 0-10][Jan 12-15]" },
        { "Œuvré Ñandú", "een œuvré ñandú", "[Œuvré Ñandú 4-19]" },
        { "", "niets", "" },
        { "... (,)", "... (,)", "" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(NameSearch) search = name_search_new();
        g_autoptr(GString) found = g_string_new(NULL);
        name_search_add(search, rows[i].names);
        name_search_scan(search, rows[i].text, add_found, found);
        g_assert_cmpstr(found->str, ==, rows[i].found);
    }
}

/* Names are found wherever they stand in a long text, also across the borders of what is looked at together. */
static void
test_long(void)
{
    for (guint before = 4085; before < 4100; before++) {
        g_autoptr(NameSearch) search = name_search_new();
        g_autoptr(GString) text = g_string_new(NULL), found = g_string_new(NULL);
        for (guint i = 0; i < before; i++)
            g_string_append(text, "a ");
        g_string_append(text, "Jan de Wit ");
        for (guint i = 0; i < 5000; i++)
            g_string_append(text, "b ");
        name_search_add(search, "Jan de Wit");
        name_search_scan(search, text->str, add_found, found);
        g_autofree char *expected =
            g_strdup_printf("[Jan de Wit %u-%u]", 2 * before, 2 * before + 10);
        g_assert_cmpstr(found->str, ==, expected);
    }
}

static void
test_forgotten(void)
{
    g_autoptr(NameSearch) search = name_search_new();
    g_autoptr(GString) found = g_string_new(NULL);
    name_search_add(search, "Jan de Wit; Jan");
    name_search_add(search, NULL);
    name_search_remove(search, "Jan");
    name_search_scan(search, "Jan. Jan de Wit", add_found, found);
    g_assert_cmpstr(found->str, ==, "[Jan de Wit 5-15]");
}

static void
test_paths(void)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        { "zie /home/voorbeeld/b.docx.", "[/home/voorbeeld/b.docx|voorbeeld]" },
        { "(C:\\Users\\Piet Jan)", "[C:\\Users\\Piet|Piet]" },
        { "H:\\map en D:/map", "[H:\\map|][D:/map|]" },
        { "\\\\schijf1\\dgw\\stuk.doc", "[\\\\schijf1\\dgw\\stuk.doc|]" },
        { "file:///Users/voorbeeld/x", "[file:///Users/voorbeeld/x|voorbeeld]" },
        { "`~/brief`", "[~/brief|]" },
        { "https://voorbeeld.nl/home/dijk en voorbeeld.nl/tmp/x", "" },
        { "3/4, en/of, a://b, ja/nee, \\\\, C: \\ ~ /home/ /home", "" },
        { "ftp://x/var/log ./tmp/x -/opt/x", "" },
        { "", "" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) found = g_string_new(NULL);
        MachinePath path = { 0 };
        while (machine_path_find(rows[i].text, path.end, &path))
            g_string_append_printf(
                found, "[%.*s|%.*s]", (int)(path.end - path.start), rows[i].text + path.start,
                (int)(path.user_end - path.user_start), rows[i].text + path.user_start);
        g_assert_cmpstr(found->str, ==, rows[i].found);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/names/found", test_names);
    g_test_add_func("/names/long", test_long);
    g_test_add_func("/names/forgotten", test_forgotten);
    g_test_add_func("/paths/found", test_paths);
    return g_test_run();
}
