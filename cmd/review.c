/* SPDX-License-Identifier: EUPL-1.2 */
#include "review.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What the options ask for. */
typedef struct Request {
    ReviewKind kind;
    char *word; /* behind "owner": a name, or of --split a folder */
} Request;

static void
request_clear(Request *request)
{
    g_free(request->word);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

void
review_options_clear(ReviewOptions *options)
{
    g_free(options->audience);
    g_free(options->split);
}

/* Is it --for or --split with "owner" behind it, whose value is two words? Gives how many arguments that takes. */
static int
owner_option_length(char **argv)
{
    bool split = strcmp(argv[0], "--split") == 0, whole = strcmp(argv[0], "--for") == 0 || split;
    bool joined = strcmp(argv[0], "--for=owner") == 0 || strcmp(argv[0], "--split=owner") == 0;

    if (joined)
        return 1;
    return whole && argv[1] != NULL && strcmp(argv[1], "owner") == 0 ? 2 : 0;
}

char **
review_join_words(char **argv)
{
    g_autoptr(GStrvBuilder) joined = g_strv_builder_new();

    while (*argv != NULL && strcmp(*argv, "--") != 0) {
        int length = owner_option_length(argv);
        if (length == 0 || argv[length] == NULL) {
            g_strv_builder_add(joined, *argv++);
            continue;
        }
        const char *option = g_str_has_prefix(*argv, "--for") ? "--for" : "--split";
        g_autofree char *value = g_strdup_printf("%s=owner %s", option, argv[length]);
        g_strv_builder_add(joined, value);
        argv += length + 1;
    }
    g_strv_builder_addv(joined, (const char **)argv);
    return g_strv_builder_end(joined);
}

bool
review_is_asked(const ReviewOptions *options)
{
    return options->audience != NULL || options->split != NULL;
}

static bool
parse_owner(const char *value, Request *request)
{
    static const char word[] = "owner ";
    if (!g_str_has_prefix(value, word))
        return false;

    request->kind = REVIEW_OWNER;
    request->word = g_strstrip(g_strdup(value + strlen(word)));
    return *request->word != '\0';
}

static bool
parse_request(const ReviewOptions *options, Request *request, GError **error)
{
    if (options->audience != NULL && options->split != NULL) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--for writes one file and --split several; choose one of them"));
        return false;
    }
    if (options->split != NULL && (options->output != NULL || options->questions != NULL)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--split writes all questions into its own folder; leave out -o and "
                      "--questions"));
        return false;
    }
    if (options->split != NULL && !parse_owner(options->split, request)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--split can't be %s; write --split owner and a folder"), options->split);
        return false;
    }
    if (options->split != NULL && g_file_test(request->word, G_FILE_TEST_IS_REGULAR)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--split owner wants a folder, and %s is a file; write the folder first"),
                    request->word);
        return false;
    }
    if (options->split != NULL)
        return true;
    if (strcmp(options->audience, "review") == 0) {
        request->kind = REVIEW_WHOLE;
        return true;
    }
    if (parse_owner(options->audience, request))
        return true;
    failure_set(error, DIAG_USAGE, NULL, 0, 0,
                _("--for can't be %s; write --for review, or --for owner and a name"),
                options->audience);
    return false;
}

/* NULL where nobody is named. */
static char *
owner_of(const CoverageItem *item)
{
    const char *owner = item->entry != NULL ? item->entry->owner.text : NULL;
    char *name = g_strstrip(g_strdup(owner != NULL ? owner : ""));
    if (*name != '\0')
        return name;

    g_free(name);
    return NULL;
}

static bool
is_same_owner(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;

    g_autofree char *folded_a = g_utf8_casefold(a, -1), *folded_b = g_utf8_casefold(b, -1);
    return strcmp(folded_a, folded_b) == 0;
}

/* All owners as they are written first, in the order of the questions (char *). */
static GPtrArray *
find_owners(const Coverage *coverage)
{
    GPtrArray *owners = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < coverage->count; i++) {
        g_autofree char *owner = owner_of(&coverage->items[i]);
        if (owner != NULL && g_hash_table_add(known, g_utf8_casefold(owner, -1)))
            g_ptr_array_add(owners, g_steal_pointer(&owner));
    }
    return owners;
}

