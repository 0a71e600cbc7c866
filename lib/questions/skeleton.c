/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What kind of document this is: the family from its title, and the order that follows from it.
 *
 * The title line decides where there is one, or the user; else the headings and numbers do.
 */
#include "questions/structure-private.h"

#include <string.h>

#include "questions/sentences.h"

/* Paragraphs: a title stands above the text, and what is cited further down is none. */
enum { TITLE_REACH = 60 };

/* Bytes: a shorter line is a heading, in which members are named as well. */
enum { LEAST_SPEECH = 120 };

/* Paragraphs: a member may once speak of himself. */
enum { LEAST_PERSONS = 2 };

/* Of 100 questions of a list as many have text behind them where it holds answers; and so many at least. */
enum { ANSWERED_SHARE = 80, LEAST_ANSWERED = 2 };

/* Bytes: behind a stop may stand a quote, a bracket and the mark of a note. */
enum { LONGEST_CLOSE = 6 };

/* What the lines of a document show together. */
typedef struct Signs {
    guint fractions; /* headings of fractions */
    guint sections;  /* headings of the section that holds them */
    guint titles;    /* "Vragen van het lid De Wit (Delta)" */
    guint labels;    /* "Vraag 3" */
    guint numbers;   /* list items and bare numbers */
    guint bare;      /* questions behind a number without a stop */
    guint members;   /* paragraphs in which members ask by name */
    guint persons;   /* paragraphs in which somebody says "ik" */
    bool asked;      /* a question mark was seen */
    bool named;      /* above the first one stands a line of members and their parties */
    const Family *family;
} Signs;

static bool
has_letters(const char *line)
{
    for (; *line != '\0'; line++) {
        if (g_ascii_isalpha(*line))
            return true;
    }
    return false;
}

static bool
is_word_label(HeadingKind kind, const char *line)
{
    return kind == HEADING_QUESTION_LABEL && has_letters(line) && !g_ascii_isdigit(line[0]);
}

/* "Voorts vroegen de leden van de fractie van …": a list never says who asks. */
static bool
members_ask(const char *line)
{
    bool named = strstr(line, "leden van ") != NULL || strstr(line, "fractie") != NULL;
    bool asks = strstr(line, "vroeg") != NULL || strstr(line, "vragen") != NULL ||
                strstr(line, "weten") != NULL;

    return members_speak(line) || (named && asks && strlen(line) > LEAST_SPEECH);
}

static void
read_signs(Structure *structure, guint i, Signs *signs)
{
    const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
    const GString *text = paragraph->text->text;
    g_autofree char *line = paragraph_line(paragraph);
    HeadingKind kind = headings_match(structure->headings, line);
    bool is_answer = false;
    bool labelled = sentence_label_end(text->str, 0, text->len, &is_answer) > 0 && !is_answer;

    bool numbered = strpbrk(line, "0123456789") != NULL && kind != HEADING_FRACTION;
    if (paragraph->kind == PARAGRAPH_CELL && !numbered)
        kind =
            HEADING_NONE; /* "Vraag" and "Antwoord" there are heads of columns, "D66-fractie" is in one */
    structure->kinds[i] = kind;
    if (paragraph->kind == PARAGRAPH_FURNITURE)
        return;
    signs->fractions += kind == HEADING_FRACTION;
    signs->titles += kind == HEADING_MEMBERS_TITLE;
    signs->sections += kind == HEADING_SECTION_QUESTIONS;
    signs->labels += is_word_label(kind, line) || labelled;
    signs->numbers += kind == HEADING_QUESTION_LABEL || paragraph_is_numbered(paragraph);
    signs->bare += paragraph->label == NULL && bare_number_length(text->str) > 0;
    signs->members += members_ask(line);
    signs->persons += g_str_has_prefix(text->str, "Ik ") || strstr(text->str, ". Ik ") != NULL;
    signs->named = signs->named || (kind == HEADING_MEMBERS_LINE && !signs->asked);
    signs->asked = signs->asked || strchr(text->str, '?') != NULL;
    const Family *family = i < TITLE_REACH ? headings_family(structure->headings, line) : NULL;
    if (family != NULL && (signs->family == NULL || family < signs->family))
        signs->family = family;
}

/* Whole sentences, none of which surely asks, as an answer has them; in mid-paragraph it may ask itself. */
static bool
is_statement(const Structure *structure, const Paragraph *paragraph)
{
    const GString *text = paragraph->text->text;
    size_t close = text->len > LONGEST_CLOSE ? text->len - LONGEST_CLOSE : 0;
    QuestionKind kind;
    if (paragraph->kind != PARAGRAPH_TEXT || strpbrk(text->str + close, ".!:") == NULL ||
        g_str_has_prefix(text->str, "Toelichting"))
        return false; /* what the asker adds has that word over it */

    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        const Rule *rule = classify_sentence(structure->classifier, text->str + place.start,
                                             place.end - place.start);
        bool edge = i == 0 || i + 1 == sentences->len;
        if (rule != NULL && rule->reason == NULL && verdict_is_listed(rule->verdict, &kind) &&
            (edge || kind != QUESTION_DIRECT))
            return false;
    }
    return true;
}

/* The questions of a list without a label "Antwoord" below, and those with a statement behind them before the next number. */
typedef struct Items {
    guint asked, answered, labelled;
    bool open;    /* a number stands above */
    bool waiting; /* something was asked under it, with nothing behind it yet */
    bool counted; /* and a statement stood behind it */
} Items;

