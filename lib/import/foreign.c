/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Word files that repliek never made: questions and answers as someone typed them.
 *
 * Which question is which is told by the words alone, by the matcher of `update`: the same, the same but for spelling,
 * similar; each question once over the whole file. What follows a question is its answer, up to the next question or a
 * heading; questions with nothing between them share the answer below them. Where the file ends with a question, and
 * begins with words before the first, the answers may stand above their questions: see answers_stand_above().
 *
 * A sentence is held against the questions where it asks, or where it is one of them word for word: requests have no
 * question mark, and one in other words is held against them where it is a paragraph. An id alone in a line ("Vraag VVD-4") stands for a question whose words the file leaves out. What looks like
 * a question set apart but matches none begins an answer without a place.
 *
 * Every word of the file goes into the YAML or into the list: what stands around the questions, and before the first, is
 * listed as it is. A paragraph of an answer that asks something itself stays where it is, and is a finding: it may be
 * rhetoric, or a question that no entry has, with its answer below.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/utf8.h"
#include "import/import-private.h"
#include "questions/classify.h"
#include "questions/sentences.h"
#include "update/match.h"

/* A sentence that an entry was written against. */
typedef struct Asked {
    const Entry *entry;
    guint index;
    const char *text;
    char *group; /* its fraction; NULL */
} Asked;

/* A sentence of the file that may be a question. */
typedef struct Candidate {
    guint paragraph; /* index in Foreign.paragraphs */
    size_t start, end;
    char *text;
    int asked; /* index in Foreign.asked; -1 */
} Candidate;

typedef enum LineKind {
    LINE_TEXT,
    LINE_QUESTION, /* holds a question that is asked, or one that nobody asks */
    LINE_HEADING,
    LINE_LABEL, /* "Antwoord" */
    LINE_EMPTY,
} LineKind;

typedef struct Line {
    const ManuscriptParagraph *paragraph;
    char *text;
    LineKind kind;
    bool stranger; /* a question that is none of ours */
    bool asks;     /* so it seems, in running text; none of ours */
    guint first;   /* index in Foreign.candidates of its first, once they are sorted */
} Line;

/* Questions that follow each other, and the answer to them. */
typedef struct Group {
    guint place;
    GArray *asked;         /* guint: indices of Foreign.asked */
    GPtrArray *strangers;  /* char *: sentences that match nothing */
    GPtrArray *paragraphs; /* ManuscriptParagraph, borrowed */
    bool is_orphan;        /* text without a question */
} Group;

typedef struct Foreign {
    Importer *importer;
    const Manuscript *manuscript;
    GArray *lines;      /* Line */
    GArray *asked;      /* Asked */
    GArray *candidates; /* Candidate */
    GPtrArray *groups;  /* Group */
} Foreign;

static void
line_clear(gpointer data)
{
    g_free(((Line *)data)->text);
}

static void
asked_clear(gpointer data)
{
    g_free(((Asked *)data)->group);
}

static void
candidate_clear(gpointer data)
{
    g_free(((Candidate *)data)->text);
}

static void
group_free(gpointer data)
{
    Group *group = data;

    g_array_unref(group->asked);
    g_ptr_array_unref(group->strangers);
    g_ptr_array_unref(group->paragraphs);
    g_free(group);
}

/* ---- Lines ---- */

static bool
is_wholly(const ManuscriptParagraph *paragraph, unsigned style)
{
    bool any = false;

    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind != MANUSCRIPT_TEXT || run->text[strspn(run->text, " ")] == '\0')
            continue;
        if ((run->style & style) == 0)
            return false;
        any = true;
    }
    return any;
}

/* Set apart from running text, as questions are that someone copied. */
static bool
is_apart(const ManuscriptParagraph *paragraph)
{
    return paragraph->heading > 0 || paragraph->item ||
           is_wholly(paragraph, RUN_STRONG | RUN_EMPHASIS);
}

