/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Splitting a paragraph into sentences.
 *
 * A sentence ends at ".", "?", "!" or "…" with the closing quotation marks and brackets behind it,
 * where white space follows and then no lower-case letter; a note mark "[1]" there, as converters
 * leave it, belongs to no sentence. It does not end inside quotation marks or brackets that are
 * closed again near by, nor at an abbreviation or initial. A statistical splitter was not tried:
 * these documents are written by one kind of clerk, and a wrong split must be explained to a user
 * by a rule that stands here.
 */
#include "questions/sentences.h"

#include <stdint.h>
#include <string.h>

/* Bytes of "A:". */
enum { LETTER_LABEL = 2 };

/* Bytes of a bracket behind a label's number. */
enum { LONGEST_ASKER = 64 };

/* Bytes: a quotation or bracket that closes later than this is taken for a slip. */
enum { LONGEST_ENCLOSURE = 2000 };

typedef struct Abbreviation {
    const char *text;
    bool may_end;
} Abbreviation;

static const Abbreviation abbreviations[] = {
#define ABBREVIATION(text, may_end) { text, may_end },
#include "questions/abbreviations.def"
#undef ABBREVIATION
};

/* Words that begin a sentence even behind an abbreviation of initials ("de V.V.D. De leden"). */
static const char *const openers[] = { "De",  "Het", "Een", "Deze", "Dit", "Dat", "Zij",   "Ook",
                                       "Wat", "Hoe", "Kan", "Is",   "In",  "Op",  "Daarom" };

typedef struct Enclosure {
    gunichar open, close;
} Enclosure;

/* The apostrophe closes ‘…’ as well, so single quotation marks protect nothing. */
static const Enclosure enclosures[] = {
    { 0x201C, 0x201D }, { 0x201E, 0x201D }, { 0x00AB, 0x00BB },
    { '(', ')' },       { '[', ']' },       { '"', '"' },
};

static gunichar
char_at(const char *text, size_t at)
{
    return g_utf8_get_char(text + at);
}

static size_t
next_char(const char *text, size_t at)
{
    return (size_t)(g_utf8_next_char(text + at) - text);
}

/* Neither ends a sentence nor opens or closes anything. */
static bool
is_plain(char c)
{
    return g_ascii_isalnum(c) || c == ' ' || c == ',';
}

static bool
is_terminator(gunichar c)
{
    return c == '.' || c == '?' || c == '!' || c == 0x2026;
}

static bool
is_closer(gunichar c)
{
    return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 ||
           c == 0x00BB;
}

/* The kind of enclosure that a character opens; -1 for none. */
static int
enclosure_opened(gunichar c)
{
    for (int kind = 0; kind < (int)G_N_ELEMENTS(enclosures); kind++) {
        if (enclosures[kind].open == c)
            return kind;
    }
    return -1;
}

/*
 * For each place, how far the enclosure opened there protects: one pass with one pending opening a
 * kind, as quotations of one kind do not nest. Returns opening → closing offset.
 */
static GHashTable *
find_enclosures(const char *text, size_t length)
{
    GHashTable *closings = g_hash_table_new(NULL, NULL);
    size_t pending[G_N_ELEMENTS(enclosures)];
    memset(pending, 0xFF, sizeof pending);

    for (size_t at = 0; at < length; at = next_char(text, at)) {
        gunichar c = char_at(text, at);
        for (size_t kind = is_plain(text[at]) ? G_N_ELEMENTS(enclosures) : 0;
             kind < G_N_ELEMENTS(enclosures); kind++) {
            bool closes = enclosures[kind].close == c && pending[kind] != SIZE_MAX;
            if (closes && at - pending[kind] <= LONGEST_ENCLOSURE)
                g_hash_table_insert(closings, GSIZE_TO_POINTER(pending[kind] + 1),
                                    GSIZE_TO_POINTER(at));
            if (closes)
                pending[kind] = SIZE_MAX;
            else if (enclosures[kind].open == c)
                pending[kind] = at;
        }
    }
    return closings;
}

