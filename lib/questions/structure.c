/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The order of a question document: which paragraph is what.
 *
 * One pass from top to bottom with the region that the last heading opened; headings.def says what
 * a heading looks like, one function a kind says what follows from it. Text formats don't mark
 * headings, so below a fraction's heading a short line without an end mark, with text under it, is
 * taken for one.
 */
#include "questions/structure-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "questions/asker-marks.h"
#include "questions/fractions.h"
#include "questions/sentences.h"

/* Characters: longer lines are text even without an end mark. */
enum { LONGEST_SUBHEADING = 140 };

/* Characters: what follows a signature's label and is longer is no name. */
enum { LONGEST_NAME = 60 };

char *
paragraph_line(const Paragraph *paragraph)
{
    if (paragraph->label == NULL)
        return g_strdup(paragraph->text->text->str);
    return g_strdup_printf("%s %s", paragraph->label, paragraph->text->text->str);
}

void
fraction_add_passage(Fraction *fraction, Passage *passage)
{
    g_ptr_array_add(fraction->passages, passage);
    if (passage->fraction == NULL) {
        passage->fraction = fraction;
        passage->n = (int)fraction->passages->len;
    }
}

static Fraction *
nobody(Questions *questions)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    return fraction_get(questions, none, NULL);
}

static int
section_number(const char *numeral, int otherwise)
{
    static const char *const romans[] = { "I",  "II",  "III",  "IV", "V",
                                          "VI", "VII", "VIII", "IX", "X" };
    if (numeral == NULL)
        return otherwise;

    for (guint i = 0; i < G_N_ELEMENTS(romans); i++) {
        if (g_ascii_strcasecmp(numeral, romans[i]) == 0)
            return (int)i + 1;
    }
    int number = atoi(numeral);
    return number > 0 ? number : otherwise;
}

/* A heading or label that gives the floor to members. */
static void
members_begin(Structure *structure)
{
    structure->government = structure->labelled = structure->asked = false;
}

/* "… en reactie van de minister" */
static bool
announces_answers(const char *heading)
{
    return strstr(heading, "reactie") != NULL || strstr(heading, "antwoord") != NULL;
}

static void
begin_section(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    passage->role = PASSAGE_SECTION;
    structure->interleaved_section = structure->first_person || announces_answers(line);
    passage->number = headings_part(structure->headings, kind, line, "number");
    passage->heading = headings_part(structure->headings, kind, line, "text");
    structure->section = section_number(passage->number, structure->section + 1);
    members_begin(structure);
    g_ptr_array_set_size(structure->theme, 0);
}

static void
place_section(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    begin_section(structure, passage, kind, line);
    bool answers = kind == HEADING_SECTION_ANSWERS || kind == HEADING_LETTER_OF_ANSWER;
    structure->opens_letter = kind == HEADING_LETTER_OF_QUESTIONS;
    structure->region = answers                          ? REGION_ANSWERS
                        : kind == HEADING_SECTION_AGENDA ? REGION_AGENDA
                                                         : REGION_QUESTIONS;
}

static void
place_fraction(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    g_autofree char *who = heading_names(structure, kind, line);
    g_autoptr(GPtrArray) names = parse_fraction_names(who);
    use_known_names(structure->questions, names);
    const char *heading = passage->paragraph->text->text->str;

    passage->role = PASSAGE_FRACTION;
    passage->heading = headings_part(structure->headings, kind, line, "text");
    structure->fraction = fraction_get(structure->questions, names, heading);
    structure->region = REGION_QUESTIONS;
    structure->interleaved = structure->interleaved_section || announces_answers(heading);
    members_begin(structure);
    passage->fraction = structure->fraction;
    g_ptr_array_set_size(structure->theme, 0);
}

/* A page may name the members twice, and only then their parties: who asked nothing under the first title goes. */
static void
drop_untitled(Structure *structure)
{
    Fraction *above = structure->fraction;
    bool members = above != NULL && g_str_has_prefix(above->name, "lid ");
    if (!members || structure->region != REGION_PREAMBLE || above->passages->len > 0)
        return;

    structure->fraction = NULL;
    g_hash_table_remove(structure->questions->by_name, above->name);
    g_ptr_array_remove(structure->questions->fractions, above);
}

