/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <string.h>

#include "letter/template.h"

/* Ten metres: beyond it a length is a slip, and sums of a few stay within an int. */
static const double most_points = 28346.0;

static const struct {
    const char *unit;
    double points;
} units[] = {
    { "pt", 1.0 },
    { "", 1.0 },
    { "mm", 72.0 / 25.4 },
    { "cm", 72.0 / 2.54 },
};

/* Digits with at most one decimal sign, point or comma: what people write, and no more than strtod() knows. */
static size_t
number_length(const char *text)
{
    size_t at = text[0] == '-' || text[0] == '+';
    size_t digits = 0, signs = 0;

    for (; g_ascii_isdigit(text[at]) || text[at] == '.' || text[at] == ','; at++) {
        if (g_ascii_isdigit(text[at]))
            digits++;
        else
            signs++;
    }
    return digits > 0 && signs <= 1 ? at : 0;
}

bool
length_parse(const char *text, int *ret_units)
{
    size_t length = number_length(text);
    if (length == 0 || length > 32)
        return false;

    g_autofree char *number = g_strdelimit(g_strndup(text, length), ",", '.');
    g_autofree char *unit = g_strstrip(g_strdup(text + length));
    double value = g_ascii_strtod(number, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(unit, units[i].unit) != 0)
            continue;
        double points = value * units[i].points;
        if (fabs(points) > most_points)
            return false;
        *ret_units = (int)lround(points * UNITS_PER_POINT);
        return true;
    }
    return false;
}
