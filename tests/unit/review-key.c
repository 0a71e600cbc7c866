/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib.h>

#include "answers/review-key.h"

/* `printf VVD-4 | sha256sum`: files that went out with one version of the program come back to another. */
static void
test_keys(void)
{
    g_autofree char *key = review_key("VVD-4"), *empty = review_hash(NULL),
                    *blank = review_hash("");

    g_assert_cmpstr(key, ==, "777937bd");
    g_assert_cmpstr(empty, ==, "e3b0c442");
    g_assert_cmpstr(blank, ==, empty);
}

static const struct {
    const char *name;
    bool valid;
} rows[] = {
    { "repliek:0123abcd:e3b0c442", true },
    { "repliek_0123abcd_e3b0c442", true },
    { "repliek_label_0123abcd_e3b0c442", true },
    { "repliek_einde_0123abcd_e3b0c442", true },
    { "repliek_0123abcd_e3b0c4421", true },
    { "repliek_0123abcd_e3b0c442_kopie", true },
    { "repliek:0123abcd_e3b0c442", false },
    { "repliek_0123abcd:e3b0c442", false },
    { "repliek_vraag_0123abcd", false },
    { "repliek_noot_0123abcd_e3b0c442", false },
    { "repliek_beeld_0123abcd_e3b", false },
    { "repliek:0123abcd:e3b0c44", false },
    { "repliek:0123abcd1:e3b0c442", false },
    { "repliek:0123ABCD:e3b0c442", false },
    { "repliek_", false },
    { "repliek:0123abcd", false },
    { "_repliek_0123abcd_e3b0c442", false },
    { "", false },
};

static void
test_names(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *key = NULL, *hash = NULL;
        if (review_name_parse(rows[i].name, &key, &hash) != rows[i].valid)
            g_error("\"%s\"", rows[i].name);
        if (!rows[i].valid)
            continue;
        g_assert_cmpstr(key, ==, "0123abcd");
        g_assert_cmpstr(hash, ==, "e3b0c442");
    }
}

static void
test_written(void)
{
    g_autofree char *tag = review_tag("0123abcd", "e3b0c442");
    g_autofree char *bookmark = review_bookmark(REVIEW_IMAGE, "0123abcd", "e3b0c442");

    g_assert_cmpstr(tag, ==, "repliek:0123abcd:e3b0c442");
    g_assert_cmpstr(bookmark, ==, "repliek_beeld_0123abcd_e3b0c442");
}

static void
test_indents(void)
{
    for (int lists = 0; lists < 9; lists++) {
        for (int quotes = 0; quotes < 9; quotes++) {
            for (int rounded = -1; rounded <= 1; rounded++) {
                int own = -1, other = -1;
                g_assert_true(
                    review_indent_parse(review_indent(lists, quotes) + rounded, &own, &other));
                g_assert_cmpint(own, ==, lists);
                g_assert_cmpint(other, ==, quotes);
            }
        }
    }
    int lists, quotes;
    g_assert_false(review_indent_parse(100, &lists, &quotes));
    g_assert_false(review_indent_parse(-284, &lists, &quotes));
    g_assert_false(review_indent_parse(720, &lists, &quotes)); /* Word's own step, half an inch */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/review-key/keys", test_keys);
    g_test_add_func("/review-key/names", test_names);
    g_test_add_func("/review-key/indents", test_indents);
    g_test_add_func("/review-key/written", test_written);
    return g_test_run();
}