/* The title of members' questions, above them or, in an annex, above each block of them. */
static void
place_members_title(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    g_autofree char *who = heading_names(structure, kind, line);
    g_autoptr(GPtrArray) names = parse_member_names(who);
    use_known_names(structure->questions, names);
    const char *heading = kind == HEADING_MEMBERS_LINE ? who : passage->paragraph->text->text->str;

    drop_untitled(structure);
    bool is_title = structure->region == REGION_PREAMBLE &&
                    (structure->by_members || structure->skeleton == SKELETON_NUMBERS);
    passage->role = is_title ? PASSAGE_TITLE : PASSAGE_FRACTION;
    structure->fraction = fraction_get(structure->questions, names, heading);
    members_begin(structure);
    if (passage->role == PASSAGE_TITLE)
        return;
    structure->region = REGION_QUESTIONS;
    passage->heading = g_strdup(heading);
    passage->fraction = structure->fraction;
    g_ptr_array_set_size(structure->theme, 0);
}

static void
place_signature(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    passage->role = kind == HEADING_CHAIR ? PASSAGE_CHAIR : PASSAGE_CLERK;
    passage->label = headings_part(structure->headings, kind, line, "label");
    passage->name = headings_part(structure->headings, kind, line, "name");
    structure->unsigned_label = passage->name == NULL ? passage : NULL;
}

/* The page of the paper that the questions below are about; takes the text. */
static void
set_page_mark(Structure *structure, char *page)
{
    g_free(structure->page_mark);
    structure->page_mark = page;
}

static void
place_question_label(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    passage->role = PASSAGE_SUBHEADING;
    passage->number = headings_part(structure->headings, kind, line, "number");
    structure->region = REGION_QUESTIONS;
    structure->label_mark = structure->asker_marks[passage->index];
    set_number(structure, passage->number);
    members_begin(structure);
}

static void
place_in_preamble(Structure *structure, Passage *passage, const char *line)
{
    bool is_title = utf8_count(line, strlen(line)) <= LONGEST_SUBHEADING &&
                    strchr(".?!", line[strlen(line) - 1]) == NULL;
    Passage *label = structure->unsigned_label;

    passage->role = is_title ? PASSAGE_TITLE : PASSAGE_PREAMBLE;
    if (label == NULL)
        return;
    passage->role = label->role;
    passage->name = g_strdup(line);
    structure->unsigned_label = NULL;
}

/* May the document hold answers? Where its kind is only guessed it may. */
static bool
may_answer(const Structure *structure)
{
    return structure->family == NULL || structure->family->voice != FAMILY_VOICE_MEMBERS;
}

/* How deep a numbered heading stands: 1 for "2. Kosten", 2 for "2.1 Kosten"; 0 without a number. */
static int
number_depth(const Paragraph *paragraph)
{
    const char *text = paragraph->label != NULL ? paragraph->label : paragraph->text->text->str;
    size_t length = strspn(text, "0123456789.");
    int depth = 0;
    if (length == 0 || !g_ascii_isdigit(text[0]) || (text[length] != ' ' && text[length] != '\0'))
        return 0;

    for (size_t at = 0; at < length; at++)
        depth += g_ascii_isdigit(text[at]) && (at == 0 || text[at - 1] == '.');
    return depth;
}

/* "2. Kosten" just above "2.1 Onderhoud": the number below goes on with the one above. */
static bool
is_numbered_pair(const Structure *structure, guint i)
{
    const Paragraph *above = g_ptr_array_index(structure->paragraphs, i);
    const Paragraph *below = g_ptr_array_index(structure->paragraphs, i + 1);
    int depth = number_depth(above);

    return depth > 0 && number_depth(below) == depth + 1;
}