/* The set of questions whose answers are this one's; NULL: those of nobody. */
static GHashTable *
owned_questions(const Coverage *coverage, const char *owner)
{
    GHashTable *owned = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < coverage->count; i++) {
        g_autofree char *own = owner_of(&coverage->items[i]);
        if (is_same_owner(own, owner))
            g_hash_table_add(owned, (gpointer)coverage->items[i].question);
    }
    return owned;
}

static void
refuse_owner(const GPtrArray *owners, const char *wanted, GError **error)
{
    if (owners->len == 0) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("no answer has an owner; write \"owner: %s\" in the entries that are theirs"),
                    wanted);
        return;
    }

    GString *list = g_string_new(NULL);
    for (guint i = 0; i < owners->len; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(owners, i));
    failure_set(error, DIAG_USAGE, NULL, 0, 0, _("no answer is of %s; the owners are: %s"), wanted,
                list->str);
    g_string_free(list, TRUE);
}

/* One file: of whom, and which questions. */
typedef struct Paper {
    ReviewKind kind;
    const char *owner;
    GHashTable *part; /* NULL: all questions */
} Paper;

static GBytes *
make_paper(Session *session, const Inputs *inputs, const char *layout_name, const Paper *paper,
           GError **error)
{
    const ComposeOptions options = { .draft = true,
                                     .screen = true,
                                     .review = paper->kind,
                                     .owner = paper->owner,
                                     .part = paper->part };
    g_autoptr(Layout) layout = layout_compose(session, inputs, layout_name, &options, error);

    return layout != NULL ? emit_letter_docx(layout->letter, &layout->template->style, error)
                          : NULL;
}

/* An owner's own questions among those of --questions. */
static GHashTable *
choose_questions(const Inputs *inputs, const ReviewOptions *options, const Request *request,
                 GError **error)
{
    g_autoptr(GHashTable) asked = NULL;
    if (options->questions != NULL) {
        asked = parse_part(inputs->questions, options->questions, error);
        if (asked == NULL || request->kind == REVIEW_WHOLE)
            return g_steal_pointer(&asked);
    }

    g_autoptr(GPtrArray) owners = find_owners(inputs->coverage);
    g_autoptr(GHashTable) owned = owned_questions(inputs->coverage, request->word);
    GHashTableIter questions;
    gpointer question;
    if (g_hash_table_size(owned) == 0) {
        refuse_owner(owners, request->word, error);
        return NULL;
    }
    g_hash_table_iter_init(&questions, owned);
    while (asked != NULL && g_hash_table_iter_next(&questions, &question, NULL)) {
        if (!g_hash_table_contains(asked, question))
            g_hash_table_iter_remove(&questions);
    }
    if (g_hash_table_size(owned) > 0)
        return g_steal_pointer(&owned);
    failure_set(error, DIAG_USAGE, NULL, 0, 0,
                _("none of the questions of --questions is of %s; leave it out, or name others"),
                request->word);
    return NULL;
}

static bool
write_one(Session *session, const Inputs *inputs, const ReviewOptions *options,
          const Request *request, const char *layout, GError **error)
{
    bool whole = request->kind == REVIEW_WHOLE && options->questions == NULL;
    g_autoptr(GHashTable) part = whole ? NULL : choose_questions(inputs, options, request, error);
    if (!whole && part == NULL)
        return false;

    const Paper paper = { request->kind, request->word, part };
    g_autoptr(GBytes) bytes = make_paper(session, inputs, layout, &paper, error);
    if (bytes == NULL)
        return false;
    if (options->output == NULL || strcmp(options->output, "-") == 0)
        return layout_write(session, "-", bytes, error);
    return session_may_write(session, options->output, error) &&
           session_write_new(options->output, bytes, options->force,
                             _("the file exists already, perhaps with answers in it; name another, "
                               "or replace it with --force"),
                             error);
}

