/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/template-private.h"

/*
 * Every key that a template has, as data: its type, and where its value goes. What a measure is for is said once, in
 * style.h; templates/letter.yaml shows them all.
 */

#define GROUP(name, structure, field, table)                                                       \
    {                                                                                              \
        .key = name, .type = KEY_GROUP, .offset = offsetof(structure, field), .members = table     \
    }
#define OPTIONAL_GROUP(name, structure, field, table)                                              \
    {                                                                                              \
        .key = name, .type = KEY_GROUP, .offset = offsetof(structure, field), .optional = true,    \
        .members = table                                                                           \
    }
#define VALUE(name, kind, structure, field)                                                        \
    {                                                                                              \
        .key = name, .type = kind, .offset = offsetof(structure, field)                            \
    }
#define OPTION(name, kind, structure, field)                                                       \
    {                                                                                              \
        .key = name, .type = kind, .offset = offsetof(structure, field), .optional = true          \
    }
#define COUNT(name, structure, field, low, high)                                                   \
    {                                                                                              \
        .key = name, .type = KEY_COUNT, .offset = offsetof(structure, field), .least = low,        \
        .most = high                                                                               \
    }
#define CHOICE(name, structure, field, low, high)                                                  \
    {                                                                                              \
        .key = name, .type = KEY_COUNT, .offset = offsetof(structure, field), .least = low,        \
        .most = high, .optional = true                                                             \
    }
#define WORD(name, structure, field, list)                                                         \
    {                                                                                              \
        .key = name, .type = KEY_WORD, .offset = offsetof(structure, field), .words = list         \
    }
#define COLOUR(name, structure, field)                                                             \
    {                                                                                              \
        .key = name, .type = KEY_COLOUR, .offset = offsetof(structure, field), .optional = true    \
    }
#define STYLE(name, index)                                                                         \
    {                                                                                              \
        .key = name, .type = KEY_GROUP,                                                            \
        .offset = offsetof(Style, text) + (index) * sizeof(TextStyle), .members = style_keys       \
    }
#define STYLE_OPTION(name, index)                                                                  \
    {                                                                                              \
        .key = name, .type = KEY_GROUP, .optional = true,                                          \
        .offset = offsetof(Style, text) + (index) * sizeof(TextStyle), .members = style_keys       \
    }
#define END                                                                                        \
    {                                                                                              \
        .key = NULL                                                                                \
    }

static const char *const align_words[] = { "ragged", "justify", NULL };
static const char *const breaking_words[] = { "total-fit", "first-fit", NULL };
static const char *const interleave_words[] = { "question", "paragraph", "apart", NULL };

static const char *const house_style_words[] = { "ministry", "printer", NULL };
static const char *const head_words[] = { "letter", "kamerstuk", "overview", NULL };
static const char *const list_mark_words[] = { "bullet", "dash", NULL };

static const TemplateKey line_cost_keys[] = {
    CHOICE("white", LineCosts, white, 1, 10000),
    CHOICE("jump", LineCosts, jump, 1, 10000),
    CHOICE("hyphen", LineCosts, hyphen, 1, 10000),
    END,
};

static const TemplateKey page_keys[] = {
    COLOUR("ink", Style, ink),
    VALUE("width", KEY_SIZE, Style, page_width),
    VALUE("height", KEY_SIZE, Style, page_height),
    VALUE("grid", KEY_SIZE, Style, grid),
    WORD("align", Style, align, align_words),
    WORD("linebreak", Style, breaking, breaking_words),
    {
        .key = "line_costs",
        .type = KEY_GROUP,
        .offset = offsetof(Style, line_costs),
        .members = line_cost_keys,
        .optional = true,
    },
    COUNT("hyphen_minimum_left", Style, hyphen_minimum_left, 1, 9),
    COUNT("hyphen_minimum_right", Style, hyphen_minimum_right, 1, 9),
    OPTION("hyphenation", KEY_HYPHENS, Style, hyphenation),
    END,
};

static const TemplateKey box_keys[] = {
    VALUE("x", KEY_LENGTH, Frame, x),
    VALUE("y", KEY_LENGTH, Frame, y),
    VALUE("width", KEY_SIZE, Frame, width),
    VALUE("height", KEY_SIZE, Frame, height),
    END,
};

