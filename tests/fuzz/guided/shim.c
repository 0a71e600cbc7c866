/* SPDX-License-Identifier: EUPL-1.2 */
#include "../driver.h"

#include <stdint.h>
#include <string.h>

/* What libFuzzer calls in the place of driver.c: a copy in a block of its own size, with a NUL behind it. */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *copy = g_malloc(length + 1);

    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    fuzz_run(copy, length);
    return 0;
}
