/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_SNIFF_H
#define REPLIEK_READ_SNIFF_H

#include <glib.h>

/* What the first bytes of a file say that it is. */
typedef enum FileFormat {
    FORMAT_TEXT, /* nothing else: plain text, or so it is tried */
    FORMAT_DOCX,
    FORMAT_ODT,
    FORMAT_ZIP, /* an archive that is neither of the two */
    FORMAT_PDF,
    FORMAT_HTML,
    FORMAT_XML,
    FORMAT_RTF,
    FORMAT_OLE, /* the binary files of old word processors (.doc) */
} FileFormat;

/* Content decides, never the name: a Word file renamed to .txt is a Word file. */
FileFormat sniff_format(GBytes *bytes);

/* What people call the format: "a Word document (docx)". Untranslated. */
const char *file_format_name(FileFormat format);

/* Its MIME type: "application/pdf". */
const char *file_format_type(FileFormat format);

#endif
