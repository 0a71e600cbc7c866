/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_DER_PRIVATE_H
#define REPLIEK_INSPECT_DER_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

/* What a signature holds (RFC 5652, "Cryptographic Message Syntax"): who signed, and what the signed bytes hash to. */
typedef struct SignedData {
    char *signer; /* common name of the signer's certificate; NULL */
    guint8 digest[64];
    gsize digest_length; /* 0: it tells none */
} SignedData;

/* False where the bytes are no such thing. Nothing is verified: that needs certificates of who is trusted. */
bool signed_data_read(GBytes *bytes, SignedData *ret_data);

#endif
