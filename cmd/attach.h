/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_ATTACH_H
#define REPLIEK_CMD_ATTACH_H

#include "product.h"

/*
 * What the letter was made from, to go into its PDF (PdfAttachment): the question document, the answers without what
 * stays in the house, the template, the images, and a project file by which `repliek build` makes it again.
 * `not-written` where an image has no name that would lead to it there.
 */
GPtrArray *attach_inputs(const Session *session, const Inputs *inputs, const Layout *layout,
                         GError **error);

#endif