static const TemplateKey frame_keys[] = {
    GROUP("text_first", Style, text_first, box_keys),
    GROUP("text_next", Style, text_next, box_keys),
    GROUP("ribbon", Style, ribbon, box_keys),
    GROUP("ministry", Style, ministry, box_keys),
    GROUP("return_address", Style, return_address, box_keys),
    GROUP("address", Style, address, box_keys),
    GROUP("subject", Style, subject, box_keys),
    GROUP("reference_column", Style, reference_column, box_keys),
    GROUP("page_number", Style, page_number, box_keys),
    GROUP("classification_top", Style, classification_top, box_keys),
    GROUP("classification_foot", Style, classification_foot, box_keys),
    GROUP("draft_mark", Style, draft_mark, box_keys),
    END,
};

static const TemplateKey style_keys[] = {
    OPTION("family", KEY_TEXT, TextStyle, family),
    OPTION("size", KEY_SIZE, TextStyle, size),
    OPTION("leading", KEY_SIZE, TextStyle, leading),
    OPTION("baseline", KEY_SIZE, TextStyle, baseline),
    OPTION("bold", KEY_BOOLEAN, TextStyle, bold),
    OPTION("italic", KEY_BOOLEAN, TextStyle, italic),
    OPTION("before", KEY_LENGTH, TextStyle, before),
    OPTION("after", KEY_LENGTH, TextStyle, after),
    OPTION("indent", KEY_LENGTH, TextStyle, indent),
    OPTION("hyphenate", KEY_BOOLEAN, TextStyle, hyphenate),
    OPTION("balance", KEY_BOOLEAN, TextStyle, balance),
    OPTION("tracking", KEY_SHIFT, TextStyle, tracking),
    END,
};

static const TemplateKey styles_keys[] = {
    STYLE("body", STYLE_BODY),
    STYLE("title", STYLE_TITLE),
    STYLE("kicker", STYLE_KICKER),
    STYLE("section", STYLE_SECTION),
    STYLE("fraction", STYLE_FRACTION),
    STYLE("subheading", STYLE_SUBHEADING),
    STYLE("heading", STYLE_HEADING),
    STYLE("label", STYLE_LABEL),
    STYLE("aside", STYLE_ASIDE),
    STYLE("margin", STYLE_MARGIN),
    STYLE("note", STYLE_NOTE),
    STYLE("table", STYLE_TABLE),
    STYLE("caption", STYLE_CAPTION),
    STYLE("code", STYLE_CODE),
    STYLE("contents", STYLE_CONTENTS),
    STYLE("contents_head", STYLE_CONTENTS_HEAD),
    STYLE("contents_section", STYLE_CONTENTS_SECTION),
    STYLE("contents_label", STYLE_CONTENTS_LABEL),
    STYLE("guide", STYLE_GUIDE),
    STYLE("small", STYLE_SMALL),
    STYLE("small_label", STYLE_SMALL_LABEL),
    STYLE("ministry", STYLE_MINISTRY),
    STYLE("draft", STYLE_DRAFT),
    STYLE_OPTION("chamber", STYLE_CHAMBER),
    STYLE_OPTION("chamber_digit", STYLE_CHAMBER_DIGIT),
    STYLE_OPTION("session", STYLE_SESSION),
    STYLE_OPTION("dossier", STYLE_DOSSIER),
    STYLE_OPTION("imprint", STYLE_IMPRINT),
    STYLE_OPTION("footer", STYLE_FOOTER),
    END,
};

G_STATIC_ASSERT(G_N_ELEMENTS(styles_keys) == STYLE_COUNT + 1);

static const TemplateKey rule_keys[] = {
    VALUE("thickness", KEY_LENGTH, RuleStyle, thickness),
    OPTION("length", KEY_LENGTH, RuleStyle, length),
    END,
};