static void
close_item(Items *items, bool by_label)
{
    bool taken = by_label && (items->waiting || items->counted);

    items->asked -= taken;
    items->answered -= by_label && items->counted;
    items->labelled += taken;
    items->open = items->waiting = items->counted = false;
}

static void
count_item(const Structure *structure, guint i, Items *items)
{
    const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
    const GString *text = paragraph->text->text;
    bool word = is_word_label(structure->kinds[i], text->str);
    bool by_label = structure->kinds[i] == HEADING_ANSWER_LABEL;
    bool begins = !by_label && (word || paragraph_is_numbered(paragraph));

    if (by_label || begins)
        close_item(items, by_label);
    items->open = items->open || begins;
    if (!items->open || items->counted)
        return;
    if (items->waiting && is_statement(structure, paragraph)) {
        items->answered++;
        items->waiting = false;
        items->counted = true;
    } else if (strchr(text->str, '?') != NULL) {
        items->asked += !items->waiting;
        items->waiting = true;
    }
}

/*
 * Does a numbered list hold answers that no label and no title tells? What an asker says of his question stands before
 * it; sentences behind nearly every question are another's.
 */
static bool
is_answered(const Structure *structure)
{
    Items items = { 0 };

    for (guint i = 0; structure->skeleton == SKELETON_NUMBERS && i < structure->paragraphs->len;
         i++) {
        const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
        if (paragraph->kind != PARAGRAPH_FURNITURE && paragraph->table == 0)
            count_item(structure, i, &items);
    }
    return items.answered >= LEAST_ANSWERED && items.labelled <= items.answered &&
           items.answered * 100 >= items.asked * ANSWERED_SHARE;
}

/* Members' questions have no heading of a fraction: their title names who asks. */
static bool
is_by_members(const Family *family)
{
    static const char *const slugs[] = { "schriftelijke-vragen", "antwoord-schriftelijke-vragen",
                                         "uitstelbericht" };

    for (guint i = 0; family != NULL && i < G_N_ELEMENTS(slugs); i++) {
        if (strcmp(family->slug, slugs[i]) == 0)
            return true;
    }
    return false;
}

static Skeleton
skeleton_of(const Signs *signs, const Family *family)
{
    if (is_by_members(family))
        return signs->labels > 0 || signs->numbers > 1 ? SKELETON_NUMBERS : SKELETON_FRACTIONS;
    if (signs->fractions > 0 || (signs->sections > 0 && signs->members == 0))
        return SKELETON_FRACTIONS;
    if (signs->sections > 0)
        return SKELETON_SPEAKERS;
    if (family == NULL && signs->titles > (signs->labels > 0 ? 1 : 0))
        return SKELETON_FRACTIONS; /* the answers after a debate: a block for each member */
    if (family != NULL && family->skeleton == FAMILY_SPEAKERS)
        return SKELETON_SPEAKERS;
    bool numbered = signs->labels > 0 || (signs->numbers > 1 && signs->members == 0);
    bool listed =
        family != NULL && family->skeleton == FAMILY_NUMBERS && signs->numbers + signs->bare > 0;
    return numbered || listed ? SKELETON_NUMBERS : SKELETON_SPEAKERS;
}

static const char *
guessed_family(Skeleton skeleton)
{
    static const char *const families[] = {
        [SKELETON_FRACTIONS] = "inbreng",
        [SKELETON_NUMBERS] = "lijst-van-vragen",
        [SKELETON_SPEAKERS] = "vragen",
    };
    return families[skeleton];
}

static const Family *
family_named(const char *slug)
{
    guint count;
    const Family *families = family_rows(&count);

    for (guint i = 0; slug != NULL && i < count; i++) {
        if (strcmp(families[i].slug, slug) == 0)
            return &families[i];
    }
    return NULL;
}

/* A page that names its members on a line of their own has no other sign of who asks. */
static bool
is_named_only(const Signs *signs)
{
    return signs->named && signs->family == NULL &&
           signs->fractions + signs->sections + signs->titles + signs->members == 0;
}

void
read_skeleton(Structure *structure, const char *slug)
{
    Signs signs = { 0 };

    for (guint i = 0; i < structure->paragraphs->len; i++)
        read_signs(structure, i, &signs);
    bool named_only = slug == NULL && is_named_only(&signs);
    if (named_only)
        slug = "schriftelijke-vragen";
    structure->family = slug != NULL ? family_named(slug) : signs.family;
    structure->skeleton = skeleton_of(&signs, structure->family);
    bool listed = signs.fractions + signs.sections + signs.titles + signs.members == 0;
    structure->marked = structure->marked && listed;
    if (structure->marked && structure->skeleton == SKELETON_SPEAKERS)
        structure->skeleton = SKELETON_FRACTIONS;
    structure->answered = is_answered(structure);
    if (structure->answered && structure->family != NULL &&
        strcmp(structure->family->slug, "schriftelijke-vragen") == 0)
        structure->family =
            family_named("antwoord-schriftelijke-vragen"); /* both have that title */
    structure->word_labels = signs.labels > 0;
    structure->first_person = signs.persons >= LEAST_PERSONS && structure->family != NULL &&
                              structure->family->voice != FAMILY_VOICE_MEMBERS;
    structure->interleaved_section = structure->first_person;
    structure->by_members = is_by_members(structure->family);
    structure->titled = structure->by_members && (signs.titles > 0 || signs.named);
    structure->questions->family = g_strdup(
        structure->family != NULL ? structure->family->slug : guessed_family(structure->skeleton));
    structure->questions->family_guessed = (structure->family == NULL || named_only) &&
                                           signs.fractions == 0 && signs.labels == 0 &&
                                           signs.titles == 0;
}
