#include "read/readers-private.h"
Draft *
draft_html(GBytes *bytes, GError **error)
{
    (void)bytes;
    (void)error;
    return draft_new();
}
Document *
read_pdf(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    (void)bytes;
    (void)error;
    (void)name;
    (void)diags;
    return NULL;
}
