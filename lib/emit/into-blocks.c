/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/into-private.h"

static void
append_paragraph(Into *into, const Block *block, const Property *own, unsigned style)
{
    into_open_paragraph(into, own);
    into_append_runs(into, block->runs, style);
    into_close_paragraph(into);
}

static void
append_block(Into *into, const Block *block)
{
    static const Property keep[] = { { "w:keepNext", "<w:keepNext/>" }, { NULL, NULL } };
    bool head = block->kind == BLOCK_LABEL || block->kind == BLOCK_HEADING;

    if (block->runs != NULL && block->runs->len > 0)
        append_paragraph(into, block, head ? keep : NULL, head ? RUN_STRONG : 0);
    if (block->children != NULL)
        into_append_blocks(into, block->children);
}

void
into_append_blocks(Into *into, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++)
        append_block(into, g_ptr_array_index(blocks, i));
}
