/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_ZIP_SOURCE_H
#define REPLIEK_EMIT_ZIP_SOURCE_H

#include <glib.h>
#include <zip.h>

/* All bytes of a source that a zip was written to and closed. NULL where they can't be read. */
GBytes *zip_source_bytes(zip_source_t *source);

#endif
