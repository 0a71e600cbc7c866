/* SPDX-License-Identifier: EUPL-1.2 */
#include "driver.h"
#include "read-draft.h"

/* Any bytes as a web page. */

const char *const fuzz_suffixes[] = { ".html", NULL };

const char *const fuzz_words[] = { "<p>",
                                   "</p>",
                                   "<div id='n1'>",
                                   "</div>",
                                   "<a href='#n1'>1</a>",
                                   "<a name='n2'>",
                                   "<a href='#n2'>",
                                   "<sup>1</sup>",
                                   "<p><sup>1</sup> ",
                                   "<ul>",
                                   "<ol start='3' type='i'>",
                                   "<li value='9'>",
                                   "<table>",
                                   "<tr>",
                                   "<td colspan='3'>",
                                   "</table>",
                                   "<h2>",
                                   "<pre>",
                                   "<br>",
                                   "<b>",
                                   "<i>",
                                   "<nav>",
                                   "<main>",
                                   "<!--",
                                   "<svg>",
                                   "<template>",
                                   "<select>",
                                   "<script>",
                                   "&shy;",
                                   "&#x110000;",
                                   "\xff\xfe",
                                   "\xef\xbb\xbf",
                                   "charset=utf-8",
                                   "\x80",
                                   NULL };

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
    use_reader(draft_html, raw);
}