static bool
is_opener(const char *text, size_t start, size_t end)
{
    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        if (strlen(openers[i]) == end - start &&
            strncmp(text + start, openers[i], end - start) == 0)
            return true;
    }
    return false;
}

/* The word that ends just before the stop, without an opening bracket or quotation mark. */
static size_t
word_start(const char *text, size_t stop)
{
    size_t start = stop;
    while (start > 0) {
        const char *before = g_utf8_prev_char(text + start);
        gunichar c = g_utf8_get_char(before);
        if (!g_unichar_isalnum(c) && c != '.')
            break;
        start = (size_t)(before - text);
    }
    return start;
}

/* One letter, or letters with stops between them. */
static bool
is_dotted(const char *text, size_t start, size_t stop, bool *ret_upper)
{
    bool letter = true;
    *ret_upper = true;

    for (size_t at = start; at < stop; at = next_char(text, at)) {
        gunichar c = char_at(text, at);
        if (letter ? !g_unichar_isalpha(c) : c != '.')
            return false;
        if (letter && !g_unichar_isupper(c))
            *ret_upper = false;
        letter = !letter;
    }
    return !letter;
}

static const Abbreviation *
find_abbreviation(const char *text, size_t start, size_t stop)
{
    for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
        const char *known = abbreviations[i].text;
        if (strlen(known) == stop - start &&
            g_ascii_strncasecmp(text + start, known, stop - start) == 0)
            return &abbreviations[i];
    }
    return NULL;
}

/* Is the full stop at `stop` part of an abbreviation, when the next word begins at `next`? */
static bool
is_abbreviated(const char *text, size_t length, size_t stop, size_t next)
{
    size_t start = word_start(text, stop), next_end = next;
    bool upper = false, capital = next < length && g_unichar_isupper(char_at(text, next));
    const Abbreviation *known = find_abbreviation(text, start, stop);
    if (known != NULL)
        return !(known->may_end && capital);
    if (start == stop || !is_dotted(text, start, stop, &upper))
        return false;

    while (next_end < length && g_unichar_isalpha(char_at(text, next_end)))
        next_end = next_char(text, next_end);
    bool one_letter = next_char(text, start) == stop;
    if (one_letter)
        return upper;
    return !upper || !is_opener(text, next, next_end);
}

/* Behind the terminators, closers and the like at `at`. */
static size_t
skip_closers(const char *text, size_t length, size_t at)
{
    while (at < length && (is_terminator(char_at(text, at)) || is_closer(char_at(text, at))))
        at = next_char(text, at);
    return at;
}

static size_t
skip_spaces(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] == ' ')
        at++;
    return at;
}

/* Behind a note's number glued to the end of a sentence, "bericht?1"; `at` for none. Behind a full stop
 * it takes a word before it, so that "3.1" is a number. */
static size_t
skip_glued_mark(const char *text, size_t length, size_t at)
{
    size_t digits = at;
    while (digits < length && digits - at < 3 && g_ascii_isdigit(text[digits]))
        digits++;
    bool ends = digits == length || text[digits] == ' ';
    if (digits == at || digits - at > 2 || !ends || at < 2)
        return at;

    char before = text[at - 1];
    bool word = before == '.' && g_ascii_islower(text[at - 2]);
    return before == '?' || before == '!' || word ? digits : at;
}

/* Behind the note marks as converters leave them, "[1]" or " [2]", at `at`; `at` for none. */
static size_t
skip_note_marks(const char *text, size_t length, size_t at)
{
    at = skip_glued_mark(text, length, at);
    for (;;) {
        size_t open = skip_spaces(text, length, at), digits = open + 1;
        if (open >= length || text[open] != '[')
            return at;
        while (digits < length && digits - open < 4 && g_ascii_isdigit(text[digits]))
            digits++;
        if (digits == open + 1 || digits >= length || text[digits] != ']')
            return at;
        at = digits + 1;
    }
}

