/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: what was found in a PDF. Out: what of it keeps people from reading it, an archive from keeping it, or a reader from
 * trusting it (ISO 14289-1, ISO 19005-2 and 3).
 *
 * No validator: veraPDF asks some hundred rules, and this only what whoever sends or receives a letter can understand
 * and act upon. One finding each, with how often and where first; a list of a thousand places is read by nobody.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "inspect/inspect-private.h"

typedef struct Judge {
    const Inspection *inspection;
    const json_t *report;
    Diags *diags;
    bool is_broken; /* something that the standards ask for is missing */
} Judge;

G_GNUC_PRINTF(3, 4)
static void
find(Judge *judge, DiagCode code, const char *format, ...)
{
    DiagPlace place = { .file = judge->inspection->name };
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    (void)diags_add_at(judge->diags, code, &place, message);
}

/* The same of what the standards ask for. */
#define FAIL(judge, ...) ((judge)->is_broken = true, find(judge, __VA_ARGS__))

static void
judge_file(Judge *judge)
{
    const json_t *repairs = report_list(judge->report, "repairs");
    if (json_array_size(repairs) > 0)
        find(judge, DIAG_PDF_DAMAGED,
             _("the file is damaged and was mended to be read: %s; have it made again"),
             json_string_value(json_array_get(repairs, 0)));
    if (report_flag(judge->report, "encrypted"))
        judge->is_broken = true; /* archives refuse it (ISO 19005-2, 6.1.3) */
    if (!report_flag(judge->report, "tagged"))
        FAIL(judge, DIAG_PDF_UNTAGGED,
             _("the file has no structure, so that who can't see it hears no headings, lists or "
               "tables; have "
               "it made as a tagged PDF"));
    if (report_text(judge->report, "language") == NULL)
        FAIL(judge, DIAG_PDF_NO_LANGUAGE,
             _("the file doesn't say its language, so that it is read aloud in any; set it where "
               "the file is "
               "made"));
}

static const char *
title_of(const json_t *report)
{
    const char *title = report_text(report_list(report, "metadata"), "dc:title");
    return title != NULL ? title : report_text(report_list(report, "properties"), "title");
}

static void
judge_title(Judge *judge)
{
    if (title_of(judge->report) == NULL)
        FAIL(judge, DIAG_PDF_NO_TITLE,
             _("the file has no title; set it among the document's properties"));
    else if (!report_flag(judge->report, "shows_title"))
        FAIL(judge, DIAG_PDF_NO_TITLE,
             _("readers are told to show the file's name instead of its title; turn on its "
               "display"));
}

static void
judge_properties(Judge *judge)
{
    static const char *const pairs[][2] = { { "title", "dc:title" },
                                            { "author", "dc:creator" },
                                            { "producer", "pdf:Producer" } };
    const json_t *properties = report_list(judge->report, "properties");
    const json_t *metadata = report_list(judge->report, "metadata");

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const char *a = report_text(properties, pairs[i][0]);
        const char *b = report_text(metadata, pairs[i][1]);
        if (a != NULL && b != NULL && strcmp(a, b) != 0)
            find(judge, DIAG_PDF_PROPERTIES,
                 _("the file says two things of itself: \"%s\" as document property, \"%s\" in its "
                   "metadata; have it made again"),
                 a, b);
    }
}

static void
judge_fonts(Judge *judge)
{
    const json_t *font;
    size_t i;

    json_array_foreach(report_list(judge->report, "fonts"), i, font)
    {
        const char *name = report_text(font, "name");
        int page = report_number(font, "page");
        name = name != NULL ? name : _("without a name");
        if (!report_flag(font, "embedded"))
            FAIL(judge, DIAG_PDF_NOT_EMBEDDED,
                 _("the font %s, on page %d, is not in the file, so that every machine shows "
                   "another; "
                   "embed it"),
                 name, page);
        if (!report_flag(font, "unicode"))
            FAIL(judge, DIAG_PDF_NO_UNICODE,
                 _("what the glyphs of the font %s say, on page %d, is not in the file, so that it "
                   "can't be "
                   "read aloud or searched; have it made by another program"),
                 name, page);
    }
}

static void
judge_marks(Judge *judge)
{
    const json_t *pages = report_list(judge->report, "pages");
    const json_t *marks = report_list(judge->report, "marks"), *page;
    guint count = 0, first = 0;
    size_t i;
    if (!report_flag(judge->report, "tagged"))
        return;

    json_array_foreach(pages, i, page)
    {
        if (report_number(page, "unmarked") == 0)
            continue;
        first = count == 0 ? (guint)i + 1 : first;
        count++;
    }
    if (count > 0)
        FAIL(judge, DIAG_PDF_UNMARKED,
             _("pages on which something is painted that is neither content nor decoration, so "
               "that nobody hears "
               "it: %u, the first page %u; have the file made again"),
             count, first);
    if (report_number(marks, "lost") > 0 || report_number(marks, "repeated") > 0 ||
        report_number(marks, "missing") > 0)
        FAIL(judge, DIAG_PDF_UNMARKED,
             _("the structure leaves out %d stretches of the pages, has %d twice, and names %d "
               "that are not "
               "there; have the file made again"),
             report_number(marks, "lost"), report_number(marks, "repeated"),
             report_number(marks, "missing"));
}

/* The standard type of a row; "" of text. */
static const char *
row_type(const json_t *row)
{
    const char *role = report_text(row, "role"), *type = report_text(row, "type");
    return role != NULL ? role : type != NULL ? type : "";
}

static int
heading_level(const char *type)
{
    return type[0] == 'H' && type[1] >= '1' && type[1] <= '6' && type[2] == '\0' ? type[1] - '0'
                                                                                 : 0;
}

