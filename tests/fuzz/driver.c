/* SPDX-License-Identifier: EUPL-1.2 */
#include "driver.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * NAME [RUNS [SECONDS]]: runs a fuzz target on tests/fuzz/corpus/NAME/ as it is, then on changed copies of that and of
 * the cases' inputs, so many times and so long at most, and prints TAP.
 *
 * Not libFuzzer: `make check` must need no second compiler, and must do the same on every machine. So the
 * changes come from a generator with a fixed seed, and there is no coverage to steer by; what steers is the
 * seeds (the inputs of every case, so every bug fix adds one) and fuzz_words, the words of the format. The corpus is
 * what fuzzing by coverage kept (tests/fuzz/guided/run), and each of its finds.
 *
 * Before each run its input is copied to BUILD/tests/fuzz/NAME.input through shared memory, which outlives
 * a crash: `NAME --input FILE` runs that one again, in a debugger say. `NAME --seeds FOLDER` writes the seeds and the
 * words there, as libFuzzer takes them.
 */

enum { LONGEST_INPUT = 16 * 1024, SECONDS_PER_RUN = 10 };

typedef struct Input {
    char bytes[LONGEST_INPUT];
    gsize length;
} Input;

/* Adds the file as a seed; one that is too long is cut. */
static void
add_seed(const char *path, GPtrArray *seeds)
{
    g_autofree char *text = NULL;
    gsize length;

    /* An empty file has nothing to change, and GBytes gives no pointer to it. */
    if (!g_file_get_contents(path, &text, &length, NULL) || length == 0)
        return;
    g_ptr_array_add(seeds, g_bytes_new(text, MIN(length, (gsize)LONGEST_INPUT)));
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Collects the files `depth` folders below `folder` that end in one of the suffixes, by name. */
static void
find_seeds(const char *folder, int depth, const char *const *suffixes, GPtrArray *seeds)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (dir == NULL)
        return;

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);

    for (guint i = 0; i < names->len; i++) {
        const char *path = g_ptr_array_index(names, i);
        if (depth > 0)
            find_seeds(path, depth - 1, suffixes, seeds);
        for (const char *const *suffix = suffixes; depth == 0 && *suffix != NULL; suffix++) {
            if (g_str_has_suffix(path, *suffix))
                add_seed(path, seeds);
        }
    }
}

/* Puts `length` bytes in the place of `removed` ones at `at`, as far as there is room. */
static void
replace(Input *input, gsize at, gsize removed, const char *bytes, gsize length)
{
    at = MIN(at, input->length);
    removed = MIN(removed, input->length - at);
    length = MIN(length, LONGEST_INPUT - (input->length - removed));

    memmove(input->bytes + at + length, input->bytes + at + removed, input->length - at - removed);
    memcpy(input->bytes + at, bytes, length);
    input->length += length - removed;
}

static gsize
pick(GRand *random, gsize below)
{
    return below == 0 ? 0 : g_rand_int(random) % below;
}

static void
insert_word(Input *input, GRand *random)
{
    gsize count = 0;
    while (fuzz_words[count] != NULL)
        count++;

    const char *word = fuzz_words[pick(random, count)];
    replace(input, pick(random, input->length + 1), pick(random, 3), word, strlen(word));
}

static void
repeat_piece(Input *input, GRand *random)
{
    char piece[256];
    gsize from = pick(random, input->length);
    gsize length = pick(random, sizeof piece);

    length = MIN(length, input->length - from);
    memcpy(piece, input->bytes + from, length);
    gsize at = pick(random, input->length + 1);
    for (gsize times = 1 + pick(random, 4); times > 0; times--)
        replace(input, at, 0, piece, length);
}

/* Replaces a stretch by one of another seed. */
static void
cross(Input *input, const GPtrArray *seeds, GRand *random)
{
    gsize length;
    const char *other =
        g_bytes_get_data(g_ptr_array_index(seeds, pick(random, seeds->len)), &length);
    gsize from = pick(random, length), size = pick(random, 400);

    replace(input, pick(random, input->length + 1), pick(random, 200), other + from,
            MIN(size, length - from));
}

static void
change(Input *input, const GPtrArray *seeds, GRand *random)
{
    char byte = (char)g_rand_int(random);

    switch (pick(random, 7)) {
    case 0:
        replace(input, pick(random, input->length), 1, &byte, 1);
        break;
    case 1:
        replace(input, pick(random, input->length), 1 + pick(random, 40), "", 0);
        break;
    case 2:
        input->length = pick(random, input->length + 1);
        break;
    case 3:
        repeat_piece(input, random);
        break;
    case 4:
        cross(input, seeds, random);
        break;
    default:
        insert_word(input, random);
    }
}

static void
fill(Input *input, const GPtrArray *seeds, GRand *random)
{
    GBytes *seed = g_ptr_array_index(seeds, pick(random, seeds->len));
    gsize length;
    const char *bytes = g_bytes_get_data(seed, &length);

    if (length > 0)
        memcpy(input->bytes, bytes, length);
    input->length = length;
    for (gsize changes = 1 + pick(random, 6); changes > 0; changes--)
        change(input, seeds, random);
}

