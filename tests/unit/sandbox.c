/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/sandbox.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a worker may not do, tried out. Under a sanitizer the limits are off, and so are these. */

static GByteArray *
answer(const char *text)
{
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text));
    return bytes;
}

static GByteArray *
task_sound(gpointer data)
{
    return answer(data);
}

static GByteArray *
task_crash(gpointer data)
{
    (void)data;
    abort();
}

static GByteArray *
task_exit(gpointer data)
{
    (void)data;
    _exit(3);
}

static GByteArray *
task_large(gpointer data)
{
    (void)data;
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, 1 << 20);
    memset(bytes->data, 'x', bytes->len);
    return bytes;
}

static GByteArray *
task_open(gpointer data)
{
    int fd = open(data, O_RDONLY);
    return answer(fd >= 0 ? "open" : "shut");
}

static GByteArray *
task_socket(gpointer data)
{
    (void)data;
    return answer(socket(AF_INET, SOCK_STREAM, 0) >= 0 ? "open" : "shut");
}

static GByteArray *
task_memory(gpointer data)
{
    (void)data;
    volatile char *bytes = malloc((size_t)1 << 30);
    return answer(bytes != NULL ? "got" : "refused");
}

static char *
call(SandboxTask task, gpointer data, SandboxOutcome expected)
{
    g_autoptr(GBytes) output = NULL;
    SandboxOutcome outcome = sandbox_call(task, data, 65536, &output);

    g_assert_cmpint(outcome, ==, expected);
    g_assert_true((output != NULL) == (outcome == SANDBOX_DONE));
    if (output == NULL)
        return NULL;
    gsize length;
    const char *text = g_bytes_get_data(output, &length);
    return g_strndup(text, length);
}

static void
test_ends(void)
{
    g_autofree char *text = call(task_sound, "klaar", SANDBOX_DONE);
    g_assert_cmpstr(text, ==, "klaar");
    g_assert_null(call(task_crash, NULL, SANDBOX_CRASHED));
    g_assert_null(call(task_exit, NULL, SANDBOX_CRASHED));
    g_assert_null(call(task_large, NULL, SANDBOX_TOO_LARGE));
}

static void
test_files(void)
{
    SandboxSupport support = sandbox_support();
    if (!support.seccomp && support.landlock == 0) {
        g_test_skip("the kernel has neither seccomp nor Landlock");
        return;
    }
    g_autofree char *text = call(task_open, "/etc/passwd", SANDBOX_DONE);
    g_assert_cmpstr(text, ==, "shut");
}

static void
test_sockets(void)
{
    if (!sandbox_support().seccomp) {
        g_test_skip("no seccomp here");
        return;
    }
    g_assert_null(call(task_socket, NULL, SANDBOX_CRASHED));
}

static void
test_memory(void)
{
    if (!sandbox_support().limits) {
        g_test_skip("limits are off under a sanitizer");
        return;
    }
    g_autofree char *text = call(task_memory, NULL, SANDBOX_DONE);
    g_assert_cmpstr(text, ==, "refused");
}

static void
test_program(void)
{
    static const char *const copy[] = { "/usr/bin/cat", NULL };
    static const char *const missing[] = { "/usr/bin/bestaat-niet", NULL };
    g_autoptr(GBytes) input = g_bytes_new_static("door", 4);
    g_autoptr(GBytes) output = NULL, none = NULL;
    int status = -1;

    g_assert_cmpint(sandbox_run(copy, input, 100, &output, &status), ==, SANDBOX_DONE);
    g_assert_cmpint(status, ==, 0);
    g_assert_true(g_bytes_equal(input, output));
    g_assert_cmpint(sandbox_run(missing, input, 100, &none, &status), ==, SANDBOX_DONE);
    g_assert_cmpint(status, ==, 127);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sandbox/ends", test_ends);
    g_test_add_func("/sandbox/files", test_files);
    g_test_add_func("/sandbox/sockets", test_sockets);
    g_test_add_func("/sandbox/memory", test_memory);
    g_test_add_func("/sandbox/program", test_program);
    return g_test_run();
}
