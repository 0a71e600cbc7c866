/* SPDX-License-Identifier: EUPL-1.2 */
#include "driver.h"
#include "read-draft.h"

/* Any bytes as what a worker sends: a broken one must not break its parent. */

const char *const fuzz_suffixes[] = { ".txt", NULL };

const char *const fuzz_words[] = { "RPD2", "\1", "\xff\xff\xff\xff", "\xc3\xa9", "\4", NULL };

/* A sound draft, of which the input changes some bytes. */
static GByteArray *
sample(void)
{
    g_autoptr(Draft) draft = draft_new();
    DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_ITEM);

    paragraph->label = g_strdup("1.");
    draft_set_page(paragraph, 1);
    draft_append(paragraph, "Kan de één", 11, EMPHASIS_BOLD);
    draft_add_note(draft, "1");
    draft_append_mark(paragraph, 0);
    draft_set_page(paragraph, 2);
    draft_append(paragraph, " dit?", 5, 0);
    flow_add(&draft->body, paragraph);
    return draft_write(draft);
}

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(GByteArray) wire = sample();
    for (gsize i = 0; i + 1 < MIN(length, 16); i += 2)
        wire->data[(guchar)bytes[i] * 7 % wire->len] = (guint8)bytes[i + 1];

    g_autoptr(Draft) changed = draft_read(wire->data, wire->len);
    if (changed != NULL)
        use_draft(changed);
    g_autoptr(Draft) raw = draft_read((const guint8 *)bytes, length);
    if (raw != NULL)
        use_draft(raw);
}
