/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_QUESTIONS_H
#define REPLIEK_QUESTIONS_QUESTIONS_H

#include "read/document.h"

typedef enum QuestionKind { QUESTION_DIRECT, QUESTION_INDIRECT, QUESTION_REQUEST } QuestionKind;

/* What a paragraph of the document is, in order of reading (domain.md 1.3, 1.4;
 * question-documents.md). */
typedef enum PassageRole {
    PASSAGE_TITLE,     /* title block: numbers, document title, date of adoption */
    PASSAGE_COMMITTEE, /* preamble: who asks whom about what */
    PASSAGE_DISPATCH,  /* preamble: sent on, answered on */
    PASSAGE_PREAMBLE,  /* any other paragraph before the first section */
    PASSAGE_CHAIR,     /* signature: label and name */
    PASSAGE_CLERK,
    PASSAGE_CONTENTS,   /* the document's own table of contents */
    PASSAGE_SECTION,    /* heading of I, II, III */
    PASSAGE_FRACTION,   /* heading of a fraction */
    PASSAGE_SUBHEADING, /* any heading below it */
    PASSAGE_BODY,       /* text in which questions may stand */
    PASSAGE_ANSWER,     /* text in the government's voice */
    PASSAGE_AGENDA,     /* an item of the full agenda */
    PASSAGE_CHROME,     /* page furniture */
} PassageRole;

typedef struct Fraction Fraction;
typedef struct Passage Passage;

/* One sentence that asks. Its text is bytes [start, end) of the passage's clean text. */
typedef struct Question {
    char *id;   /* "PVV-3" */
    char *text; /* the sentence, end mark included */
    QuestionKind kind;
    bool followup;                  /* makes sense only with the question `follows` */
    bool added;                     /* by a decision; its id ends in a letter */
    const struct Question *follows; /* borrowed; NULL */
    GPtrArray *askers;              /* char *: names of fractions */
    GPtrArray *joined;  /* char *: names of those who said that they join; never among `askers` */
    Fraction *fraction; /* borrowed: the one whose numbers the id counts */
    int ordinal;        /* the number in the id; of an added one, that before it */
    int run; /* where the document's own numbers start again: which count, from 1; else 0 */
    size_t start, end;
    Span span;
    const Passage *passage; /* borrowed */
    char *number;           /* the document's own number, "2a"; NULL */
    char *page_mark;        /* the page of the paper asked about, as the document names it; NULL */
    char *doubt;            /* why a careful reader could differ; NULL */
    char *
        answer; /* in answered documents: its text, paragraphs two line ends apart, see ANSWER_ITEM;
                       * NULL. A GRefString: questions answered together share it */
    const char *rule; /* the row of rules.def that decided; NULL where a decision did */
} Question;

/* A sentence that is less likely a question than not: no id, not counted, to be decided. */
typedef struct Doubt {
    char *text;
    char *reason;
    const Passage *passage; /* borrowed */
    size_t start, end;
    Span span;
    const char *rule; /* the row of rules.def that decided */
    bool settled;     /* a decision said that it is none */
} Doubt;

/* Bytes [start, end) of a passage's clean text. */
typedef struct Reply {
    size_t start, end;
} Reply;

/* One paragraph of the document and what it is. */
struct Passage {
    PassageRole role;
    const Paragraph *paragraph; /* borrowed from the Document */
    guint index;                /* of the paragraph in Document.paragraphs */
    int section;                /* 1, 2, 3 … as numbered; 0 before the first section */
    Fraction *fraction;         /* borrowed; NULL outside fractions */
    int n;                      /* body passages: number within the fraction, from 1 */
    int order;                  /* body passages: place among all of the document, from 1 */
    char *number;               /* of a section: "I"; of a label or item: "2a"; NULL */
    char *page_mark;            /* body: "5" below a line "Blz. 5"; NULL */
    char *heading;              /* of a section or subheading: text without the number; NULL */
    char *label, *name;   /* of a signature: "De voorzitter van de commissie,", "Klaver"; NULL. A
                           * name on a line of its own is a passage with `name` alone */
    bool apart;           /* an answer in a section of answers, away from the questions */
    bool by_voice;        /* an answer by its words or place, and no label says so */
    char *subheading;     /* body: the nearest subheading above; NULL */
    GPtrArray *theme;     /* body: char *, all headings above, outermost first */
    GPtrArray *questions; /* Question, borrowed from Questions.items */
    GPtrArray *doubts;    /* Doubt, borrowed from Questions.doubtful */
    GArray *replies;      /* Reply: where in a body passage the government answers; NULL for none */
};

