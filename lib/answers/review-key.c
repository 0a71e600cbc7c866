/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/review-key.h"

#include <glib.h>
#include <string.h>

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

bool
review_name_parse(const char *name, char **ret_key, char **ret_hash)
{
    bool is_tag = g_str_has_prefix(name, REVIEW_TAG);
    if (!is_tag && !g_str_has_prefix(name, REVIEW_FIELD))
        return false;

    /* Both prefixes are as long. A key that is none ends the text before what stands behind it is looked at. */
    const char *key = name + strlen(REVIEW_TAG);
    if (!is_key(key) || key[REVIEW_KEY_LENGTH] != (is_tag ? ':' : '_'))
        return false;
    const char *hash = key + REVIEW_KEY_LENGTH + 1;
    if (!is_key(hash))
        return false;

    *ret_key = g_strndup(key, REVIEW_KEY_LENGTH);
    *ret_hash = g_strndup(hash, REVIEW_KEY_LENGTH);
    return true;
}
