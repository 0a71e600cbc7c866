/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "letter/template.h"

/*
 * Dates in words. GDate's own formatting follows the locale of the machine; a letter must read the same on all.
 */
typedef struct DateWords {
    const char *language; /* primary subtag */
    const char *months[12], *short_months[12];
} DateWords;

static const DateWords languages[] = {
    { "nl",
      { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december" },
      { "jan.", "feb.", "maart", "april", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.",
        "dec." } },
    { "en",
      { "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December" },
      { "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
        "Dec." } },
};

static const DateWords *
find_language(const char *language)
{
    size_t length = strcspn(language, "-_");

    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (strlen(languages[i].language) == length &&
            g_ascii_strncasecmp(languages[i].language, language, length) == 0)
            return &languages[i];
    }
    return &languages[0];
}

/* "2025-05-12", and nothing but. */
static bool
parse_iso(const char *iso, int *ret_year, int *ret_month, int *ret_day)
{
    if (strlen(iso) != 10)
        return false;
    for (int i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? iso[i] != '-' : !g_ascii_isdigit(iso[i]))
            return false;
    }

    int year = atoi(iso), month = atoi(iso + 5), day = atoi(iso + 8);
    if (year < 1 || !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;

    *ret_year = year;
    *ret_month = month;
    *ret_day = day;
    return true;
}

char *
template_date(const Template *template, const char *iso)
{
    int year, month, day;
    if (!parse_iso(iso, &year, &month, &day))
        return g_strdup(iso);

    const DateWords *words = find_language(template->language);
    return g_strdup_printf("%d %s %d", day, words->months[month - 1], year);
}

char *
template_date_short(const Template *template, const char *iso)
{
    int year, month, day;
    if (!parse_iso(iso, &year, &month, &day))
        return g_strdup(iso);

    const DateWords *words = find_language(template->language);
    return g_strdup_printf("%d %s", day, words->short_months[month - 1]);
}