/* "Antwoord:", "Antwoord op vraag 3." and nothing more. */
static bool
is_answer_label(const char *text)
{
    bool is_answer = false;
    size_t length = strlen(text), end = sentence_label_end(text, 0, length, &is_answer);

    if (end > 0 && is_answer && text[end + strspn(text + end, " .:")] == '\0')
        return true;
    return (g_ascii_strcasecmp(text, "Antwoord") == 0 ||
            g_ascii_strcasecmp(text, "Antwoord:") == 0);
}

static void
add_line(Foreign *foreign, const ManuscriptParagraph *paragraph)
{
    g_autofree char *text = manuscript_paragraph_text(paragraph);
    Line line = { .paragraph = paragraph, .text = utf8_collapse(text) };

    if (*line.text == '\0')
        line.kind = holds_things(paragraph) || paragraph->table > 0 ? LINE_TEXT : LINE_EMPTY;
    else if (paragraph->heading > 0)
        line.kind = LINE_HEADING;
    else if (is_answer_label(line.text))
        line.kind = LINE_LABEL;
    g_array_append_val(foreign->lines, line);
}

/* ---- Questions ---- */

static void
gather_asked(Foreign *foreign)
{
    const GPtrArray *entries = foreign->importer->answers->entries;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        for (guint j = 0; j < entry->questions->len; j++) {
            const Field *question = g_ptr_array_index(entry->questions, j);
            const char *name = entry_name(entry);
            const char *dash = name != NULL ? strrchr(name, '-') : NULL;
            Asked asked = { .entry = entry, .index = j, .text = question->text };
            if (question->text == NULL)
                continue;
            asked.group = dash != NULL ? g_strndup(name, (gsize)(dash - name)) : NULL;
            g_array_append_val(foreign->asked, asked);
        }
    }
}

/* Letters and digits in lower case, to find a sentence that is the same but for spelling. */
static char *
plain_words(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    GString *plain = g_string_new(NULL);

    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c))
            g_string_append_unichar(plain, c);
    }
    return g_string_free(plain, FALSE);
}

static void
add_candidate(Foreign *foreign, guint paragraph, size_t start, size_t end)
{
    const Line *line = &g_array_index(foreign->lines, Line, paragraph);
    Candidate candidate = { .paragraph = paragraph, .start = start, .end = end, .asked = -1 };

    candidate.text = g_strndup(line->text + start, end - start);
    g_array_append_val(foreign->candidates, candidate);
}

/* Behind a number or label that stands before the words: "3. ", "[VVD-4] ", "Vraag 2a: ", "a) ". */
static size_t
label_length(const char *text)
{
    bool is_answer = false;
    size_t end = sentence_label_end(text, 0, strlen(text), &is_answer);

    if (end == 0 && *text == '[') {
        end = strcspn(text, "]");
        end = text[end] == ']' ? end + 1 : 0;
    }
    if (end == 0) {
        size_t digits = strspn(text, "0123456789");
        bool marked = text[digits] != '\0' && strchr(".):", text[digits]) != NULL;
        end = digits > 0 && digits < 4 && marked ? digits + 1 : 0;
    }
    return end + strspn(text + end, " .:)");
}

/* What tells that a sentence may be a question. */
typedef struct Asking {
    GHashTable *known; /* plain_words() of those that are asked */
    Classifier *classifier;
} Asking;

/* Requests have no question mark: those that someone retyped are looked for only where they are all that a paragraph says. */
static bool
may_ask(const Asking *asking, const char *text, bool alone)
{
    size_t length = strlen(text);
    g_autofree char *plain = plain_words(text);
    QuestionKind kind;
    if (length == 0 || text[length - 1] == '?' || g_hash_table_contains(asking->known, plain))
        return length > 0;

    const Rule *rule = alone ? classify_sentence(asking->classifier, text, length) : NULL;
    return rule != NULL && verdict_is_listed(rule->verdict, &kind);
}