/* "… bevroren.Klopt dat?": a whole word before the stop, and one behind it that begins as sentences do. */
static bool
is_glued_stop(const char *text, size_t length, size_t at)
{
    bool word = at >= 3 && g_ascii_islower(text[at - 1]) && g_ascii_islower(text[at - 2]) &&
                g_ascii_islower(text[at - 3]);

    return word && text[at] == '.' && at + 2 < length && g_ascii_isupper(text[at + 1]) &&
           g_ascii_islower(text[at + 2]);
}

/*
 * Does the sentence end at the terminator at `at`, with closers up to `end`? A question mark needs
 * no space behind it before a capital, nor a full stop between words: text out of old scans lacks it.
 */
static bool
ends_at(const char *text, size_t length, size_t at, size_t end)
{
    size_t next = skip_spaces(text, length, skip_note_marks(text, length, end));
    if (next == length)
        return true;

    gunichar c = char_at(text, at), following = char_at(text, next);
    bool glued = next == end;
    if (glued && !(g_unichar_isupper(following) && (c == '?' || is_glued_stop(text, length, at))))
        return false;
    if (g_unichar_islower(following) || strchr(",;:", text[next]) != NULL)
        return false;
    return c != '.' || !is_abbreviated(text, length, at, next);
}

/* The last character inside the enclosure opened at `at`, which may end the sentence all the same
 * (“… is begonnen.”); `at` itself where none is opened or it never closes. */
static size_t
skip_enclosure(const char *text, size_t at, GHashTable *closings)
{
    if (enclosure_opened(char_at(text, at)) < 0)
        return at;

    size_t closing = GPOINTER_TO_SIZE(g_hash_table_lookup(closings, GSIZE_TO_POINTER(at + 1)));
    return closing > at + 1 ? (size_t)(g_utf8_prev_char(text + closing) - text) : at;
}

/* "… de volgende vragen: Hoeveel …": what is announced is a sentence of its own. */
static bool
announces(const char *text, size_t length, size_t start, size_t at)
{
    static const char word[] = "vragen";
    size_t size = sizeof word - 1, next = skip_spaces(text, length, at + 1);

    return text[at] == ':' && at >= start + size && memcmp(text + at - size, word, size) == 0 &&
           next > at + 1 && next < length && g_unichar_isupper(char_at(text, next));
}

/* The end of the sentence that begins at `start`. */
static size_t
find_end(const char *text, size_t length, size_t start, GHashTable *closings)
{
    for (size_t at = start; at < length;) {
        if (is_plain(text[at])) {
            at++;
            continue;
        }
        at = skip_enclosure(text, at, closings);
        if (announces(text, length, start, at))
            return at + 1;
        if (!is_terminator(char_at(text, at))) {
            at = next_char(text, at);
            continue;
        }
        size_t end = skip_closers(text, length, at);
        if (ends_at(text, length, at, end))
            return end;
        at = end;
    }
    return length;
}

static size_t
skip_digits(const char *text, size_t length, size_t at)
{
    size_t start = at;
    while (at < length && at - start < 3 && g_ascii_isdigit(text[at]))
        at++;
    return at;
}

/* Behind the first of the words that stands at `at`; 0 for none. */
static size_t
skip_word(const char *text, size_t length, size_t at, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t word = strlen(words[i]);
        if (length - at > word && strncmp(text + at, words[i], word) == 0)
            return at + word;
    }
    return 0;
}

/* Behind the fraction in an id as letters print it, "Groep-Van-Duin-3"; `at` where there is none. */
static size_t
skip_fraction(const char *text, size_t length, size_t at)
{
    size_t end = at, hyphen = at;

    while (end < length && (g_unichar_isalnum(char_at(text, end)) || strchr("-+.'", text[end]))) {
        hyphen = text[end] == '-' ? end + 1 : hyphen;
        end = next_char(text, end);
    }
    return hyphen;
}

