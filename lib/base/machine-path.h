/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_MACHINE_PATH_H
#define REPLIEK_BASE_MACHINE_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* A path of somebody's machine or network in a text: "/home/voorbeeld/brief.docx", "C:\Users\…", "\\server\map", "file:/…". */
typedef struct MachinePath {
    size_t start, end;           /* bytes */
    size_t user_start, user_end; /* the user's name in it; both 0 where it says none */
} MachinePath;

/* The first at or behind `from`. Linear in what it passes. */
bool machine_path_find(const char *text, size_t from, MachinePath *ret_path);

#endif