static void
find_in_line(Foreign *foreign, const Asking *asking, guint index)
{
    const Line *line = &g_array_index(foreign->lines, Line, index);
    size_t skip = label_length(line->text);
    g_autoptr(GArray) sentences = split_sentences(line->text + skip, strlen(line->text) - skip);

    for (guint i = 0; i < sentences->len; i++) {
        const Sentence *sentence = &g_array_index(sentences, Sentence, i);
        size_t start = sentence->start + skip, end = sentence->end + skip;
        g_autofree char *text = g_strndup(line->text + start, end - start);
        if (may_ask(asking, text, sentences->len == 1))
            add_candidate(foreign, index, start, end);
    }
}

static void
find_candidates(Foreign *foreign)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Classifier) classifier = classifier_new();
    const Asking asking = { known, classifier };

    for (guint i = 0; i < foreign->asked->len; i++)
        g_hash_table_add(known, plain_words(g_array_index(foreign->asked, Asked, i).text));
    for (guint i = 0; i < foreign->lines->len; i++)
        find_in_line(foreign, &asking, i);
}

static void
match_candidates(const Foreign *foreign)
{
    g_autoptr(GArray) olds = g_array_new(FALSE, FALSE, sizeof(Wording));
    g_autoptr(GArray) news = g_array_new(FALSE, FALSE, sizeof(Wording));

    for (guint i = 0; i < foreign->asked->len; i++) {
        const Asked *asked = &g_array_index(foreign->asked, Asked, i);
        Wording wording = { asked->text, asked->group, false };
        g_array_append_val(olds, wording);
    }
    for (guint i = 0; i < foreign->candidates->len; i++) {
        Wording wording = { g_array_index(foreign->candidates, Candidate, i).text, NULL, false };
        g_array_append_val(news, wording);
    }
    g_autoptr(GArray) matches = match_wordings(olds, news);
    for (guint i = 0; i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        if (match->other >= 0)
            g_array_index(foreign->candidates, Candidate, match->other).asked = (int)i;
    }
}

/* The id, where a line holds that and nothing more: "Vraag VVD-4", "VVD-4:". Newly allocated, or NULL. */
static char *
bare_id(const char *text)
{
    static const char word[] = "Vraag ";
    const char *id = g_str_has_prefix(text, word) ? text + strlen(word) : text;
    size_t length = strcspn(id, " .:");
    bool bare = length > 0 && id[length + strspn(id + length, " .:")] == '\0';

    return bare ? g_strndup(id, length) : NULL;
}

/* A word alone may be one of an answer: "Inderdaad." names nothing, "Vraag 12" and "VVD-9" do. */
static bool
names_question(const char *id, const char *text)
{
    const char *number = strrchr(id, '-');

    number = number != NULL ? number + 1 : id;
    return g_ascii_isdigit(*number) && (number != id || !g_str_has_prefix(text, id));
}

/* By id: the index in Foreign.asked of the first sentence of its entry. */
static GHashTable *
index_ids(const Foreign *foreign)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = foreign->asked->len; i-- > 0;) {
        const GPtrArray *to = g_array_index(foreign->asked, Asked, i).entry->to;
        for (guint j = 0; j < to->len; j++)
            g_hash_table_insert(ids, ((const Target *)g_ptr_array_index(to, j))->first,
                                GUINT_TO_POINTER(i + 1));
    }
    return ids;
}

/* An id alone stands for its question where the file doesn't hold the words of that, and else is only its label. */
static void
mark_ids(Foreign *foreign)
{
    g_autoptr(GHashTable) ids = index_ids(foreign), found = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < foreign->candidates->len; i++) {
        int asked = g_array_index(foreign->candidates, Candidate, i).asked;
        if (asked >= 0)
            g_hash_table_add(found, (gpointer)g_array_index(foreign->asked, Asked, asked).entry);
    }
    for (guint i = 0; i < foreign->lines->len; i++) {
        Line *line = &g_array_index(foreign->lines, Line, i);
        g_autofree char *id = line->kind == LINE_TEXT ? bare_id(line->text) : NULL;
        guint asked = id != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(ids, id)) : 0;
        line->asks |= id != NULL && asked == 0 && names_question(id, line->text);
        if (asked == 0)
            continue;
        line->kind = LINE_LABEL;
        if (!g_hash_table_add(found,
                              (gpointer)g_array_index(foreign->asked, Asked, asked - 1).entry))
            continue;
        add_candidate(foreign, i, 0, strlen(line->text));
        g_array_index(foreign->candidates, Candidate, foreign->candidates->len - 1).asked =
            (int)asked - 1;
        line->kind = LINE_QUESTION;
    }
}

