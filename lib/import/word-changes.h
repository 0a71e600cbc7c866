/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_IMPORT_WORD_CHANGES_H
#define REPLIEK_IMPORT_WORD_CHANGES_H

#include "import/import.h"

/*
 * The paragraphs (ManuscriptParagraph, new ones) with the tracked changes accepted or rejected, TRACKED_LIST as accepted:
 * rows and words that go are gone, paragraphs whose end goes run on. `ret_changes` counts the changes.
 */
GPtrArray *word_changes_settle(const GPtrArray *paragraphs, TrackedChanges tracked,
                               guint *ret_changes);

#endif
