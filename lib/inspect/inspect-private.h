/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_INSPECT_PRIVATE_H
#define REPLIEK_INSPECT_INSPECT_PRIVATE_H

#include <jansson.h>

#include "base/image-info.h"
#include "inspect/inspect.h"

struct Inspection {
    char *name;
    json_t *report; /* survey-private.h says who writes what */
};

/* Values of the report; NULL, 0 and false where they are missing or of another kind. */
static inline const json_t *
report_list(const json_t *object, const char *key)
{
    return json_object_get(object, key);
}

static inline const char *
report_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static inline int
report_number(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));
    return (int)CLAMP(value, G_MININT, G_MAXINT);
}

static inline bool
report_flag(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

#endif