/* A question that matches none begins an answer of its own only where it is set apart and all there is. */
static void
mark_questions(const Foreign *foreign)
{
    for (guint i = 0; i < foreign->candidates->len; i++) {
        const Candidate *candidate = &g_array_index(foreign->candidates, Candidate, i);
        Line *line = &g_array_index(foreign->lines, Line, candidate->paragraph);
        bool whole =
            candidate->start == label_length(line->text) && candidate->end == strlen(line->text);
        if (candidate->asked >= 0) {
            line->kind = LINE_QUESTION;
            line->stranger = false;
        } else if (line->kind != LINE_QUESTION && whole && is_apart(line->paragraph)) {
            line->kind = LINE_QUESTION;
            line->stranger = true;
        } else if (candidate->end == strlen(line->text)) {
            line->asks = true;
        }
    }
}

static gint
compare_candidates(gconstpointer a, gconstpointer b)
{
    guint first = ((const Candidate *)a)->paragraph, second = ((const Candidate *)b)->paragraph;

    return first < second ? -1 : first > second;
}

/* Those that an id stands for came last; the sort keeps the order within a line. */
static void
sort_candidates(const Foreign *foreign)
{
    g_array_sort(foreign->candidates, compare_candidates);
    for (guint i = foreign->candidates->len; i-- > 0;) {
        guint line = g_array_index(foreign->candidates, Candidate, i).paragraph;
        g_array_index(foreign->lines, Line, line).first = i;
    }
}

static const Entry *
first_entry(const Foreign *foreign, const Group *group)
{
    return group->asked->len > 0
               ? g_array_index(foreign->asked, Asked, g_array_index(group->asked, guint, 0)).entry
               : NULL;
}

static void
report_asking(const Foreign *foreign, const Line *line, const Group *open)
{
    const Entry *entry = open != NULL ? first_entry(foreign, open) : NULL;
    const char *name = entry != NULL ? entry_name(entry) : NULL;
    if (line->kind != LINE_TEXT || !line->asks)
        return;

    g_autofree char *message =
        name != NULL
            ? g_strdup_printf(
                  _("this looks like a question, but no entry asks it; it stays in the "
                    "answer to %s, with what follows: if it is one, make it bold in Word "
                    "and import again"),
                  name)
            : g_strdup(_("this looks like a question, but no entry asks it; look where its answer "
                         "has gone"));
    importer_report(foreign->importer, DIAG_UNMATCHED_QUESTION, foreign->manuscript->name,
                    line->paragraph->place, message);
}

/* ---- Groups ---- */

static Group *
group_new(Foreign *foreign, guint place)
{
    Group *group = g_new0(Group, 1);

    group->place = place;
    group->asked = g_array_new(FALSE, FALSE, sizeof(guint));
    group->strangers = g_ptr_array_new_with_free_func(g_free);
    group->paragraphs = g_ptr_array_new();
    g_ptr_array_add(foreign->groups, group);
    return group;
}

static ImportItem *
list_item(const Foreign *foreign, ImportKind kind, guint place, const char *words)
{
    ImportItem *item =
        import_add(foreign->importer->import, kind, foreign->manuscript->name, place, NULL);

    g_free(item->text);
    item->text = g_strdup(words);
    return item;
}