/* A short line without an end mark, above text. */
static bool
is_subheading(const Structure *structure, guint i)
{
    const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
    if (paragraph->kind == PARAGRAPH_HEADING)
        return true;
    if (strchr(paragraph->text->text->str, '?') != NULL)
        return false;
    if (structure->skeleton == SKELETON_NUMBERS)
        return !may_answer(structure) && is_list_heading(structure, i);
    if (i + 1 >= structure->paragraphs->len)
        return false;

    const GString *text = paragraph->text->text;
    bool numbered_item = paragraph->label != NULL && g_ascii_isdigit(paragraph->label[0]);
    bool plain = paragraph->kind == PARAGRAPH_TEXT || numbered_item;
    gunichar first = g_utf8_get_char(text->str);
    gunichar last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
    bool closed = g_unichar_isalnum(last) || last == ')' || last == 0x201D || last == 0x00BB;
    const Paragraph *next = g_ptr_array_index(structure->paragraphs, i + 1);

    bool short_line = plain && closed && (g_unichar_isupper(first) || g_unichar_isdigit(first)) &&
                      utf8_count(text->str, text->len) <= LONGEST_SUBHEADING;
    bool longer = next->kind == PARAGRAPH_TEXT && next->text->text->len > text->len;
    bool above_text =
        structure->kinds[i + 1] == HEADING_NONE && (longer || is_numbered_pair(structure, i));

    return short_line && above_text &&
           classify_sentence(structure->classifier, text->str, text->len) == NULL;
}

static void
place_subheading(Structure *structure, Passage *passage)
{
    const Paragraph *paragraph = passage->paragraph;
    int level = paragraph->level > 0 ? paragraph->level : number_depth(paragraph);
    guint depth = (guint)MAX(level, 1) - 1;

    passage->role = PASSAGE_SUBHEADING;
    passage->heading = paragraph_line(paragraph);
    if (depth < structure->theme->len)
        g_ptr_array_set_size(structure->theme, (int)depth);
    g_ptr_array_add(structure->theme, g_strdup(passage->heading));
    set_page_mark(structure, NULL);
}

static void
place_body(Structure *structure, Passage *passage)
{
    passage->role = PASSAGE_BODY;
    structure->opens_letter = false;
    passage->order = ++structure->order;
    passage->page_mark = g_strdup(structure->page_mark);
    for (guint i = 0; i < structure->theme->len; i++)
        g_ptr_array_add(passage->theme, g_strdup(g_ptr_array_index(structure->theme, i)));
    if (passage->theme->len > 0)
        passage->subheading = g_strdup(g_ptr_array_index(passage->theme, passage->theme->len - 1));
    if (structure->skeleton == SKELETON_SPEAKERS)
        return;

    place_number(structure, passage);
    const char *mark = structure->asker_marks[passage->index];
    mark = mark != NULL ? mark : structure->label_mark;
    if (mark != NULL && structure->marked) {
        g_autoptr(GPtrArray) names = parse_fraction_names(mark);
        use_known_names(structure->questions, names);
        fraction_add_passage(fraction_get(structure->questions, names, NULL), passage);
        return;
    }
    if (structure->fraction == NULL)
        structure->fraction = nobody(structure->questions);
    fraction_add_passage(structure->fraction, passage);
}

/* Members speak again, below an answer: its label stands before each answer, none before them. */
bool
members_speak(const char *line)
{
    static const char *const openings[] = { "De leden van", "De leden der", "De fractieleden van",
                                            "Deze leden",   "Het lid ",     "De fractie van" };

    for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
        if (g_str_has_prefix(line, openings[i]))
            return true;
    }
    return false;
}

/*
 * May the government speak in running text, without a label? Members tell what the government says
 * as well ("Het kabinet geeft aan dat"), so words alone make no answer where nothing has told that
 * the document has them: a question taken for an answer would be lost in silence. Under headings of
 * fractions these have to tell, as the answers may as well stand apart or be still to come.
 */
