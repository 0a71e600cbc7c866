/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/pattern.h"

/* Matches: from so many on, what machine code saves pays for making it. Measured on the demonstration
 * text, where making it for every rule took half of all the work. */
enum { OFTEN = 8 };

struct Pattern {
    const char *text;
    GRegexCompileFlags flags;
    GRegex *regex; /* NULL: not yet compiled */
    guint asked;
};

Pattern *
pattern_new(const char *text, GRegexCompileFlags flags)
{
    Pattern *pattern = g_new0(Pattern, 1);
    pattern->text = text;
    pattern->flags = flags;
    return pattern;
}

void
pattern_free(Pattern *pattern)
{
    if (pattern == NULL)
        return;

    g_clear_pointer(&pattern->regex, g_regex_unref);
    g_free(pattern);
}

static const GRegex *
compiled(Pattern *pattern)
{
    g_autoptr(GError) error = NULL;
    bool fast = ++pattern->asked == OFTEN;
    if (pattern->regex != NULL && !fast)
        return pattern->regex;

    GRegexCompileFlags flags = pattern->flags | (fast ? G_REGEX_OPTIMIZE : 0);
    GRegex *regex = g_regex_new(pattern->text, flags, 0, &error);
    if (regex == NULL)
        g_error("a pattern of ours is wrong: %s: %s", error->message, pattern->text);
    g_clear_pointer(&pattern->regex, g_regex_unref);
    pattern->regex = regex;
    return regex;
}

bool
pattern_matches(Pattern *pattern, const char *text, size_t length)
{
    return g_regex_match_full(compiled(pattern), text, (gssize)length, 0, 0, NULL, NULL);
}

bool
pattern_match(Pattern *pattern, const char *text, size_t length, GMatchInfo **ret_match)
{
    return g_regex_match_full(compiled(pattern), text, (gssize)length, 0, 0, ret_match, NULL);
}