static bool
holds_letters(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* Words that stand in no answer; a number alone is none. */
static void
list_words(const Foreign *foreign, const ManuscriptParagraph *paragraph, const char *words)
{
    if (holds_letters(words))
        list_item(foreign, IMPORT_OUTSIDE, paragraph->place, words);
}

/* A paragraph that is in no answer, with what hangs on it. */
static void
list_paragraph(const Foreign *foreign, const Line *line)
{
    list_words(foreign, line->paragraph, line->text);
    list_hanging(foreign->importer, foreign->manuscript, line->paragraph);
}

/* What a question's paragraph holds besides the question: listed, so that it is not lost. */
static void
take_questions(const Foreign *foreign, guint index, Group *group)
{
    const Line *line = &g_array_index(foreign->lines, Line, index);
    g_autoptr(GString) rest = g_string_new(NULL);
    size_t done = 0;

    for (guint i = line->first; i < foreign->candidates->len; i++) {
        const Candidate *candidate = &g_array_index(foreign->candidates, Candidate, i);
        if (candidate->paragraph != index)
            break;
        if (candidate->asked < 0 && !line->stranger)
            continue;
        g_string_append_len(rest, line->text + done, (gssize)(candidate->start - done));
        done = candidate->end;
        if (candidate->asked >= 0) {
            guint asked = (guint)candidate->asked;
            const Asked *known = &g_array_index(foreign->asked, Asked, asked);
            g_array_append_val(group->asked, asked);
            g_autofree char *ours = utf8_comparable(known->text);
            g_autofree char *theirs = utf8_comparable(candidate->text);
            /* A retyped question is listed in its words here. */
            if (strcmp(ours, theirs) != 0)
                list_item(foreign, IMPORT_RETYPED, line->paragraph->place, candidate->text)
                    ->question = g_strdup(entry_name(known->entry));
        } else {
            g_ptr_array_add(group->strangers, g_strdup(candidate->text));
        }
    }
    g_string_append(rest, line->text + done);
    list_words(foreign, line->paragraph, g_strstrip(rest->str));
    list_hanging(foreign->importer, foreign->manuscript, line->paragraph);
}

static bool
has_questions(const Group *group)
{
    return group != NULL && (group->asked->len > 0 || group->strangers->len > 0);
}

/* Begins the file with text, and ends with a question? Then answers may stand above their questions. */
static bool
may_stand_above(const Foreign *foreign)
{
    bool before = false, seen = false, behind = false;

    for (guint i = 0; i < foreign->lines->len; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, i);
        bool text = line->kind == LINE_TEXT;
        if (line->kind == LINE_QUESTION) {
            seen = true;
            behind = false;
        }
        before |= text && !seen;
        behind |= text && seen;
    }
    return seen && before && !behind;
}

/* Adds the words of a line that are long enough to tell what it is about. */
static void
gather_words(GHashTable *words, const Line *line)
{
    enum { LONG = 5 };
    g_auto(GStrv) tokens = g_str_tokenize_and_fold(line->text, NULL, NULL);

    for (guint i = 0; tokens[i] != NULL; i++)
        if (g_utf8_strlen(tokens[i], -1) >= LONG)
            g_hash_table_add(words, g_strdup(tokens[i]));
}

static guint
count_shared(GHashTable *words, const Line *line)
{
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer word;
    guint shared = 0;

    gather_words(own, line);
    g_hash_table_iter_init(&iter, own);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        shared += g_hash_table_contains(words, word);
    return shared;
}

/* How many words texts share with the questions above them, or, read backwards, below them. */
static guint
count_echoes(const Foreign *foreign, bool backwards)
{
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint shared = 0, count = foreign->lines->len;
    bool asking = false;

    for (guint i = 0; i < count; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, backwards ? count - 1 - i : i);
        if (line->kind == LINE_QUESTION && !asking)
            g_hash_table_remove_all(words);
        if (line->kind == LINE_QUESTION)
            gather_words(words, line);
        else if (line->kind == LINE_TEXT)
            shared += count_shared(words, line);
        asking = line->kind == LINE_QUESTION || (asking && line->kind != LINE_TEXT);
    }
    return shared;
}

/* Is there text between questions? */
static bool
is_interleaved(const Foreign *foreign)
{
    bool seen = false, text = false;

    for (guint i = 0; i < foreign->lines->len; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, i);
        text |= seen && line->kind == LINE_TEXT;
        seen |= line->kind == LINE_QUESTION;
    }
    return text;
}