static const TemplateKey kamerstuk_keys[] = {
    VALUE("left", KEY_LENGTH, Style, kamerstuk.left),
    VALUE("right", KEY_SIZE, Style, kamerstuk.right),
    VALUE("rule", KEY_SIZE, Style, kamerstuk.rule),
    VALUE("chamber", KEY_SIZE, Style, kamerstuk.chamber),
    VALUE("digit", KEY_SIZE, Style, kamerstuk.digit),
    VALUE("rule_upper", KEY_SIZE, Style, kamerstuk.rule_upper),
    VALUE("session", KEY_SIZE, Style, kamerstuk.session),
    VALUE("rule_lower", KEY_SIZE, Style, kamerstuk.rule_lower),
    VALUE("dossier", KEY_SIZE, Style, kamerstuk.dossier),
    COUNT("dossier_lines", Style, kamerstuk.dossier_lines, 1, 9),
    VALUE("number_below", KEY_SIZE, Style, kamerstuk.number_below),
    VALUE("imprint", KEY_SIZE, Style, kamerstuk.imprint),
    VALUE("footer_first", KEY_SIZE, Style, kamerstuk.footer_first),
    VALUE("footer_next", KEY_SIZE, Style, kamerstuk.footer_next),
    END,
};

static const TemplateKey overview_keys[] = {
    VALUE("id", KEY_SIZE, Style, overview.id),
    VALUE("question", KEY_SIZE, Style, overview.question),
    VALUE("owner", KEY_SIZE, Style, overview.owner),
    VALUE("status", KEY_SIZE, Style, overview.status),
    VALUE("due", KEY_SIZE, Style, overview.due),
    VALUE("gap", KEY_LENGTH, Style, overview.gap),
    VALUE("above", KEY_LENGTH, Style, overview.above),
    VALUE("below", KEY_LENGTH, Style, overview.below),
    VALUE("group_above", KEY_LENGTH, Style, overview.group_above),
    VALUE("group_rule", KEY_LENGTH, Style, overview.group_rule),
    VALUE("row_rule", KEY_LENGTH, Style, overview.row_rule),
    END,
};

static const TemplateKey table_keys[] = {
    VALUE("x", KEY_LENGTH, Style, table_x),
    VALUE("width", KEY_SIZE, Style, table_width),
    VALUE("rule", KEY_SIZE, Style, table_rule),
    VALUE("head_rule", KEY_SIZE, Style, table_head_rule),
    END,
};

static const TemplateKey passage_keys[] = {
    VALUE("bracket", KEY_BOOLEAN, Style, bracket),
    GROUP("bracket_rule", Style, bracket_rule, rule_keys),
    VALUE("indent", KEY_LENGTH, Style, passage_indent),
    VALUE("margin_numbers", KEY_BOOLEAN, Style, margin_numbers),
    VALUE("margin_right", KEY_LENGTH, Style, margin_right),
    END,
};

static const TemplateKey rules_keys[] = {
    GROUP("fraction", Style, fraction_rule, rule_keys),
    GROUP("note", Style, note_rule, rule_keys),
    GROUP("contents", Style, contents_rule, rule_keys),
    GROUP("underline", Style, underline, rule_keys),
    VALUE("underline_offset", KEY_LENGTH, Style, underline_offset),
    END,
};

static const TemplateKey note_keys[] = {
    VALUE("above", KEY_LENGTH, Style, note_above),
    VALUE("below", KEY_LENGTH, Style, note_below),
    VALUE("indent", KEY_LENGTH, Style, note_indent),
    OPTION("raised", KEY_BOOLEAN, Style, note_number_raised),
    COUNT("mark_size", Style, mark_size, 200, 1000),
    COUNT("mark_rise", Style, mark_rise, 0, 1000),
    END,
};

static const TemplateKey space_keys[] = {
    VALUE("subject_tab", KEY_LENGTH, Style, subject_tab),
    VALUE("reference_gap", KEY_LENGTH, Style, reference_gap),
    VALUE("list_indent", KEY_LENGTH, Style, list_indent),
    WORD("list_mark", Style, list_mark, list_mark_words),
    VALUE("quote_indent", KEY_LENGTH, Style, quote_indent),
    VALUE("label_before", KEY_LENGTH, Style, label_before),
    VALUE("answer_after", KEY_LENGTH, Style, answer_after),
    VALUE("answer_after_new", KEY_LENGTH, Style, answer_after_new),
    VALUE("answer_next", KEY_LENGTH, Style, answer_next),
    VALUE("signature", KEY_LENGTH, Style, signature_space),
    END,
};

static const TemplateKey contents_keys[] = {
    VALUE("number", KEY_SIZE, Style, contents_number),
    VALUE("ids", KEY_SIZE, Style, contents_ids),
    VALUE("page", KEY_SIZE, Style, contents_pages),
    VALUE("dots", KEY_BOOLEAN, Style, contents_dots),
    END,
};

