/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib.h>

#include "answers/answers.h"

static const struct {
    const char *text;
    bool valid;
} rows[] = {
    { "2025-05-12", true },  { "2024-02-29", true },   { "2000-02-29", true },
    { "1900-02-29", false }, { "2025-02-29", false },  { "2025-04-31", false },
    { "2025-12-31", true },  { "2025-13-01", false },  { "2025-00-10", false },
    { "2025-10-00", false }, { "0000-10-10", false },  { "12 mei", false },
    { "2025-5-12", false },  { "2025-05-12 ", false }, { "2025/05/12", false },
    { "", false },           { "20250512", false },    { "2025-05-1x", false },
    { "12-05-2025", false },
};

static void
test_dates(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (iso_date_is_valid(rows[i].text) != rows[i].valid)
            g_error("\"%s\"", rows[i].text);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/iso-date/valid", test_dates);
    return g_test_run();
}
