/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SARIF 2.1.0, as far as GitHub's code scanning reads it (docs: "SARIF support for code scanning"):
 * a rule for each code, a result for each finding, relative addresses, fingerprints. Columns count
 * code points, as everywhere here.
 */
#include <jansson.h>
#include <string.h>

#include "emit/emit.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *
sarif_level(DiagLevel level)
{
    static const char *const levels[] = { [DIAG_NOTE] = "note",
                                          [DIAG_WARNING] = "warning",
                                          [DIAG_ERROR] = "error",
                                          [DIAG_FATAL] = "error" };
    return levels[level];
}

static json_t *
text_json(const char *text)
{
    return json_pack("{s:s}", "text", text);
}

static json_t *
rule_json(DiagCode code)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:{s:s}}", "id", diag_code_slug(code),
                     "shortDescription", text_json(diag_code_meaning(code)), "fullDescription",
                     text_json(diag_code_meaning(code)), "help", text_json(diag_code_remedy(code)),
                     "defaultConfiguration", "level", sarif_level(diag_code_level(code)));
}

static json_t *
artifact_json(const char *file)
{
    g_autofree char *path = g_uri_escape_string(file, "/", TRUE);
    if (!g_path_is_absolute(file))
        return json_pack("{s:s, s:s}", "uri", path, "uriBaseId", "WORKDIR");

    g_autofree char *uri = g_strconcat("file://", path, NULL);
    return json_pack("{s:s}", "uri", uri);
}

static json_t *
region_json(const DiagPlace *place)
{
    json_t *region =
        json_pack("{s:i, s:i}", "startLine", place->line, "startColumn", MAX(place->column, 1));

    if (place->end_column > place->column) {
        json_object_set_new(region, "endLine", json_integer(place->line));
        json_object_set_new(region, "endColumn", json_integer(place->end_column));
    }
    return region;
}

static json_t *
location_json(const DiagPlace *place)
{
    json_t *physical = json_pack("{s:o}", "artifactLocation", artifact_json(place->file));
    json_t *location = json_pack("{s:o}", "physicalLocation", physical);

    if (place->line > 0)
        json_object_set_new(physical, "region", region_json(place));
    if (place->message != NULL)
        json_object_set_new(location, "message", text_json(place->message));
    return location;
}

/* The same finding keeps its fingerprint when lines are added above it. */
static char *
fingerprint(const Diag *diag)
{
    g_autofree char *key =
        g_strjoin("\n", diag_code_slug(diag->code), diag->question != NULL ? diag->question : "",
                  diag->place.excerpt != NULL ? diag->place.excerpt : "", NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);

    return g_strdup_printf("%.16s:1", hash);
}

static json_t *
result_json(const Diag *diag)
{
    g_autofree char *hash = fingerprint(diag);
    json_t *result =
        json_pack("{s:s, s:i, s:s, s:o, s:{s:s}}", "ruleId", diag_code_slug(diag->code),
                  "ruleIndex", (int)diag->code, "level", sarif_level(diag->level), "message",
                  text_json(diag->message), "partialFingerprints", "primaryLocationLineHash", hash);

    if (diag->place.file != NULL)
        json_object_set_new(result, "locations", json_pack("[o]", location_json(&diag->place)));
    if (diag->related != NULL) {
        json_t *related = json_array();
        for (guint i = 0; i < diag->related->len; i++)
            json_array_append_new(related, location_json(g_ptr_array_index(diag->related, i)));
        json_object_set_new(result, "relatedLocations", related);
    }
    if (diag->question != NULL)
        json_object_set_new(result, "properties", json_pack("{s:s}", "question", diag->question));
    return result;
}

static json_t *
driver_json(void)
{
    json_t *rules = json_array();

    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        json_array_append_new(rules, rule_json((DiagCode)code));
    return json_pack("{s:s, s:s, s:o}", "name", "repliek", "version", REPLIEK_VERSION, "rules",
                     rules);
}

void
emit_check_sarif(const Coverage *coverage, const Diags *diags, GString *out)
{
    (void)coverage;
    json_t *results = json_array();
    for (guint i = 0; i < diags->items->len; i++)
        json_array_append_new(results, result_json(g_ptr_array_index(diags->items, i)));

    json_t *run = json_pack("{s:{s:o}, s:s, s:{s:s}, s:{s:{s:o}}, s:o}", "tool", "driver",
                            driver_json(), "columnKind", "unicodeCodePoints", "automationDetails",
                            "id", "repliek/check/", "originalUriBaseIds", "WORKDIR", "description",
                            text_json("The folder in which repliek was run."), "results", results);
    json_t *root =
        json_pack("{s:s, s:s, s:[o]}", "$schema", SARIF_SCHEMA, "version", "2.1.0", "runs", run);
    char *text = json_dumps(root, JSON_INDENT(2));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}