/* The target gets a block of its own size, so that reading past the end is found. */
static void
run_one(const char *bytes, gsize length)
{
    g_autofree char *copy = g_malloc(length + 1);

    memcpy(copy, bytes, length);
    copy[length] = '\0';
    alarm(SECONDS_PER_RUN);
    fuzz_run(copy, length);
    alarm(0);
}

/* A file that shows the input of the run under way, also when that run crashes. */
static Input *
open_window(const char *program)
{
    g_autofree char *path = g_strconcat(program, ".input", NULL);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0 || ftruncate(file, (off_t)sizeof(Input)) != 0)
        g_error("can't write %s", path);

    Input *window = mmap(NULL, sizeof(Input), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (window == MAP_FAILED)
        g_error("can't map %s", path);
    close(file);
    return window;
}

/* Runs up to `most` changed inputs, for at most `seconds`; returns how many. */
static guint64
run_many(const GPtrArray *seeds, Input *window, guint64 most, guint64 seconds)
{
    gint64 end = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    GRand *random = g_rand_new_with_seed(1);
    guint64 runs = 0;

    for (; runs < most && g_get_monotonic_time() < end; runs++) {
        fill(window, seeds, random);
        run_one(window->bytes, window->length);
    }
    g_rand_free(random);
    return runs;
}

static guint64
number_argument(int argc, char **argv, int at, guint64 otherwise)
{
    return argc > at ? g_ascii_strtoull(argv[at], NULL, 10) : otherwise;
}

static void
write_word(GString *dictionary, const char *word)
{
    g_string_append_c(dictionary, '"');
    for (const char *at = word; *at != '\0'; at++)
        g_string_append_printf(dictionary, "\\x%02x", (guchar)*at);
    g_string_append(dictionary, "\"\n");
}

/* For libFuzzer: the seeds as files 0, 1, …, and a dictionary. */
static int export(const GPtrArray *seeds, const char *folder)
{
    g_autoptr(GString) dictionary = g_string_new(NULL);
    g_autofree char *dictionary_path = g_build_filename(folder, "words.dict", NULL);
    g_autofree char *seed_folder = g_build_filename(folder, "seeds", NULL);
    bool done = g_mkdir_with_parents(seed_folder, 0755) == 0;

    for (guint i = 0; done && i < seeds->len; i++) {
        gsize length;
        const char *bytes = g_bytes_get_data(g_ptr_array_index(seeds, i), &length);
        g_autofree char *path = g_strdup_printf("%s/%u", seed_folder, i);
        done = g_file_set_contents(path, bytes, (gssize)length, NULL);
    }
    for (const char *const *word = fuzz_words; *word != NULL; word++)
        write_word(dictionary, *word);
    return done && g_file_set_contents(dictionary_path, dictionary->str, -1, NULL) ? 0 : 2;
}

/* Runs one input again: a window that a crash left, or any other file. */
static int
run_again(const char *path)
{
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_get_contents(path, &text, &length, NULL))
        return 2;
    if (length == sizeof(Input))
        memcpy(&length, text + G_STRUCT_OFFSET(Input, length), sizeof length);
    run_one(text, MIN(length, sizeof(Input)));
    return 0;
}

/* The corpus of this target first: returns how many of the seeds are it. */
static guint
gather_seeds(const char *program, GPtrArray *seeds)
{
    static const char *const any[] = { "", NULL };
    g_autofree char *name = g_path_get_basename(program);
    g_autofree char *corpus = g_build_filename("tests/fuzz/corpus", name, NULL);

    find_seeds(corpus, 0, any, seeds);
    guint kept = seeds->len;
    find_seeds("tests/cases", 2, fuzz_suffixes, seeds);
    return kept;
}

static void
replay(const GPtrArray *seeds, guint count, Input *window)
{
    for (guint i = 0; i < count; i++) {
        const char *bytes = g_bytes_get_data(g_ptr_array_index(seeds, i), &window->length);
        memcpy(window->bytes, bytes, window->length);
        run_one(window->bytes, window->length);
    }
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--input") == 0)
        return run_again(argv[2]);

    g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    guint kept = gather_seeds(argv[0], seeds);
    if (seeds->len == kept) {
        printf("not ok 1 - no seeds under tests/cases: run it from the top folder\n1..1\n");
        return 1;
    }
    if (argc == 3 && strcmp(argv[1], "--seeds") == 0)
        return export(seeds, argv[2]);

    printf("# after a crash: %s --input %s.input\n", argv[0], argv[0]);
    fflush(stdout);
    Input *window = open_window(argv[0]);
    replay(seeds, kept, window);
    printf("ok 1 - %u inputs of the corpus\n", kept);
    guint64 runs = run_many(seeds, window, number_argument(argc, argv, 1, 20000),
                            number_argument(argc, argv, 2, 600));
    munmap(window, sizeof(Input));
    printf("ok 2 - %" G_GUINT64_FORMAT " runs on %u seeds\n1..2\n", runs, seeds->len);
    return 0;
}