static bool
may_answer_unlabelled(const Structure *structure)
{
    bool told = structure->skeleton != SKELETON_FRACTIONS && structure->family != NULL;
    return structure->interleaved || ((told || structure->answered) && may_answer(structure));
}

/* Where the words leave it open who speaks: what stands behind a question is its answer, in
 * documents that have them. */
static bool
is_answer_by_place(const Structure *structure, bool asks)
{
    if (asks)
        return structure->government;
    if (structure->family != NULL && structure->family->voice == FAMILY_VOICE_GOVERNMENT)
        return true;
    bool listed = structure->skeleton == SKELETON_NUMBERS;
    return structure->government || (structure->asked && (listed || structure->interleaved));
}

/* A label "Antwoord": on its own, or with a number in front of the answer. */
static bool
is_answer_label(const Structure *structure, guint i, const GString *text)
{
    bool is_answer = false;

    return structure->kinds[i] == HEADING_ANSWER_LABEL ||
           (sentence_label_end(text->str, 0, text->len, &is_answer) > 0 && is_answer);
}

/*
 * Marks the paragraphs that a label "Antwoord" stands under: what is answered was asked there, by whatever words. A
 * list goes as a whole, with the line that ends in a colon before it.
 */
static void
find_above_answers(Structure *structure)
{
    bool below = false, item_below = false, list_above = false;

    for (guint i = structure->paragraphs->len; i > 0; i--) {
        const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i - 1);
        const GString *text = paragraph->text->text;
        if (paragraph->kind == PARAGRAPH_FURNITURE || text->len == 0)
            continue;
        bool is_item = paragraph->kind == PARAGRAPH_ITEM;
        bool same_list = item_below && (is_item || text->str[text->len - 1] == ':');
        bool is_label = is_answer_label(structure, i - 1, text);
        bool above = !is_label && (below || (same_list && list_above));
        structure->above_answer[i - 1] = above;
        below = is_label;
        item_below = is_item;
        list_above = above;
    }
}

/* Do members go on below a labelled answer? In a list only the next number or label says so: there
 * "de leden van" are anybody's. */
static bool
takes_floor(const Structure *structure, const GString *text, const char *line)
{
    return structure->skeleton != SKELETON_NUMBERS &&
           (members_speak(line) || members_ask_first(structure, text));
}

/* Is the last label among the sentences one of an answer, which holds for what follows? */
static bool
ends_in_answer(const GString *text)
{
    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    bool is_answer = false, last = false;

    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        if (sentence_label_end(text->str, place.start, place.end, &is_answer) > 0)
            last = is_answer;
    }
    return last;
}

/* Decides whose words the paragraph is. A label holds until members are named again. */
static void
track_voice(Structure *structure, const Passage *passage, const char *line)
{
    const GString *text = passage->paragraph->text->text;
    bool asks = false, is_answer = false;
    if (sentence_label_end(text->str, 0, text->len, &is_answer) > 0) {
        members_begin(structure); /* labels in the line: their sentences tell who speaks */
        structure->labelled = ends_in_answer(text);
        return;
    }
    bool numbered = structure->skeleton == SKELETON_NUMBERS &&
                    paragraph_is_numbered(passage->paragraph) && strchr(line, '?') != NULL;
    if (numbered || bare_number_end(structure, text->str) > 0)
        members_begin(structure);
    if (structure->labelled) {
        bool members =
            structure->above_answer[passage->index] || takes_floor(structure, text, line);
        structure->government = structure->labelled = !members;
        return;
    }
    if (!may_answer_unlabelled(structure))
        return;

    Voice voice = paragraph_voice(structure, text, &asks);
    bool settled = structure->government && structure->skeleton == SKELETON_NUMBERS;
    bool too_early = !structure->asked && structure->family == NULL;
    if (settled || (voice == VOICE_GOVERNMENT && !too_early))
        structure->government = true;
    else
        structure->government = voice != VOICE_MEMBERS && is_answer_by_place(structure, asks);
    bool reads_so =
        structure->answered && begins_clause(structure->classifier, text->str, text->len);
    structure->asked = structure->asked || ((asks || reads_so) && !structure->government);
}