struct Fraction {
    char *name;           /* "PVV", "CDA+ChristenUnie", "commissie" */
    char *slug;           /* what ids begin with; "" where the document's own numbers are the ids */
    char *heading;        /* as printed; NULL for "commissie" */
    GPtrArray *askers;    /* char * */
    GPtrArray *passages;  /* Passage, body only; borrowed from Questions.passages */
    guint question_count; /* numbers given out, unused ones included */
};

/* A decision of the user about one sentence (interface.md, `decisions`). */
typedef struct Decision {
    char *sentence;
    bool is_question;
    char *in;  /* narrows it to a fraction; NULL */
    Span span; /* of the sentence in the answers file */
} Decision;

typedef struct Questions {
    const Document *document; /* borrowed: must outlive it */
    char *family;             /* "inbreng" … (question-documents.md 1) */
    bool family_guessed; /* neither the user, a title, a fraction's heading nor "Vraag 1" told it */
    GPtrArray *passages; /* Passage: every paragraph once, in document order */
    GPtrArray *fractions;   /* Fraction, in order of appearance */
    GPtrArray *items;       /* Question, in document order, after decisions */
    GPtrArray *doubtful;    /* Doubt, in document order */
    GHashTable *by_name;    /* a fraction's name → Fraction, borrowed */
    GPtrArray *known_names; /* char *: what fractions are called here, as first written */
    GHashTable *spellings;  /* a name as written → that of `known_names` */
    GHashTable *by_id;      /* id → Question, borrowed */
    GHashTable *unused_ids; /* ids whose sentence was decided to be no question */
} Questions;

/* In an answer: a paragraph that is a list's item begins with this, its depth (a digit from 1), its mark and a tab. No
 * text of a document holds it. */
#define ANSWER_ITEM '\x1f'

/* The answer as plain text: items with their marks in front, on lines of their own. Newly allocated. */
char *answer_plain(const char *answer);

/*
 * Finds fractions, paragraphs and questions, and gives the ids; none where nothing asks. NULL with `over-limit` where
 * there are too many.
 */
Questions *find_questions(const Document *document, Diags *diags, GError **error);

/* The same for a document of which the user says what it is: `family` is a slug of families.def, or
 * NULL to let the title decide. */
Questions *find_questions_as(const Document *document, const char *family, Diags *diags,
                             GError **error);

/* False with `no-questions` where nothing asks, not even by decision. */
bool questions_require(const Questions *questions, GError **error);

/* The slugs of families.def, NULL-terminated. */
const char *const *question_families(void);

void questions_free(Questions *questions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Questions, questions_free)

/*
 * Carries out the user's decisions (Decision *), as interface.md's "Question ids" says: a sentence
 * decided to be none leaves its number unused, one added takes the number before it with a letter.
 * A decision that no sentence matches is `stale-decision`.
 */
void questions_decide(Questions *questions, const GPtrArray *decisions, Diags *diags);

/* The question with this id; NULL where there is none. */
const Question *questions_find(const Questions *questions, const char *id);
/*
 * All questions that an id names (Question *, borrowed), in document order: one, or in a numbered
 * list those under one number ("2" names "2-1" and "2-2"). Empty where there are none.
 */
GPtrArray *questions_named(const Questions *questions, const char *id);
/* Its place in `items`. */
guint questions_index(const Questions *questions, const Question *question);
/* The known id that looks most like it, for "did you mean"; NULL where none is near. */
const char *questions_nearest(const Questions *questions, const char *id);

const char *question_kind_slug(QuestionKind kind);
const char *passage_role_slug(PassageRole role);

/* Why each sentence of the document is a question or none: the rules that spoke, for people. */
void questions_explain(const Questions *questions, GString *out);

/* One line a passage and question. */
void questions_dump(const Questions *questions, GString *out);

#endif
