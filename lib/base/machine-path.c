/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/machine-path.h"

#include <glib.h>
#include <string.h>

/* Folders at the root that say that a path is one of a machine. An address of the web has letters before them. */
static const char *const roots[] = { "/home/", "/Users/", "/root/", "/tmp/",     "/mnt/", "/media/",
                                     "/srv/",  "/opt/",   "/var/",  "/usr/",     "/etc/", "~/",
                                     "file:/", "smb:/",   "/run/",  "/Volumes/", NULL };

/* Below which each user has a folder. */
static const char *const homes[] = { "/home/",         "/Users/",
                                     "\\Users\\",      "\\Documents and Settings\\",
                                     "\\Gebruikers\\", NULL };

static bool
is_path_byte(char c)
{
    return (guchar)c > ' ' && strchr("\"'<>|*`(){}[],;", c) == NULL;
}

static bool
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80 || c == '_';
}

/* Nothing before it that makes it a part of something else: an address, a fraction, another path. */
static bool
may_begin(const char *text, size_t at)
{
    return at == 0 || (!is_word_byte(text[at - 1]) && strchr("/\\.~-", text[at - 1]) == NULL);
}

/* How much of it says that it is a path; 0 where it doesn't. */
static size_t
root_length(const char *text)
{
    for (gsize i = 0; roots[i] != NULL; i++)
        if (g_str_has_prefix(text, roots[i]) && is_path_byte(text[strlen(roots[i])]))
            return strlen(roots[i]);
    if (g_ascii_isalpha(text[0]) && text[1] == ':' &&
        (text[2] == '\\' || (text[2] == '/' && g_ascii_isupper(text[0]))) && is_word_byte(text[3]))
        return 3;
    if (text[0] != '\\' || text[1] != '\\' || !g_ascii_isalnum(text[2]))
        return 0;

    size_t length = 3;
    while (g_ascii_isalnum(text[length]) || text[length] == '.' || text[length] == '-')
        length++;
    return text[length] == '\\' && is_word_byte(text[length + 1]) ? length + 1 : 0;
}

static void
find_user(const char *text, MachinePath *path)
{
    g_autofree char *own = g_strndup(text + path->start, path->end - path->start);
    for (gsize i = 0; homes[i] != NULL; i++) {
        const char *home = strstr(own, homes[i]);
        if (home == NULL)
            continue;
        const char *user = home + strlen(homes[i]);
        path->user_start = path->start + (size_t)(user - own);
        path->user_end = path->user_start + strcspn(user, "/\\");
        return;
    }
}

bool
machine_path_find(const char *text, size_t from, MachinePath *ret_path)
{
    for (size_t at = from; text[at] != '\0'; at++) {
        size_t length = may_begin(text, at) ? root_length(text + at) : 0;
        if (length == 0)
            continue;
        MachinePath path = { .start = at, .end = at + length };
        while (text[path.end] != '\0' && is_path_byte(text[path.end]))
            path.end++;
        while (path.end > at + length && strchr(".:!?", text[path.end - 1]) != NULL)
            path.end--;
        find_user(text, &path);
        *ret_path = path;
        return true;
    }
    return false;
}