/*
 * Do the answers stand above their questions? A file that begins with text and ends with a question may as well have an
 * introduction, and no answer to its last question: answers repeat words of what they answer, and that decides. In any
 * case it is told.
 */
static bool
answers_stand_above(const Foreign *foreign)
{
    if (!may_stand_above(foreign))
        return false;

    bool above =
        !is_interleaved(foreign) || count_echoes(foreign, true) > count_echoes(foreign, false);
    importer_report(
        foreign->importer, DIAG_UNSURE_ORDER, foreign->manuscript->name, 0,
        above ? _("the file begins with text and ends with a question, so answers were "
                  "taken from above their questions; look whether each is the right one")
              : _("the file begins with text and ends with a question; answers were "
                  "taken from below their questions; look whether each is the right one"));
    return above;
}

static void
divide_below(Foreign *foreign)
{
    Group *open = NULL;
    bool seen = false;

    for (guint i = 0; i < foreign->lines->len; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, i);
        bool answered = open != NULL && open->paragraphs->len > 0;
        bool heading = line->kind == LINE_HEADING;
        report_asking(foreign, line, open);
        if (line->kind == LINE_QUESTION) {
            if (!has_questions(open) || answered)
                open = group_new(foreign, line->paragraph->place);
            take_questions(foreign, i, open);
            seen = true;
        } else if (heading || line->kind == LINE_LABEL || (line->kind == LINE_TEXT && !seen)) {
            list_paragraph(foreign, line);
            if (heading)
                open = NULL;
        } else if (line->kind == LINE_TEXT) {
            if (open == NULL) {
                open = group_new(foreign, line->paragraph->place);
                open->is_orphan = true;
            }
            g_ptr_array_add(open->paragraphs, (gpointer)line->paragraph);
        } else {
            list_hanging(foreign->importer, foreign->manuscript, line->paragraph);
        }
    }
}

static void
divide_above(Foreign *foreign)
{
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    Group *open = NULL;

    for (guint i = 0; i < foreign->lines->len; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, i);
        report_asking(foreign, line, NULL);
        if (line->kind == LINE_QUESTION) {
            if (open == NULL || waiting->len > 0)
                open = group_new(foreign, line->paragraph->place);
            take_questions(foreign, i, open);
            g_ptr_array_extend(open->paragraphs, waiting, NULL, NULL);
            g_ptr_array_set_size(waiting, 0);
        } else if (line->kind == LINE_TEXT) {
            g_ptr_array_add(waiting, (gpointer)line->paragraph);
        } else {
            list_paragraph(foreign, line);
        }
    }
}

/* ---- Answers ---- */

/* A table that holds questions is only the file's layout: its cells are paragraphs one below the other. */
static GHashTable *
layout_tables(const Foreign *foreign)
{
    GHashTable *tables = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < foreign->lines->len; i++) {
        const Line *line = &g_array_index(foreign->lines, Line, i);
        if (line->kind == LINE_QUESTION && line->paragraph->table > 0)
            g_hash_table_add(tables, GINT_TO_POINTER(line->paragraph->table));
    }
    return tables;
}

static void
flatten_tables(const Foreign *foreign)
{
    g_autoptr(GHashTable) tables = layout_tables(foreign);

    for (guint i = 0; i < foreign->manuscript->paragraphs->len; i++) {
        ManuscriptParagraph *paragraph = g_ptr_array_index(foreign->manuscript->paragraphs, i);
        if (g_hash_table_contains(tables, GINT_TO_POINTER(paragraph->table)))
            paragraph->table = 0;
    }
}

/* The other entries that the answer is to refer to it, where they say nothing yet. */
static void
refer_others(const Foreign *foreign, const Group *group, const Entry *first)
{
    for (guint i = 1; i < group->asked->len; i++) {
        guint index = g_array_index(group->asked, guint, i);
        const Entry *entry = g_array_index(foreign->asked, Asked, index).entry;
        if (entry == first || entry_has_text(entry) || entry->see.text != NULL ||
            entry->is_deferred || entry->is_unplaced || entry_name(first) == NULL)
            continue;
        EntryEdit *edit = importer_edit(foreign->importer, entry);
        if (edit->text != NULL || edit->see != NULL)
            continue;
        edit->see = g_strdup(entry_name(first));
        ImportItem *item = import_add(foreign->importer->import, IMPORT_SEE,
                                      foreign->manuscript->name, group->place, entry_name(entry));
        g_free(item->text);
        item->text = g_strdup(edit->see);
    }
}