/* Elements that lack something: how many, and the page of the first. */
typedef struct Lack {
    guint count;
    int page;
} Lack;

static void
note_lack(Lack *lack, const json_t *row)
{
    if (lack->count++ == 0)
        lack->page = report_number(row, "page");
}

static bool
has_words(const json_t *row)
{
    return report_text(row, "alt") != NULL || report_text(row, "actual") != NULL;
}

static void
judge_structure(Judge *judge)
{
    Lack headings = { 0 }, pictures = { 0 }, heads = { 0 };
    const json_t *row;
    int level = 0, page = 0;
    size_t i;

    json_array_foreach(report_list(judge->report, "structure"), i, row)
    {
        const char *type = row_type(row);
        int own = heading_level(type);
        page = MAX(page, report_number(row, "page"));
        if (own > level + 1)
            note_lack(&headings, row);
        level = own > 0 ? own : level;
        if (strcmp(type, "Figure") == 0 && !has_words(row))
            note_lack(&pictures, row);
        if (strcmp(type, "TH") == 0 && !report_flag(row, "scope"))
            note_lack(&heads, row);
    }
    if (headings.count > 0)
        FAIL(judge, DIAG_PDF_HEADINGS,
             _("headings that leave out a level: %u, the first on page %d; let each level follow "
               "the one "
               "above it"),
             headings.count, headings.page);
    if (pictures.count > 0)
        FAIL(judge, DIAG_PDF_NO_ALT,
             _("pictures without a text for who can't see them: %u, the first on page %d; add it "
               "where the file is "
               "made"),
             pictures.count, pictures.page);
    if (heads.count > 0)
        FAIL(judge, DIAG_PDF_NO_SCOPE,
             _("heads of tables that don't say whether they are of a row or a column: %u, the "
               "first on "
               "page %d; have the file made again"),
             heads.count, heads.page);
}

static void
judge_claims(Judge *judge)
{
    const json_t *standards = report_list(judge->report, "standards"), *standard;
    g_autoptr(GString) names = g_string_new(NULL);
    size_t i;

    json_array_foreach(standards, i, standard)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", json_string_value(standard));
    if (judge->is_broken && names->len > 0)
        find(judge, DIAG_PDF_FALSE_CLAIM,
             _("the file says that it keeps %s, and doesn't; don't rely on it before it is made "
               "again"),
             names->str);
}

static void
judge_signatures(Judge *judge)
{
    const json_t *signature;
    json_int_t end = 0, length = json_integer_value(json_object_get(judge->report, "bytes"));
    size_t i;

    json_array_foreach(report_list(judge->report, "signatures"), i, signature)
    {
        const json_t *range = report_list(signature, "range");
        const char *digest = report_text(signature, "digest");
        if (json_array_size(range) != 4 || !report_flag(signature, "from_start") ||
            g_strcmp0(digest, "wrong") == 0)
            find(judge, DIAG_PDF_SIGNATURE,
                 _("signature %zu is not of what the file holds now; ask who signed it for the "
                   "file as it was "
                   "signed"),
                 i + 1);
        end = MAX(end, json_integer_value(json_array_get(range, 2)) +
                           json_integer_value(json_array_get(range, 3)));
    }
    if (end > 0 && end < length)
        find(judge, DIAG_PDF_CHANGED,
             _("%lld bytes were added to the file after it was signed; compare it with the file as "
               "it was "
               "signed"),
             (long long)(length - end));
}

static void
judge_attachments(Judge *judge)
{
    const json_t *attachment;
    size_t i;
    json_array_foreach(report_list(judge->report, "attachments"), i, attachment)
    {
        const char *checksum = report_text(attachment, "checksum");
        if (checksum == NULL || strcmp(checksum, "wrong") == 0)
            find(judge, DIAG_PDF_ATTACHMENT,
                 _("the attachment %s is not what was put into the file; get it from where it came "
                   "from"),
                 report_text(attachment, "name"));
    }
}

static void
judge_pictures(Judge *judge)
{
    const json_t *picture;
    guint count = 0;
    int page = 0, lowest = IMAGE_DPI_MIN;
    size_t i;

    json_array_foreach(report_list(judge->report, "pictures"), i, picture)
    {
        int resolution = report_number(picture, "resolution");
        if (resolution >= IMAGE_DPI_MIN)
            continue;
        page = count++ == 0 ? report_number(picture, "page") : page;
        lowest = MIN(lowest, resolution);
    }
    if (count > 0)
        find(judge, DIAG_LOW_RESOLUTION,
             _("pictures too small for print: %u, the first on page %d, with fewer than %d pixels "
               "an inch, the least %d; use larger "
               "ones for print"),
             count, page, IMAGE_DPI_MIN, lowest);
}

static void
judge_outline(Judge *judge)
{
    enum {
        SHORT_MAX = 20
    }; /* pages that are leafed through without one (ISO 32000 asks for none) */
    size_t pages = json_array_size(report_list(judge->report, "pages"));
    if (pages > SHORT_MAX && json_array_size(report_list(judge->report, "outline")) == 0)
        find(judge, DIAG_PDF_NO_OUTLINE,
             _("the file has %zu pages and no outline to find one's way by; have it made with one"),
             pages);
}

void
inspection_judge(const Inspection *inspection, Diags *diags)
{
    Judge judge = { .inspection = inspection, .report = inspection->report, .diags = diags };

    judge_file(&judge);
    judge_title(&judge);
    judge_properties(&judge);
    judge_fonts(&judge);
    judge_marks(&judge);
    judge_structure(&judge);
    judge_claims(&judge);
    judge_signatures(&judge);
    judge_attachments(&judge);
    judge_pictures(&judge);
    judge_outline(&judge);
}