/* What every system takes as a file's name. */
static char *
safe_name(const char *owner)
{
    enum { NAME_MAX_BYTES = 100 };
    GString *safe = g_string_new(NULL);

    for (const char *p = owner; *p != '\0' && safe->len < NAME_MAX_BYTES; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool plain = g_unichar_isalnum(c) || g_unichar_ismark(c) || strchr(" ._-+&(),", (int)c);
        bool hidden = safe->len == 0 && (c == '.' || c == '-' || c == ' ');
        if (c < 0x80 && (!plain || hidden))
            g_string_append_c(safe, '-');
        else if (plain)
            g_string_append_unichar(safe, c);
    }
    return g_string_free(safe, FALSE);
}

/* The file of an owner, unlike all others on systems that don't tell capitals from small letters. */
static char *
choose_path(const char *folder, const char *owner, GHashTable *taken)
{
    g_autofree char *name = owner != NULL ? safe_name(owner) : g_strdup("zonder-eigenaar");
    g_autofree char *file = g_strconcat(name, ".docx", NULL);

    for (guint i = 2; !g_hash_table_add(taken, g_utf8_casefold(file, -1)); i++) {
        g_free(file);
        file = g_strdup_printf("%s-%u.docx", name, i);
    }
    return g_build_filename(folder, file, NULL);
}

static bool
is_free(const Session *session, const char *path, bool force, GError **error)
{
    if (!session_may_write(session, path, error))
        return false;
    if (force || !g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0,
                _("the file exists already, perhaps with answers in it; name another folder, or "
                  "replace it with --force"));
    return false;
}

/* A file for each owner, and for those without one where there are any. */
static bool
make_papers(Session *session, const Inputs *inputs, const char *layout, GPtrArray *owners,
            GPtrArray *contents, GError **error)
{
    for (guint i = 0; i < owners->len;) {
        const char *owner = g_ptr_array_index(owners, i);
        g_autoptr(GHashTable) part = owned_questions(inputs->coverage, owner);
        if (g_hash_table_size(part) == 0) {
            g_ptr_array_remove_index(owners, i);
            continue;
        }
        const Paper paper = { owner != NULL ? REVIEW_OWNER : REVIEW_UNOWNED, owner, part };
        GBytes *bytes = make_paper(session, inputs, layout, &paper, error);
        if (bytes == NULL)
            return false;
        g_ptr_array_add(contents, bytes);
        i++;
    }
    return true;
}

static bool
make_folder(const char *folder, GError **error)
{
    if (g_mkdir_with_parents(folder, 0777) == 0)
        return true;
    failure_set(error, DIAG_NOT_WRITTEN, folder, 0, 0,
                _("can't make this folder: %s; choose another for --split owner"),
                g_strerror(errno));
    return false;
}

/* All is made and looked at before anything is written, so that a refusal leaves nothing behind. */
static bool
write_split(Session *session, const Inputs *inputs, const ReviewOptions *options,
            const Request *request, const char *layout, GError **error)
{
    g_autoptr(GPtrArray) owners = find_owners(inputs->coverage);
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) list = g_string_new(NULL);

    g_ptr_array_add(owners, NULL);
    if (!make_papers(session, inputs, layout, owners, contents, error))
        return false;
    for (guint i = 0; i < owners->len; i++) {
        char *path = choose_path(request->word, g_ptr_array_index(owners, i), taken);
        g_ptr_array_add(paths, path);
        g_string_append_printf(list, "%s\n", path);
        if (!is_free(session, path, options->force, error))
            return false;
    }
    return make_folder(request->word, error) && files_replace(paths, contents, error) &&
           session_print(list->str, list->len, error);
}

bool
export_reviews(Session *session, const Project *project, const ReviewOptions *options,
               GError **error)
{
    g_auto(Request) request = { 0 };
    if (!parse_request(options, &request, error))
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    /* What is missing is what these files are for: nothing of it is told. */
    inputs->coverage = check_letter(inputs->questions, inputs->answers, NULL);
    session->lenient = true;
    const char *layout = layout_choose(options->layout, project, inputs);
    return (options->split != NULL ? write_split : write_one)(session, inputs, options, &request,
                                                              layout, error);
}
