/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/nearest.h"
#include "questions/questions.h"

const char *
questions_nearest(const Questions *questions, const char *id)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_sized_new(questions->items->len + 1);

    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        g_ptr_array_add(ids, question->id);
    }
    g_ptr_array_add(ids, NULL);
    return nearest_word(id, (const char *const *)ids->pdata);
}
