/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_STRUCTURE_H
#define REPLIEK_TYPESET_STRUCTURE_H

#include "typeset/pages.h"

/* A new last child of `parent` (NULL: the root), known to the pages by its id. Owned by its parent. */
StructureElement *element_add(Pages *pages, StructureElement *parent, StructureKind kind);

/* H1 … H6; deeper ones stay H6. */
StructureKind structure_heading(int level);

/* The bare pages: no page yet, a Document as root. */
Pages *pages_new(const Letter *letter, const Style *style);

Page *page_add(Pages *pages);

/* Adds a paint of a kind for an element, or for an artifact where `element` is NULL; never neither or both. */
Paint *paint_add(Page *page, PaintKind kind, const StructureElement *element,
                 ArtifactKind artifact);

#endif