const TemplateKey template_keys[] = {
    VALUE("name", KEY_TEXT, Template, name),
    OPTION("summary", KEY_TEXT, Template, summary),
    OPTION("extends", KEY_TEXT, Template, extends),
    VALUE("language", KEY_TEXT, Template, language),
    OPTION("ribbon", KEY_PATH, Template, style.ribbon_image),
    OPTION("fonts", KEY_PATH, Template, fonts),
    WORD("interleave", Template, interleave, interleave_words),
    VALUE("ids", KEY_BOOLEAN, Template, ids),
    VALUE("reading_guide", KEY_BOOLEAN, Template, style.reading_guide),
    VALUE("cover", KEY_BOOLEAN, Template, cover),
    VALUE("link_notes", KEY_BOOLEAN, Template, link_notes),
    VALUE("smart_quotes", KEY_BOOLEAN, Template, smart_quotes),
    VALUE("quote_marks", KEY_BOOLEAN, Template, quote_marks),
    WORD("house_style", Template, house_style, house_style_words),
    WORD("head", Template, style.head, head_words),
    OPTIONAL_GROUP("kamerstuk", Template, style, kamerstuk_keys),
    OPTIONAL_GROUP("overview", Template, style, overview_keys),
    GROUP("page", Template, style, page_keys),
    GROUP("frames", Template, style, frame_keys),
    GROUP("styles", Template, style, styles_keys),
    GROUP("passages", Template, style, passage_keys),
    GROUP("rules", Template, style, rules_keys),
    GROUP("tables", Template, style, table_keys),
    GROUP("notes", Template, style, note_keys),
    GROUP("spaces", Template, style, space_keys),
    GROUP("contents", Template, style, contents_keys),
    VALUE("texts", KEY_TEXTS, Template, texts),
    OPTION("languages", KEY_LANGUAGES, Template, languages),
    END,
};

