/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_REVIEW_KEY_H
#define REPLIEK_ANSWERS_REVIEW_KEY_H

#include <stdbool.h>

/*
 * What a Word file that goes out for review carries, so that `import` finds its way back. `export --for` writes it,
 * `import` reads it; this is the whole of what they agree on.
 *
 * An answer field is a label paragraph (RepliekLabel), lines with owner and status and what refers here (RepliekStatus; not
 * always there), a block-level content control around the answer's paragraphs and tables, and a thin closing paragraph
 * (RepliekEinde). Its entry is named again and again, as word processors lose things: LibreOffice 7.4 ends the control before
 * the first table and drops its tag, but not its category; Word drops a bookmark whose words are typed over. Both keep the
 * custom XML part. LibreOffice gives styles ids of its own: they are to be known by their names.
 *
 *     tag, category of docPartObj  repliek:KEY:HASH
 *     bookmark                     repliek_KEY_HASH, from the field's first paragraph into its last (LibreOffice may begin
 *                                  it once more in the last)
 *     bookmarks                    repliek_label_KEY_HASH around the label's words, repliek_einde_KEY_HASH in the closing
 *                                  paragraph: these nobody types in
 *     customXml/item1.xml
 *     <answers xmlns="urn:repliek:review:1">
 *       <entry key="KEY" hash="HASH" to="VVD-4 VVD-5" owner="DVB/CI" status="draft" due="2025-05-01">
 *         <question id="VVD-4">…</question><question id="VVD-5">…</question>
 *         <text xml:space="preserve">the answer's Markdown as it stood in the YAML</text>
 *       </entry>
 *       <hint>Typ hier het antwoord</hint>
 *       <around>HASH</around>        review_words_hash() of each paragraph that is in no field, and of those of notes
 *     </answers>
 *
 * A question that no entry names has a field, too: with the KEY of its id, the HASH of "" and no status.
 *
 * KEY is review_key() of the first id that the entry's `to` names, ranges expanded; HASH is review_hash() of its `text`,
 * "" where there is none. Neither depends on anything but these. Attributes without a value are left out.
 *
 * Inside a field, by bookmarks whose names say what they stand for by its KEY or HASH:
 *
 *     repliek_vraag_KEY       at a question of the document, around its id; a link to it is a reference, `[](VVD-4)`, whose
 *                             words are "[VVD-4]", or a link with words of its own, `[daar](VVD-4)`
 *     repliek_noot_KEY_HASH   around a footnote's mark: KEY of the field, HASH of the note's label. A link to it is one
 *                             more mark to the same note.
 *     repliek_beeld_KEY_HASH  around an image: KEY of the field, HASH of its file's name without folders, which is also
 *                             the name of the drawing (wp:docPr). Its description is the alternative text.
 *
 * A field that holds nothing but one paragraph in the style RepliekLeeg whose words are the hint (or, where no hint
 * is known, whose control shows its placeholder) is empty. Who types there leaves the style, and may leave the hint before
 * or behind the answer. A heading of level n in the answer has Word's level n + REVIEW_HEADING_OFFSET. An
 * image's caption is a paragraph in the style Caption right behind it, a table's one in RepliekTabeltitel right before it. Code: character
 * style RepliekCode, and a paragraph in RepliekCodeBlok a block, with line breaks between its lines. A rule is an empty
 * paragraph in RepliekLijn. Items of a list whose Markdown has blank lines between them have contextualSpacing off. What
 * goes on in an item without a mark of its own is indented at the left by review_indent() of the lists and quotations around
 * it, and so is all in a quotation (style Quote); tables by w:tblInd, code by one more list. Numbers that were lined up
 * without a colon in the dashes are cells in the style Tabelgetal. The empty paragraph behind a table (style Tabeleinde) is
 * no part of the answer. A bookmark of a name that was there before is left out by word processors: an image that stands
 * twice in an answer is known the second time by its drawing's name.
 */

#define REVIEW_NAMESPACE "urn:repliek:review:1"
#define REVIEW_TAG "repliek:"
#define REVIEW_FIELD "repliek_"
#define REVIEW_LABEL "repliek_label_"
#define REVIEW_END "repliek_einde_"
#define REVIEW_QUESTION "repliek_vraag_"
#define REVIEW_NOTE "repliek_noot_"
#define REVIEW_IMAGE "repliek_beeld_"

/* Style ids, and the names that users see and that files keep when ids are changed. */
#define REVIEW_STYLES "Repliek"
#define REVIEW_STYLE_LABEL "RepliekLabel"
#define REVIEW_STYLE_STATUS "RepliekStatus"
#define REVIEW_STYLE_END "RepliekEinde"
#define REVIEW_STYLE_EMPTY "RepliekLeeg"
#define REVIEW_STYLE_CODE "RepliekCode"
#define REVIEW_STYLE_CODE_BLOCK "RepliekCodeBlok"
#define REVIEW_STYLE_RULE "RepliekLijn"
#define REVIEW_STYLE_TITLE "RepliekTabeltitel"
#define REVIEW_NAME_LABEL "Repliek label"
#define REVIEW_NAME_STATUS "Repliek status"
#define REVIEW_NAME_END "Repliek einde"
#define REVIEW_NAME_EMPTY "Repliek leeg"
#define REVIEW_NAME_CODE "Repliek code"
#define REVIEW_NAME_CODE_BLOCK "Repliek codeblok"
#define REVIEW_NAME_RULE "Repliek lijn"
#define REVIEW_NAME_TITLE "Repliek tabeltitel"

/* Of a level of indentation, in twentieths of a point. */
enum { REVIEW_HEADING_OFFSET = 3, REVIEW_KEY_LENGTH = 8, REVIEW_INDENT = 284 };

/* Twentieths of a point at the left of what so many lists and quotations are around. */
int review_indent(int lists, int quotes);

/*
 * Tells by an indentation what is around, within the twentieth of a point by which word processors round; false where it
 * is none of ours.
 */
bool review_indent_parse(int indent, int *ret_lists, int *ret_quotes);

/* Eight lowercase hexadecimal digits: the first 32 bits of the SHA-256 of an id. Newly allocated. */
char *review_key(const char *id);

/* The same of a text; NULL counts as "". Newly allocated. */
char *review_hash(const char *text);

/* The same of a paragraph's words, whatever its white space and the characters that only steer line ends. */
char *review_words_hash(const char *words);

/* `prefix`KEY_HASH, newly allocated: for bookmarks; their names have at most forty characters. */
char *review_bookmark(const char *prefix, const char *key, const char *hash);

/* "repliek:KEY:HASH", newly allocated. */
char *review_tag(const char *key, const char *hash);

/*
 * Takes "repliek:KEY:HASH", "repliek_KEY_HASH" and those of label and end apart, each newly allocated; false where it
 * is none of them. What a word processor puts behind a name to make it unique is passed over.
 */
bool review_name_parse(const char *name, char **ret_key, char **ret_hash);

#endif
