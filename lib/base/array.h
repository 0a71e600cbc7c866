/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_ARRAY_H
#define REPLIEK_BASE_ARRAY_H

#include <glib.h>

/*
 * Room for one element more, asked for by the dozen: a letter has millions of words and places where a line may end,
 * and g_array_append_val() is a call of a function or two for each. Only for arrays that are emptied, but filled by
 * this alone, and made without a terminating zero.
 */
static inline void
array_reserve(GArray *array)
{
    enum { STEP = 64 };

    if (array->len % STEP != 0)
        return;
    g_array_set_size(array, array->len + STEP);
    array->len -= STEP;
}

#define array_add(array, type, value)                                                              \
    (array_reserve(array), ((type *)(void *)(array)->data)[(array)->len++] = (value))

#endif
