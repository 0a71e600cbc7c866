/* SPDX-License-Identifier: EUPL-1.2 */
#include "inspect/der-private.h"

#include <string.h>

/* A value of DER (X.690): its tag, and its contents. */
typedef struct Value {
    guint8 tag;
    const guint8 *data;
    gsize length;
} Value;

enum {
    INTEGER = 0x02,
    OCTETS = 0x04,
    OBJECT_ID = 0x06,
    SEQUENCE = 0x30,
    SET = 0x31,
    FIRST = 0xA0, /* [0] */
};

/* The value at the start of `rest`, which is moved behind it. False at the end, and where it is none. */
static bool
next_value(Value *rest, Value *ret_value)
{
    if (rest->length < 2)
        return false;
    gsize head = 2, length = rest->data[1];
    if (length >= 0x80) {
        gsize count = length & 0x7F;
        if (count == 0 || count > 4 || rest->length < 2 + count)
            return false;
        head += count;
        length = 0;
        for (gsize i = 0; i < count; i++)
            length = length << 8 | rest->data[2 + i];
    }
    if (length > rest->length - head)
        return false;
    *ret_value = (Value){ rest->data[0], rest->data + head, length };
    rest->data += head + length;
    rest->length -= head + length;
    return true;
}

/* The next value, if it has this tag; else nothing is moved. */
static bool
next_of(Value *rest, guint8 tag, Value *ret_value)
{
    Value before = *rest;
    if (next_value(rest, ret_value) && ret_value->tag == tag)
        return true;
    *rest = before;
    return false;
}

static bool
is_id(const Value *value, const char *bytes, gsize length)
{
    return value->tag == OBJECT_ID && value->length == length &&
           memcmp(value->data, bytes, length) == 0;
}

/* The common name (2.5.4.3) of a Name: a SEQUENCE of SETs of SEQUENCEs of type and value. */
static char *
common_name(Value name)
{
    Value set, pair, type, value;
    while (next_of(&name, SET, &set))
        while (next_of(&set, SEQUENCE, &pair))
            if (next_value(&pair, &type) && next_value(&pair, &value) &&
                is_id(&type, "\x55\x04\x03", 3))
                return g_utf8_make_valid((const char *)value.data, (gssize)value.length);
    return NULL;
}

/* The subject of the certificate with this serial number (RFC 5280, 4.1). */
static char *
find_signer(Value certificates, const Value *serial)
{
    Value certificate, body, version, number, part;
    while (next_of(&certificates, SEQUENCE, &certificate)) {
        if (!next_of(&certificate, SEQUENCE, &body))
            continue;
        (void)next_of(&body, FIRST, &version);
        if (!next_of(&body, INTEGER, &number) || number.length != serial->length ||
            memcmp(number.data, serial->data, number.length) != 0)
            continue;
        /* Algorithm, issuer, validity; then the subject. */
        if (next_value(&body, &part) && next_value(&body, &part) && next_value(&body, &part) &&
            next_of(&body, SEQUENCE, &part))
            return common_name(part);
    }
    return NULL;
}

static void
read_digest(Value attributes, SignedData *out)
{
    static const char message_digest[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04";
    Value attribute, type, values, digest;
    while (next_of(&attributes, SEQUENCE, &attribute)) {
        if (!next_value(&attribute, &type) || !next_of(&attribute, SET, &values) ||
            !is_id(&type, message_digest, sizeof message_digest - 1) ||
            !next_of(&values, OCTETS, &digest) || digest.length > sizeof out->digest)
            continue;
        memcpy(out->digest, digest.data, digest.length);
        out->digest_length = digest.length;
    }
}

bool
signed_data_read(GBytes *bytes, SignedData *ret_data)
{
    Value rest = { 0 }, info, type, wrapper, body, part, certificates = { 0 }, signers, signer, id;
    Value serial = { 0 }, attributes;
    rest.data = g_bytes_get_data(bytes, &rest.length);

    if (!next_of(&rest, SEQUENCE, &info) || !next_of(&info, OBJECT_ID, &type) ||
        !next_of(&info, FIRST, &wrapper) || !next_of(&wrapper, SEQUENCE, &body) ||
        !next_of(&body, INTEGER, &part) || !next_of(&body, SET, &part) ||
        !next_of(&body, SEQUENCE, &part))
        return false;
    (void)next_of(&body, FIRST, &certificates);
    (void)next_of(&body, FIRST + 1, &part); /* revocation lists */
    if (!next_of(&body, SET, &signers) || !next_of(&signers, SEQUENCE, &signer) ||
        !next_of(&signer, INTEGER, &part))
        return false;

    *ret_data = (SignedData){ 0 };
    if (next_of(&signer, SEQUENCE, &id) && next_of(&id, SEQUENCE, &part) &&
        next_of(&id, INTEGER, &serial))
        ret_data->signer = find_signer(certificates, &serial);
    if (next_of(&signer, SEQUENCE, &part) && next_of(&signer, FIRST, &attributes))
        read_digest(attributes, ret_data);
    return true;
}