/* "3", "2a", "1 en 2", "3, 4", "2 t/m 6", "PVV-2 en PVV-3" at `at`; 0 where there is no number. */
static size_t
skip_numbers(const char *text, size_t length, size_t at)
{
    static const char *const joints[] = { " en ", ", ", " t/m ", " tot en met ", NULL };
    size_t end = 0;

    for (size_t next = at; next != 0; next = skip_word(text, length, end, joints)) {
        next = skip_fraction(text, length, next);
        size_t digits = skip_digits(text, length, next);
        if (digits == next)
            break;
        end = digits < length && g_ascii_islower(text[digits]) ? digits + 1 : digits;
    }
    return end;
}

/* " (Delta):" behind a label's number says who asks; `at` where there is none. */
static size_t
skip_bracket(const char *text, size_t length, size_t at)
{
    size_t reach = MIN(length - at, LONGEST_ASKER);
    bool opens = reach > 2 && text[at] == ' ' && text[at + 1] == '(';
    const char *close = opens ? memchr(text + at, ')', reach) : NULL;

    return close != NULL && close + 1 < text + length && close[1] == ':'
               ? (size_t)(close - text) + 2
               : at;
}

/* "Vraag: Hoeveel …" and "Antwoord: Drie" without a number: the colon makes the label. */
static size_t
bare_label_end(const char *text, size_t at, size_t length, bool *ret_is_answer)
{
    static const char *const labels[] = { "Vraag:", "V:", "Antwoord:", "Reactie:", "A:" };

    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        size_t word = strlen(labels[i]);
        bool apart = word > LETTER_LABEL || at + word == length ||
                     (at + word < length && text[at + word] == ' ');
        *ret_is_answer = i > 1;
        if (apart && length - at >= word && strncmp(text + at, labels[i], word) == 0)
            return at + word;
    }
    return 0;
}

size_t
sentence_label_end(const char *text, size_t at, size_t length, bool *ret_is_answer)
{
    static const char *const questions[] = { "Vraag ", "Vragen ", NULL };
    static const char *const answers[] = { "Antwoord op vraag ",
                                           "Antwoord op vragen ",
                                           "Antwoord op de vragen ",
                                           "Antwoord vraag ",
                                           "Antwoord vragen ",
                                           "Antwoord ",
                                           NULL };
    size_t marks = skip_digits(text, length, at);
    while (marks > at && marks + 2 < length && text[marks] == ',')
        marks = skip_digits(text, length, skip_spaces(text, length, marks + 1));
    size_t start = skip_spaces(text, length, marks);

    size_t number = skip_word(text, length, start, questions);
    *ret_is_answer = number == 0;
    if (number == 0)
        number = skip_word(text, length, start, answers);
    size_t end = number != 0 ? skip_numbers(text, length, number) : 0;
    if (end == 0)
        return bare_label_end(text, at, length, ret_is_answer);
    if (end < length && strchr(".:)", text[end]) != NULL)
        end++;
    end = skip_bracket(text, length, end);

    size_t next = skip_spaces(text, length, end);
    bool apart = next == length || (next > end && !g_unichar_islower(char_at(text, next)));
    return apart ? end : 0;
}

char *
sentence_label_number(const char *label, size_t length)
{
    size_t at = 0;
    while (at < length && !g_ascii_isalpha(label[at]))
        at++; /* note marks */
    while (at < length && !g_ascii_isdigit(label[at]))
        at++;

    size_t end = skip_digits(label, length, at);
    if (end < length && g_ascii_islower(label[end]))
        end++;
    return g_strndup(label + at, end - at);
}

GArray *
split_sentences(const char *text, size_t length)
{
    GArray *sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
    g_autoptr(GHashTable) closings = find_enclosures(text, length);

    for (size_t at = skip_spaces(text, length, 0); at < length;) {
        bool is_answer = false;
        size_t label = sentence_label_end(text, at, length, &is_answer);
        Sentence sentence = { at, label > 0 ? label : find_end(text, length, at, closings) };
        g_array_append_val(sentences, sentence);
        at = skip_spaces(text, length, skip_note_marks(text, length, sentence.end));
    }
    return sentences;
}
