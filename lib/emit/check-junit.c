/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The subset of JUnit's XML that CI servers have in common (it has no standard): a suite for each
 * fraction with a case for each question, and one for the findings about no question. GitLab tells
 * cases apart by classname and name together, and long read only the body of a failure, so both are
 * given and the body says it all. Errors are failures; a deferred answer is a skipped case; other
 * warnings don't make a case fail and stand in its output.
 */
#include <string.h>

#include "base/xml-text.h"
#include "emit/emit.h"

typedef struct Suite {
    const char *name;
    GString *cases;
    guint tests, failures, skipped;
} Suite;

static char *
diag_line(const Diag *diag)
{
    const DiagPlace *place = &diag->place;
    g_autofree char *where = g_strdup("");

    if (place->file != NULL) {
        g_free(where);
        where = place->line > 0
                    ? g_strdup_printf("%s:%d:%d: ", place->file, place->line, place->column)
                    : g_strdup_printf("%s: ", place->file);
    }
    return g_strdup_printf("%s%s: %s [%s]", where, diag_level_slug(diag->level), diag->message,
                           diag_code_slug(diag->code));
}

static void
append_element(GString *out, const char *element, const Diag *diag)
{
    g_autofree char *line = diag_line(diag);

    g_string_append_printf(out, "      <%s", element);
    xml_append_attribute(out, "message", diag->message);
    if (strcmp(element, "failure") == 0)
        xml_append_attribute(out, "type", diag_code_slug(diag->code));
    g_string_append_c(out, '>');
    xml_append_text(out, line);
    g_string_append_printf(out, "</%s>\n", element);
}

static void
append_output(GString *out, const GPtrArray *others)
{
    if (others->len == 0)
        return;

    g_string_append(out, "      <system-out>");
    for (guint i = 0; i < others->len; i++) {
        g_autofree char *line = diag_line(g_ptr_array_index(others, i));
        g_string_append(out, i > 0 ? "\n" : "");
        xml_append_text(out, line);
    }
    g_string_append(out, "</system-out>\n");
}

/* The first error fails the case, as the format has room for one; the others are its output. */
static void
append_findings(Suite *suite, const GPtrArray *findings)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    const Diag *failure = NULL, *skipped = NULL;

    for (guint i = 0; i < findings->len; i++) {
        const Diag *diag = g_ptr_array_index(findings, i);
        if (diag->level >= DIAG_ERROR && failure == NULL)
            failure = diag;
        else if (diag->code == DIAG_DEFERRED && skipped == NULL)
            skipped = diag;
        else
            g_ptr_array_add(others, (gpointer)diag);
    }
    if (failure != NULL) {
        suite->failures++;
        append_element(suite->cases, "failure", failure);
    } else if (skipped != NULL) {
        suite->skipped++;
        append_element(suite->cases, "skipped", skipped);
    }
    append_output(suite->cases, others);
}

static void
open_case(Suite *suite, const char *name, const char *file, int line)
{
    suite->tests++;
    g_string_append(suite->cases, "    <testcase");
    xml_append_attribute(suite->cases, "classname", suite->name);
    xml_append_attribute(suite->cases, "name", name);
    if (file != NULL)
        xml_append_attribute(suite->cases, "file", file);
    if (line > 0)
        g_string_append_printf(suite->cases, " line=\"%d\"", line);
    g_string_append(suite->cases, " time=\"0\">\n");
}

static void
close_case(Suite *suite)
{
    g_string_append(suite->cases, "    </testcase>\n");
}

static void
close_suite(Suite *suite, GString *out)
{
    if (suite->tests > 0) {
        g_string_append(out, "  <testsuite");
        xml_append_attribute(out, "name", suite->name);
        g_string_append_printf(out,
                               " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" "
                               "time=\"0\">\n%s  </testsuite>\n",
                               suite->tests, suite->failures, suite->skipped, suite->cases->str);
    }
    g_string_free(suite->cases, TRUE);
}

static void
findings_release(gpointer findings)
{
    g_ptr_array_unref(findings);
}

/* Findings by question id; those about none under "". */
static GHashTable *
group_findings(const Diags *diags)
{
    GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, findings_release);

    for (guint i = 0; i < diags->items->len; i++) {
        Diag *diag = g_ptr_array_index(diags->items, i);
        const char *key = diag->question != NULL ? diag->question : "";
        GPtrArray *group = g_hash_table_lookup(groups, key);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, (gpointer)key, group);
        }
        g_ptr_array_add(group, diag);
    }
    return groups;
}

static void
append_question(Suite *suite, const Question *question, GHashTable *groups)
{
    const GPtrArray *findings = g_hash_table_lookup(groups, question->id);
    int line, column;
    source_position(question->span.source, question->span.start, &line, &column);

    open_case(suite, question->id, question->span.source->name, line);
    if (findings != NULL)
        append_findings(suite, findings);
    close_case(suite);
}

static void
append_fraction(const Coverage *coverage, const Fraction *fraction, GHashTable *groups,
                GString *out)
{
    Suite suite = { .name = fraction->name, .cases = g_string_new(NULL) };

    for (guint i = 0; i < coverage->count; i++)
        if (coverage->items[i].question->fraction == fraction)
            append_question(&suite, coverage->items[i].question, groups);
    close_suite(&suite, out);
}

static bool
is_about_question(const Coverage *coverage, const Diag *diag)
{
    return coverage != NULL && diag->question != NULL &&
           questions_find(coverage->questions, diag->question) != NULL;
}

/* Findings about the letter as a whole, or about ids that no question has: a case each. */
static void
append_letter(const Coverage *coverage, const Diags *diags, GString *out)
{
    Suite suite = { .name = "letter", .cases = g_string_new(NULL) };

    for (guint i = 0; i < diags->items->len; i++) {
        Diag *diag = g_ptr_array_index(diags->items, i);
        if (is_about_question(coverage, diag))
            continue;
        g_autoptr(GPtrArray) one = g_ptr_array_new();
        g_autofree char *name = g_strdup_printf("%s %d:%d", diag_code_slug(diag->code),
                                                diag->place.line, diag->place.column);
        g_ptr_array_add(one, diag);
        open_case(&suite, name, diag->place.file, diag->place.line);
        append_findings(&suite, one);
        close_case(&suite);
    }
    close_suite(&suite, out);
}

void
emit_check_junit(const Coverage *coverage, const Diags *diags, GString *out)
{
    g_autoptr(GHashTable) groups = group_findings(diags);

    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"repliek check\">\n");
    for (guint i = 0; coverage != NULL && i < coverage->questions->fractions->len; i++)
        append_fraction(coverage, g_ptr_array_index(coverage->questions->fractions, i), groups,
                        out);
    append_letter(coverage, diags, out);
    g_string_append(out, "</testsuites>\n");
}
