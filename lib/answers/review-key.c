/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/review-key.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"

/* A little more than two lists, so that one quotation isn't taken for them. */
enum { QUOTE_INDENT = 2 * REVIEW_INDENT + 10, ROUNDING = 2, NEST_MAX = 24 };

int
review_indent(int lists, int quotes)
{
    return lists * REVIEW_INDENT + quotes * QUOTE_INDENT;
}

bool
review_indent_parse(int indent, int *ret_lists, int *ret_quotes)
{
    for (int quotes = 0; quotes <= NEST_MAX; quotes++) {
        int rest = indent - quotes * QUOTE_INDENT;
        int lists = (rest + REVIEW_INDENT / 2) / REVIEW_INDENT;
        if (rest < -ROUNDING)
            break;
        if (lists > NEST_MAX || ABS(rest - lists * REVIEW_INDENT) > ROUNDING)
            continue;
        *ret_lists = lists;
        *ret_quotes = quotes;
        return true;
    }
    return false;
}

char *
review_hash(const char *text)
{
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text != NULL ? text : "", -1);

    return g_strndup(digest, REVIEW_KEY_LENGTH);
}

char *
review_key(const char *id)
{
    return review_hash(id);
}

char *
review_words_hash(const char *words)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0x00AD && c != 0x200B && c != 0xFEFF)
            g_string_append_unichar(plain, c == 0x2011 ? '-' : c < 0x20 ? ' ' : c);
    }
    g_autofree char *collapsed = utf8_collapse(plain->str);
    return review_hash(collapsed);
}

char *
review_bookmark(const char *prefix, const char *key, const char *hash)
{
    return g_strconcat(prefix, key, "_", hash, NULL);
}

char *
review_tag(const char *key, const char *hash)
{
    return g_strconcat(REVIEW_TAG, key, ":", hash, NULL);
}

static bool
is_key(const char *text)
{
    return strspn(text, "0123456789abcdef") >= REVIEW_KEY_LENGTH;
}

/* What stands behind the prefix of a name; NULL where it is another's. */
static const char *
skip_prefix(const char *name)
{
    static const char *const prefixes[] = { REVIEW_TAG, REVIEW_LABEL, REVIEW_END, REVIEW_FIELD };

    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i]))
            return name + strlen(prefixes[i]);
    }
    return NULL;
}

bool
review_name_parse(const char *name, char **ret_key, char **ret_hash)
{
    char separator = g_str_has_prefix(name, REVIEW_TAG) ? ':' : '_';
    const char *key = skip_prefix(name);
    if (key == NULL || !is_key(key) || key[REVIEW_KEY_LENGTH] != separator)
        return false;

    const char *hash = key + REVIEW_KEY_LENGTH + 1;
    if (!is_key(hash))
        return false;
    *ret_key = g_strndup(key, REVIEW_KEY_LENGTH);
    *ret_hash = g_strndup(hash, REVIEW_KEY_LENGTH);
    return true;
}
