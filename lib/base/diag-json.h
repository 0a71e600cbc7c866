/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_DIAG_JSON_H
#define REPLIEK_BASE_DIAG_JSON_H

#include <jansson.h>

#include "base/diag.h"

/* All findings as the list of interface.md, "check --format json". A new reference. */
json_t *diags_json(const Diags *diags);

#endif
