/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/compose-private.h"

/* The covering letter: the user's words, or the template's where there are none. */

static void
add_paragraph(const Composer *composer, char *text)
{
    if (*text != '\0')
        g_ptr_array_add(composer->letter->cover, block_paragraph(text));
    g_free(text);
}

static void
add_salutation(const Composer *composer)
{
    const char *own = field_text(&composer->data->salutation);
    add_paragraph(composer,
                  g_strdup(own != NULL ? own : template_text(composer->template, "salutation")));
}

static char *
opening_sentence(const Composer *composer)
{
    const Template *template = composer->template;
    const GPtrArray *signatories = composer->data->signatories;
    bool many = signatories != NULL && signatories->len > 1;
    const char *offer = template_text(template, many ? "offer_many" : "offer_one");
    g_autofree char *names = on_behalf_names(composer);
    g_autofree char *behalf =
        names != NULL ? template_fill(template, "opening_on_behalf", "names", names, NULL)
                      : g_strdup("");

    LetterSubject subject = find_subject(composer->questions);
    const char *key = subject.committee == NULL ? "opening_plain"
                      : subject.matter == NULL  ? "opening_committee"
                                                : "opening";
    char *sentence = template_fill(template, key, "offer", offer, "on_behalf", behalf, "committee",
                                   subject.committee, "subject", subject.matter, NULL);
    letter_subject_clear(&subject);
    return sentence;
}

/* The first letter of a sentence that begins with what is elsewhere in the middle of one. */
static char *
begin_sentence(const char *text)
{
    GString *result = g_string_new(NULL);

    g_string_append_unichar(result, g_unichar_toupper(g_utf8_get_char(text)));
    g_string_append(result, g_utf8_next_char(text));
    return g_string_free(result, FALSE);
}

static char *
deferred_sentence(const Composer *composer, const AnswerRun *run)
{
    const char *until = field_text(&run->entry->deferred_until);
    if (until == NULL)
        return g_strdup("");

    g_autofree char *date = template_date(composer->template, until);
    if (!composer->ids)
        return template_fill(composer->template, "opening_deferred_plain", "date", date, NULL);

    const GPtrArray *questions = coverage_questions(composer->coverage, run->entry);
    g_autofree char *named = label_question(composer, questions, true);
    g_autofree char *question = begin_sentence(named);
    const char *key = questions->len == 1 ? "opening_deferred_one" : "opening_deferred_many";
    return template_fill(composer->template, key, "question", question, "date", date, NULL);
}

/* What the letter doesn't answer yet is said where the Chair reads it first. */
static void
add_deferred(const Composer *composer)
{
    g_autofree char *last = NULL;

    for (guint i = 0; i < composer->runs->len; i++) {
        const AnswerRun *run = g_ptr_array_index(composer->runs, i);
        if (run->state != COVERAGE_DEFERRED || !answer_run_is_first(run))
            continue;
        char *sentence = deferred_sentence(composer, run);
        if (g_strcmp0(sentence, last) != 0) {
            g_free(last);
            last = g_strdup(sentence);
            add_paragraph(composer, sentence);
        } else {
            g_free(sentence);
        }
    }
}

static void
add_signature(const Composer *composer, const Signatory *signatory)
{
    const char *role = field_text(&signatory->role), *name = field_text(&signatory->name);
    if (role == NULL)
        return;

    Block *signature = block_new(BLOCK_SIGNATURE);
    g_autofree char *label = g_str_has_suffix(role, ",")
                                 ? g_strdup(role)
                                 : template_fill(composer->template, "role", "role", role, NULL);
    g_ptr_array_add(signature->children, block_paragraph(label));
    if (name != NULL)
        g_ptr_array_add(signature->children, block_paragraph(name));
    g_ptr_array_add(composer->letter->cover, signature);
}

void
compose_cover(Composer *composer)
{
    const LetterData *data = composer->data;

    add_salutation(composer);
    if (data->opening != NULL) {
        compose_markup(composer, composer->letter->cover, data->opening, 1);
    } else {
        add_paragraph(composer, opening_sentence(composer));
        add_deferred(composer);
    }
    if (data->closing != NULL)
        compose_markup(composer, composer->letter->cover, data->closing, 1);

    g_autofree char *names = on_behalf_names(composer);
    if (names != NULL)
        add_paragraph(composer,
                      template_fill(composer->template, "on_behalf", "names", names, NULL));
    for (guint i = 0; data->signatories != NULL && i < data->signatories->len; i++)
        add_signature(composer, g_ptr_array_index(data->signatories, i));
}