static EntryEdit *
stray_edit(const Foreign *foreign, const Group *group)
{
    EntryEdit *edit = importer_new_entry(foreign->importer);

    for (guint i = 0; i < group->strangers->len; i++)
        g_ptr_array_add(edit->questions, g_strdup(g_ptr_array_index(group->strangers, i)));
    g_autofree char *file = g_path_get_basename(foreign->manuscript->name);
    edit->was = g_strdup_printf("%s:%u", file, group->place);
    return edit;
}

static void
take_group(const Foreign *foreign, const Group *group)
{
    const Entry *entry = first_entry(foreign, group);
    const Answered answered = { .manuscript = foreign->manuscript,
                                .paragraphs = group->paragraphs,
                                .place = group->place,
                                .name = entry != NULL ? entry_name(entry) : NULL,
                                .folder_file = entry != NULL ? entry->file : 0 };
    g_autoptr(WordMarkup) made = importer_read(foreign->importer, &answered);
    if (made == NULL)
        return;

    g_autofree char *sense = markup_sense(made->markup);
    bool silent = *sense == '\0' && made->comments->len == 0;
    if (silent && group->strangers->len == 0)
        return;
    EntryEdit *edit =
        entry != NULL ? importer_edit(foreign->importer, entry) : stray_edit(foreign, group);
    importer_note_comments(foreign->importer, &answered, made, edit);
    if (*sense != '\0')
        importer_put(foreign->importer, &answered, made, edit);
    if (entry != NULL && *sense != '\0')
        refer_others(foreign, group, entry);
    if (entry == NULL && *sense == '\0')
        for (guint i = 0; i < group->strangers->len; i++)
            list_words(foreign, g_array_index(foreign->lines, Line, 0).paragraph,
                       g_ptr_array_index(group->strangers, i));
    /* Words of questions that are nobody's stand beside those that are somebody's in the list. */
    for (guint i = 0; entry != NULL && i < group->strangers->len; i++)
        list_words(foreign,
                   group->paragraphs->len > 0 ? g_ptr_array_index(group->paragraphs, 0)
                                              : g_array_index(foreign->lines, Line, 0).paragraph,
                   g_ptr_array_index(group->strangers, i));
}

void
import_foreign(Importer *importer, const Manuscript *manuscript)
{
    Foreign foreign = { .importer = importer,
                        .manuscript = manuscript,
                        .lines = g_array_new(FALSE, FALSE, sizeof(Line)),
                        .asked = g_array_new(FALSE, FALSE, sizeof(Asked)),
                        .candidates = g_array_new(FALSE, FALSE, sizeof(Candidate)),
                        .groups = g_ptr_array_new_with_free_func(group_free) };
    g_array_set_clear_func(foreign.lines, line_clear);
    g_array_set_clear_func(foreign.asked, asked_clear);
    g_array_set_clear_func(foreign.candidates, candidate_clear);

    for (guint i = 0; i < manuscript->paragraphs->len; i++)
        add_line(&foreign, g_ptr_array_index(manuscript->paragraphs, i));
    gather_asked(&foreign);
    find_candidates(&foreign);
    match_candidates(&foreign);
    mark_questions(&foreign);
    mark_ids(&foreign);
    sort_candidates(&foreign);
    flatten_tables(&foreign);
    (answers_stand_above(&foreign) ? divide_above : divide_below)(&foreign);
    for (guint i = 0; i < foreign.groups->len; i++)
        take_group(&foreign, g_ptr_array_index(foreign.groups, i));
    g_array_unref(foreign.lines);
    g_array_unref(foreign.asked);
    g_array_unref(foreign.candidates);
    g_ptr_array_unref(foreign.groups);
}