/* Does the first paragraph of the text begin here, behind the title? */
static bool
begins_text(const Structure *structure, const Passage *passage, const char *line)
{
    const GString *text = passage->paragraph->text->text;
    bool is_answer = false;
    if (structure->unsigned_label != NULL)
        return false;
    if (structure->marked && structure->asker_marks[passage->index] != NULL)
        return true;

    if (structure->skeleton == SKELETON_NUMBERS && structure->introduced &&
        is_subheading(structure, passage->index))
        return true;
    if (structure->skeleton == SKELETON_NUMBERS || structure->by_members)
        return paragraph_is_numbered(passage->paragraph) ||
               sentence_label_end(text->str, 0, text->len, &is_answer) > 0 ||
               (!(structure->titled && structure->fraction == NULL) && strchr(line, '?') != NULL);
    if (structure->skeleton != SKELETON_SPEAKERS)
        return false;
    bool sentences = strchr(line, '?') != NULL || /* a page may end in mid-sentence */
                     (strstr(line, ". ") != NULL && strlen(line) > LONGEST_SUBHEADING);
    return sentences || strchr(".?!", line[strlen(line) - 1]) != NULL || members_speak(line) ||
           (structure->introduced && is_subheading(structure, passage->index));
}

static void
place_late_signature(Structure *structure, Passage *passage, const char *line)
{
    passage->role = structure->unsigned_label->role;
    passage->name = g_strdup(line);
    structure->unsigned_label = NULL;
}

static void
place_in_questions(Structure *structure, Passage *passage, const char *line)
{
    bool is_name = structure->unsigned_label != NULL &&
                   strchr(".?!:", line[strlen(line) - 1]) == NULL &&
                   utf8_count(line, strlen(line)) <= LONGEST_NAME;
    if (is_name) {
        place_late_signature(structure, passage, line);
        return;
    }
    structure->unsigned_label = NULL;
    if (is_subheading(structure, passage->index)) {
        place_subheading(structure, passage);
        return;
    }
    track_voice(structure, passage, line);
    if (!structure->government) {
        place_body(structure, passage);
        return;
    }
    passage->role = PASSAGE_ANSWER;
    passage->by_voice = !structure->labelled;
}

static void
place_text(Structure *structure, Passage *passage, const char *line)
{
    if (structure->region == REGION_PREAMBLE && begins_text(structure, passage, line))
        structure->region = REGION_QUESTIONS;

    switch (structure->region) {
    case REGION_PREAMBLE:
        place_in_preamble(structure, passage, line);
        return;
    case REGION_ANSWERS:
        passage->role = PASSAGE_ANSWER;
        passage->apart = true;
        if (structure->kinds[passage->index] == HEADING_FRACTION ||
            is_subheading(structure, passage->index))
            passage->label = g_strdup(line);
        return;
    case REGION_AGENDA:
        passage->role = PASSAGE_AGENDA;
        return;
    case REGION_QUESTIONS:
        place_in_questions(structure, passage, line);
        return;
    }
}

/* Reports without headings may go on from the committee's opening words to what members ask. */
static bool
asks_in_speech(const Structure *structure, const char *line)
{
    g_autoptr(GString) text = g_string_new(line);
    bool asks = false;

    if (structure->skeleton == SKELETON_SPEAKERS)
        paragraph_voice(structure, text, &asks);
    return asks;
}

/* "Vraag 3" under the heading of a fraction numbers its questions; a bare "3" does so in lists only. */
static bool
is_question_label(const Structure *structure, guint i, const char *line)
{
    if (structure->region == REGION_AGENDA || structure->skeleton == SKELETON_SPEAKERS)
        return false;
    if (!g_ascii_isdigit(line[0]))
        return structure->skeleton == SKELETON_NUMBERS || structure->region == REGION_QUESTIONS;
    return structure->skeleton == SKELETON_NUMBERS && is_bare_label(structure, i, line);
}

