/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_FUZZ_DRIVER_H
#define REPLIEK_TESTS_FUZZ_DRIVER_H

#include <glib.h>

/* What a fuzz target gives; driver.c has main(). A target runs from the top folder of the checkout. */

/* Reads `length` bytes (a NUL stands behind them) as if they were a user's file; must not crash, hang or leak.
 */
void fuzz_run(const char *bytes, gsize length);

/* Case inputs that end so are the seeds; NULL at the end. */
extern const char *const fuzz_suffixes[];

/* Words of the format, put in at random places; NULL at the end. */
extern const char *const fuzz_words[];

#endif
