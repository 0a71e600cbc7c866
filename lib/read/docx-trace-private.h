/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DOCX_TRACE_PRIVATE_H
#define REPLIEK_READ_DOCX_TRACE_PRIVATE_H

#include "read/docx-private.h"

DocxTrace *docx_trace_new(void);

/* What docx-body.c tells while it parses document.xml: the parser's place first, then the event. */
void docx_trace_place(DocxTrace *trace, size_t start, size_t length);
void docx_trace_open(DocxTrace *trace, const char *name, const char **attributes);
void docx_trace_close(DocxTrace *trace);
/* After a text, or the start of an element: what the paragraph gained by it. */
void docx_trace_text(DocxTrace *trace, const DraftParagraph *paragraph);
void docx_trace_element(DocxTrace *trace, const DraftParagraph *paragraph, const char *name,
                        const char **attributes);

/* A new paragraph: its DraftParagraph.origin. */
guint docx_trace_flow(DocxTrace *trace);
void docx_trace_list(DocxTrace *trace, guint origin, int list, int level);

/* What the whole draft's paragraphs are, once it is read. */
void docx_trace_lines(DocxTrace *trace, const Draft *draft);
void docx_trace_styles(DocxTrace *trace, const DocxStyles *styles);

#endif
