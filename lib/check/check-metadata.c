/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "check/check-private.h"

/* interface.md, "The answers file": "Required: …". */
static const struct {
    const char *key;
    size_t offset;
} required_rows[] = {
    { "ministry", offsetof(LetterData, ministry) },
    { "to", offsetof(LetterData, to) },
    { "date", offsetof(LetterData, date) },
    { "subject", offsetof(LetterData, subject) },
};

static void
report_missing(const LetterData *letter, const char *key, Diags *diags)
{
    diags_add(diags, DIAG_MISSING_METADATA, letter->span, NULL,
              _("the letter has no \"%s\" yet; fill it in under \"letter\""), key);
}

static void
check_signatories(const LetterData *letter, Diags *diags)
{
    if (letter->signatories->len == 0)
        report_missing(letter, "signatories", diags);

    for (guint i = 0; i < letter->signatories->len; i++) {
        const Signatory *signatory = g_ptr_array_index(letter->signatories, i);
        if (signatory->role.text == NULL)
            report_missing(letter, "role", diags);
    }
}

/* One finding where there is no `letter` at all, and where it would be: in the first file. */
static void
report_no_letter(const Answers *answers, Diags *diags)
{
    const Source *first = answers->sources->len > 0 ? g_ptr_array_index(answers->sources, 0) : NULL;

    DiagPlace place = { .file = first != NULL ? first->name : NULL };
    diags_add_at(diags, DIAG_MISSING_METADATA, &place,
                 _("there is no \"letter\"; add it with ministry, to, date, subject and "
                   "signatories"));
}

void
check_metadata(const Coverage *coverage, Diags *diags)
{
    const LetterData *letter = coverage->answers->letter;
    if (!span_is_set(letter->span)) {
        report_no_letter(coverage->answers, diags);
        return;
    }

    for (size_t i = 0; i < G_N_ELEMENTS(required_rows); i++) {
        const Field *field = (const Field *)((const char *)letter + required_rows[i].offset);
        if (field->text == NULL)
            report_missing(letter, required_rows[i].key, diags);
    }
    check_signatories(letter, diags);
}