const TemplateText template_texts[] = {
    /* The covering letter. */
    { "salutation", true, { NULL } },
    { "opening", false, { "offer", "committee", "subject", "on_behalf" } },
    { "opening_committee", false, { "offer", "committee", "on_behalf" } },
    { "opening_plain", false, { "offer", "on_behalf" } },
    { "offer_one", false, { NULL } },
    { "offer_many", false, { NULL } },
    { "opening_on_behalf", false, { "names" } },
    { "opening_deferred_one", true, { "question", "date" } },
    { "opening_deferred_many", true, { "question", "date" } },
    { "opening_deferred_plain", true, { "date" } },
    { "on_behalf", false, { "names" } },
    { "role", false, { "role" } },

    /* Around it. */
    { "return_address", false, { "address" } },
    { "date_label", false, { NULL } },
    { "subject_label", false, { NULL } },
    { "contact_label", false, { NULL } },
    { "reference_label", false, { NULL } },
    { "your_reference_label", false, { NULL } },
    { "attachments_label", false, { NULL } },
    { "reference_closing", true, { NULL } },
    { "page", false, { "page", "pages" } },
    { "running", true, { NULL } },

    /* The head of the appendix. */
    { "kicker", true, { NULL } },
    { "title", false, { "minister", "committee", "subject" } },
    { "title_committee", false, { "minister", "committee" } },
    { "title_plain", false, { "minister", "subject" } },
    { "title_minister", false, { "minister" } },
    { "title_on_behalf", false, { "names" } },
    { "contents", false, { NULL } },
    { "contents_ids", false, { NULL } },
    { "contents_page", false, { NULL } },
    { "contents_ids_aloud", true, { "ids" } },
    { "contents_page_aloud", true, { "page" } },
    { "contents_fraction", true, { "fraction" } },
    { "guide_label", true, { NULL } },
    { "guide_bracket", true, { NULL } },
    { "guide_numbers", true, { NULL } },
    { "heading_suffix", true, { "minister" } },
    { "heading_suffix_unless", true, { NULL } },
    { "answers_heading", false, { "minister" } },
    { "minister_many", false, { NULL } },
    { "minister_unknown", false, { NULL } },

    /* A Kamerstuk. */
    { "chamber", true, { NULL } },
    { "chamber_digit", true, { NULL } },
    { "session", true, { "session" } },
    { "number", true, { "number" } },
    { "document_title", true, { NULL } },
    { "document_title_further", true, { NULL } },
    { "document_title_list", true, { NULL } },
    { "document_title_bill", true, { NULL } },
    { "document_title_bill_first", true, { NULL } },
    { "adopted", true, { "date" } },
    { "imprint", true, { NULL } },
    { "footer", true, { "session", "dossiers", "number" } },
    { "open", true, { NULL } },

    /* Questions and answers. */
    { "answer", false, { "question" } },
    { "answer_without_id", false, { NULL } },
    { "question_one", false, { "id" } },
    { "question_many", false, { "ids" } },
    { "questions_of", false, { "fraction" } },
    { "questions_of_other", false, { "fraction" } },
    { "questions_of_nobody", false, { NULL } },
    { "ids_range", false, { "first", "last" } },
    { "ids_two", false, { "first", "last" } },
    { "comma", false, { NULL } },
    { "and", false, { NULL } },
    { "see", false, { "question", "page" } },
    { "reference", false, { "question", "page" } },
    { "also", false, { "question", "page" } },
    { "also_next", false, { "question", "page" } },
    { "this_page", true, { NULL } },
    { "deferred_one", false, { "date" } },
    { "deferred_many", false, { "date" } },
    { "deferred_aside", false, { "date" } },
    { "table_number", true, { "number" } },
    { "figure_number", true, { "number" } },
    { "see_note", false, { "number" } },
    { "note_from", true, { "number" } },
    { "note_link", true, { "number" } },
    { "note_back", true, { "number" } },
    { "note_on", true, { "number" } },
    { "unanswered", false, { NULL } },

    /* A draft. */
    { "draft", false, { NULL } },
    { "draft_count", true, { "questions", "answered", "approved", "deferred", "open" } },
    { "status_approved", false, { NULL } },
    { "status_review", false, { NULL } },
    { "status_draft", false, { NULL } },
    { "status_missing", false, { NULL } },
    { "status_late", true, { NULL } },
    { "draft_problems", true, { "count" } },
    { "draft_more", true, { "count" } },
    { "problem_error", true, { NULL } },
    { "problem_doubt", true, { NULL } },
    { "problem_other", true, { "words" } },
    { "problem_answered_twice", true, { "words" } },
    { "problem_bad_footnote", true, { "words" } },
    { "problem_bad_reference", true, { "words" } },
    { "problem_bad_table", true, { "words" } },
    { "problem_conflict", true, { "words" } },
    { "problem_missing_alt", true, { "words" } },
    { "problem_missing_glyph", true, { "words" } },
    { "problem_missing_image", true, { "words" } },
    { "problem_not_supported", true, { "words" } },
    { "problem_placeholder", true, { "words" } },
    { "problem_question_changed", true, { "words" } },
    { "problem_raw_html", true, { "words" } },
    { "problem_remote_image", true, { "words" } },
    { "problem_unsettled_doubt", true, { "words" } },

    /* A document for review. */
    { "review_title", true, { "subject" } },
    { "review_title_plain", true, { NULL } },
    { "review_owner", true, { "owner" } },
    { "review_unowned", true, { NULL } },
    { "review_how", true, { NULL } },
    { "review_steps", true, { NULL } },
    { "review_body", true, { NULL } },
    { "review_question", true, { "id" } },
    { "review_empty", true, { NULL } },
    { "review_due", true, { "date" } },

    /* The overview. */
    { "overview_title", true, { NULL } },
    { "overview_reference", true, { "reference" } },
    { "overview_letter", true, { "date" } },
    { "overview_day", true, { "date" } },
    { "overview_questions_one", true, { NULL } },
    { "overview_questions", true, { "questions" } },
    { "overview_answered", true, { "answered" } },
    { "overview_statuses", true, { "approved", "review", "draft", "deferred" } },
    { "overview_open", true, { "open" } },
    { "overview_late", true, { "late" } },
    { "overview_group", true, { "questions", "answered" } },
    { "overview_id", true, { NULL } },
    { "overview_question", true, { NULL } },
    { "overview_owner", true, { NULL } },
    { "overview_status", true, { NULL } },
    { "overview_due", true, { NULL } },
    { "overview_answer", true, { NULL } },
    { "overview_with", true, { "id" } },
    { "overview_see", true, { "id" } },
    { "overview_legend", true, { NULL } },
    { "overview_mark", true, { NULL } },
    { .key = NULL },
};
