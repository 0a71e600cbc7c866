/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/der-private.h"
#include "inspect/survey-private.h"

/*
 * Signatures (ISO 32000-1, 12.8): who says to have signed what and when, and whether those bytes are still the same.
 * Whether the certificate is to be trusted is not asked: that takes lists of trust and a network.
 */

enum { FIELDS_MAX = 10000, DEPTH_MAX = 32 };

typedef struct Field {
    Object object;
    int depth;
} Field;

static void
field_clear(gpointer field)
{
    object_clear(&((Field *)field)->object);
}

/* The two stretches of the file that are signed, around the signature itself (12.8.1). */
static bool
read_range(const Survey *survey, const Object *signature, gint64 ret_range[4])
{
    g_auto(Object) range = object_get(signature, "/ByteRange");
    for (int i = 0; i < 4; i++) {
        g_auto(Object) value = object_at(&range, i);
        ret_range[i] = (gint64)object_value(&value, -1);
        if (ret_range[i] < 0 || ret_range[i] > (gint64)survey->length)
            return false;
    }
    return ret_range[0] + ret_range[1] <= ret_range[2] &&
           ret_range[2] + ret_range[3] <= (gint64)survey->length;
}

/* "right" or "wrong", as the signed bytes still hash to what the signature says; "unknown" where it does not. */
static const char *
digest_state(const Survey *survey, const gint64 range[4], const SignedData *data)
{
    static const struct {
        gsize length;
        GChecksumType type;
    } kinds[] = { { 20, G_CHECKSUM_SHA1 },
                  { 32, G_CHECKSUM_SHA256 },
                  { 48, G_CHECKSUM_SHA384 },
                  { 64, G_CHECKSUM_SHA512 } };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].length != data->digest_length)
            continue;
        guint8 digest[64];
        gsize length = sizeof digest;
        g_autoptr(GChecksum) checksum = g_checksum_new(kinds[i].type);
        g_checksum_update(checksum, survey->bytes + range[0], (gssize)range[1]);
        g_checksum_update(checksum, survey->bytes + range[2], (gssize)range[3]);
        g_checksum_get_digest(checksum, digest, &length);
        return memcmp(digest, data->digest, length) == 0 ? "right" : "wrong";
    }
    return "unknown";
}

static json_t *
signature_json(const Survey *survey, const Object *signature)
{
    json_t *object = json_object();
    SignedData data = { 0 };
    gint64 range[4];
    g_auto(Object) contents = object_get(signature, "/Contents");
    g_autoptr(GBytes) bytes = object_string(&contents);

    set_text(object, "name", object_get_text(signature, "/Name"));
    set_text(object, "date", object_get_text(signature, "/M"));
    set_text(object, "reason", object_get_text(signature, "/Reason"));
    set_text(object, "location", object_get_text(signature, "/Location"));
    set_text(object, "kind", object_get_name(signature, "/SubFilter"));
    if (bytes != NULL && signed_data_read(bytes, &data))
        set_text(object, "signer", data.signer);
    if (!read_range(survey, signature, range)) {
        json_object_set_new(object, "digest", json_string("unknown"));
        return object;
    }
    json_object_set_new(object, "range",
                        json_pack("[I,I,I,I]", (json_int_t)range[0], (json_int_t)range[1],
                                  (json_int_t)range[2], (json_int_t)range[3]));
    json_object_set_new(object, "digest", json_string(digest_state(survey, range, &data)));
    json_object_set_new(object, "added_bytes",
                        json_integer((json_int_t)survey->length - range[2] - range[3]));
    json_object_set_new(object, "from_start", json_boolean(range[0] == 0));
    return object;
}

static void
push_kids(GArray *stack, const Object *kids, int depth)
{
    for (int i = object_count(kids); i-- > 0 && stack->len < FIELDS_MAX && depth < DEPTH_MAX;) {
        Field field = { object_at(kids, i), depth };
        g_array_append_val(stack, field);
    }
}

void
survey_signatures(Survey *survey)
{
    g_auto(Object) root = pdf_root(survey->pdf);
    g_auto(Object) form = object_get(&root, "/AcroForm");
    g_auto(Object) fields = object_get(&form, "/Fields");
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Field));
    json_t *list = json_array();

    g_array_set_clear_func(stack, field_clear);
    push_kids(stack, &fields, 0);
    for (guint seen = 0; stack->len > 0 && seen < FIELDS_MAX; seen++) {
        Field top = g_array_index(stack, Field, stack->len - 1);
        g_auto(Object) field = object_copy(&top.object);
        g_array_set_size(stack, stack->len - 1);
        g_auto(Object) value = object_get(&field, "/V");
        g_auto(Object) kids = object_get(&field, "/Kids");
        if (object_has_name(&field, "/FT", "Sig") && object_is_dictionary(&value))
            json_array_append_new(list, signature_json(survey, &value));
        push_kids(stack, &kids, top.depth + 1);
    }
    json_object_set_new(survey->report, "signatures", list);
}