/* Is the line what it looks like, here? Outside its region a heading is just text. */
static bool
is_in_place(const Structure *structure, guint i, const char *line)
{
    bool preamble = structure->region == REGION_PREAMBLE;
    switch (structure->kinds[i]) {
    case HEADING_SECTION_QUESTIONS:
    case HEADING_SECTION_ANSWERS:
    case HEADING_SECTION_AGENDA:
    case HEADING_SECTION_OTHER:
        return true;
    case HEADING_FRACTION:
        return structure->region != REGION_ANSWERS;
    case HEADING_LETTER_OF_ANSWER:
        return structure->region == REGION_QUESTIONS && may_answer(structure);
    case HEADING_LETTER_OF_QUESTIONS:
        return preamble || structure->region == REGION_QUESTIONS;
    case HEADING_LETTER_HEAD:
        return preamble || structure->opens_letter;
    case HEADING_QUESTION_LABEL:
        return is_question_label(structure, i, line);
    case HEADING_MEMBERSHIP:
    case HEADING_TABLE_HEAD:
        return true;
    case HEADING_MEMBERS_TITLE:
        return structure->by_members || !preamble || structure->family == NULL;
    case HEADING_MEMBERS_LINE: /* those who answer stand below them in the same way */
        return preamble && structure->by_members && structure->fraction == NULL;
    case HEADING_BARE_QUESTION_LABEL:
        return structure->region == REGION_QUESTIONS;
    case HEADING_ANSWER_LABEL:
        return structure->region == REGION_QUESTIONS;
    case HEADING_MINISTER_SIGNS:
        return structure->region == REGION_ANSWERS ||
               (structure->region == REGION_QUESTIONS && may_answer(structure));
    case HEADING_CHAIR:
    case HEADING_CLERK:
        return preamble || structure->region == REGION_QUESTIONS;
    case HEADING_COMMITTEE:
        return preamble && !asks_in_speech(structure, line);
    case HEADING_PAGE_MARK:
        return structure->region == REGION_QUESTIONS;
    case HEADING_CONTENTS:
    case HEADING_DISPATCH:
    case HEADING_TITLE:
        return preamble;
    case HEADING_NONE:
        return false;
    }
    return false;
}

static void
place_heading(Structure *structure, Passage *passage, HeadingKind kind, const char *line)
{
    switch (kind) {
    case HEADING_SECTION_QUESTIONS:
    case HEADING_SECTION_ANSWERS:
    case HEADING_SECTION_AGENDA:
    case HEADING_SECTION_OTHER:
    case HEADING_LETTER_OF_ANSWER:
    case HEADING_LETTER_OF_QUESTIONS:
        place_section(structure, passage, kind, line);
        return;
    case HEADING_LETTER_HEAD:
        passage->role = PASSAGE_DISPATCH;
        return;
    case HEADING_FRACTION:
        place_fraction(structure, passage, kind, line);
        return;
    case HEADING_MEMBERS_TITLE:
    case HEADING_MEMBERS_LINE:
        place_members_title(structure, passage, kind, line);
        return;
    case HEADING_MEMBERSHIP:
    case HEADING_TABLE_HEAD:
        passage->role = PASSAGE_CHROME;
        return;
    case HEADING_QUESTION_LABEL:
        place_question_label(structure, passage, kind, line);
        return;
    case HEADING_ANSWER_LABEL:
        passage->role = PASSAGE_ANSWER;
        passage->label = g_strdup(line);
        structure->government = structure->labelled = true;
        return;
    case HEADING_BARE_QUESTION_LABEL:
        passage->role = PASSAGE_SUBHEADING;
        members_begin(structure);
        return;
    case HEADING_MINISTER_SIGNS:
        passage->role = PASSAGE_ANSWER;
        passage->label = g_strdup(line);
        structure->government = true;
        return;
    case HEADING_PAGE_MARK:
        passage->role = PASSAGE_SUBHEADING;
        set_page_mark(structure, headings_part(structure->headings, kind, line, "page"));
        return;
    case HEADING_CONTENTS:
        passage->role = PASSAGE_CONTENTS;
        structure->contents_end = find_contents_end(structure, passage->index);
        return;
    case HEADING_CHAIR:
    case HEADING_CLERK:
        place_signature(structure, passage, kind, line);
        return;
    case HEADING_COMMITTEE:
        passage->role = PASSAGE_COMMITTEE;
        structure->introduced = true;
        return;
    case HEADING_DISPATCH:
        passage->role = PASSAGE_DISPATCH;
        return;
    case HEADING_TITLE:
        passage->role = PASSAGE_TITLE;
        return;
    case HEADING_NONE:
        return;
    }
}

static bool
is_furniture(const Structure *structure, guint i)
{
    const Paragraph *paragraph =
        i < structure->paragraphs->len ? g_ptr_array_index(structure->paragraphs, i) : NULL;
    return paragraph != NULL && paragraph->kind == PARAGRAPH_FURNITURE;
}

/* A number alone beside a running head or foot; in a list numbers alone are the questions'. */
static bool
is_page_number(const Structure *structure, guint i)
{
    const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
    const char *text = paragraph->text->text->str;
    bool number = text[0] != '\0' && strspn(text, "0123456789") == strlen(text);

    return number && structure->skeleton != SKELETON_NUMBERS && paragraph->label == NULL &&
           (is_furniture(structure, i + 1) || (i > 0 && is_furniture(structure, i - 1)));
}

static Passage *
add_passage(Structure *structure, guint i)
{
    Passage *passage = g_new0(Passage, 1);
    passage->index = i;
    passage->paragraph = g_ptr_array_index(structure->paragraphs, i);
    passage->theme = g_ptr_array_new_with_free_func(g_free);
    passage->questions = g_ptr_array_new();
    passage->doubts = g_ptr_array_new();
    g_ptr_array_add(structure->questions->passages, passage);
    return passage;
}

static void
place_paragraph(Structure *structure, guint i)
{
    Passage *passage = add_passage(structure, i);
    const Paragraph *paragraph = passage->paragraph;
    g_autofree char *line = paragraph_line(paragraph);
    HeadingKind kind = structure->kinds[i];

    if (paragraph->kind == PARAGRAPH_FURNITURE || paragraph->text->text->len == 0 ||
        is_page_number(structure, i))
        passage->role = PASSAGE_CHROME;
    else if (i < structure->contents_end)
        passage->role = PASSAGE_CONTENTS;
    else if (is_in_place(structure, i, line))
        place_heading(structure, passage, kind, line);
    else
        place_text(structure, passage, line);
    if (structure->region == REGION_QUESTIONS && passage->fraction == NULL)
        passage->fraction = structure->fraction;
    passage->section = structure->section;
}

Skeleton
read_structure(Questions *questions, const Classifier *classifier, const char *family)
{
    const GPtrArray *paragraphs = questions->document->paragraphs;
    g_autoptr(Headings) headings = headings_new();
    g_autoptr(Voices) voices = voices_new();
    g_autofree HeadingKind *kinds = g_new(HeadingKind, paragraphs->len + 1);
    g_autofree bool *above_answer = g_new0(bool, paragraphs->len + 1);
    g_autoptr(GPtrArray) theme = g_ptr_array_new_with_free_func(g_free);
    Structure structure = { .questions = questions,
                            .paragraphs = paragraphs,
                            .headings = headings,
                            .voices = voices,
                            .classifier = classifier,
                            .kinds = kinds,
                            .above_answer = above_answer,
                            .theme = theme };

    structure.asker_marks = read_asker_marks(paragraphs, &structure.marked);
    read_skeleton(&structure, family);
    find_above_answers(&structure);
    for (guint i = 0; i < paragraphs->len; i++)
        place_paragraph(&structure, i);
    asker_marks_free(structure.asker_marks, paragraphs->len);
    g_clear_pointer(&structure.last_places, g_hash_table_unref);
    g_free(structure.number);
    g_free(structure.page_mark);
    return structure.skeleton;
}
