/* SPDX-License-Identifier: EUPL-1.2 */
#include "inspect/tokens-private.h"

#include <string.h>

void
tokens_init(Tokens *tokens, GBytes *bytes)
{
    *tokens = (Tokens){ .bytes = g_string_new(NULL) };
    if (bytes != NULL)
        tokens->data = g_bytes_get_data(bytes, &tokens->length);
}

void
tokens_clear(Tokens *tokens)
{
    g_string_free(tokens->bytes, TRUE);
}

void
tokens_forget(Tokens *tokens)
{
    g_string_truncate(tokens->bytes, 0);
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool
is_regular(char c)
{
    return !is_space(c) && !is_delimiter(c);
}

static void
skip_space(Tokens *tokens)
{
    bool comment = false;
    for (; tokens->at < tokens->length; tokens->at++) {
        char c = tokens->data[tokens->at];
        if (comment)
            comment = c != '\n' && c != '\r';
        else if (c == '%')
            comment = true;
        else if (!is_space(c))
            return;
    }
}

static char
peek(const Tokens *tokens, gsize ahead)
{
    return tokens->at + ahead < tokens->length ? tokens->data[tokens->at + ahead] : '\0';
}

static Token
begin(const Tokens *tokens, TokenKind kind)
{
    return (Token){ .kind = kind, .start = tokens->bytes->len };
}

static Token
finish(Tokens *tokens, Token token)
{
    token.length = tokens->bytes->len - token.start;
    g_string_append_c(tokens->bytes, '\0');
    return token;
}

static void
read_escape(Tokens *tokens)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    char c = peek(tokens, 0);
    const char *known = c != '\0' ? strchr(from, c) : NULL;
    int value = 0, digits = 0;

    while (digits < 3 && peek(tokens, 0) >= '0' && peek(tokens, 0) <= '7') {
        value = value * 8 + (peek(tokens, 0) - '0');
        tokens->at++;
        digits++;
    }
    if (digits > 0) {
        g_string_append_c(tokens->bytes, (char)(value & 0xff));
        return;
    }
    tokens->at++;
    if (c == '\r' && peek(tokens, 0) == '\n')
        tokens->at++;
    else if (c != '\r' && c != '\n')
        g_string_append_c(tokens->bytes, known != NULL ? to[known - from] : c);
}

static Token
read_string(Tokens *tokens)
{
    Token token = begin(tokens, TOKEN_STRING);
    int depth = 1;

    for (tokens->at++; tokens->at < tokens->length;) {
        char c = tokens->data[tokens->at++];
        depth += (c == '(') - (c == ')');
        if (depth == 0)
            break;
        if (c == '\\')
            read_escape(tokens);
        else
            g_string_append_c(tokens->bytes, c);
    }
    return finish(tokens, token);
}

static Token
read_hex_string(Tokens *tokens)
{
    Token token = begin(tokens, TOKEN_STRING);
    int high = -1;

    for (tokens->at++; tokens->at < tokens->length;) {
        char c = tokens->data[tokens->at++];
        int digit = g_ascii_xdigit_value(c);
        if (c == '>')
            break;
        if (digit < 0)
            continue;
        if (high >= 0)
            g_string_append_c(tokens->bytes, (char)(high * 16 + digit));
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        g_string_append_c(tokens->bytes, (char)(high * 16));
    return finish(tokens, token);
}

static Token
read_name(Tokens *tokens)
{
    Token token = begin(tokens, TOKEN_NAME);
    for (tokens->at++; tokens->at < tokens->length && is_regular(peek(tokens, 0));) {
        int high = g_ascii_xdigit_value(peek(tokens, 1));
        int low = g_ascii_xdigit_value(peek(tokens, 2));
        bool coded = peek(tokens, 0) == '#' && high >= 0 && low >= 0;
        g_string_append_c(tokens->bytes, coded ? (char)(high * 16 + low) : peek(tokens, 0));
        tokens->at += coded ? 3 : 1;
    }
    return finish(tokens, token);
}

/* A number, or what looks like none: a word. */
static Token
read_word(Tokens *tokens)
{
    Token token = begin(tokens, TOKEN_WORD);
    while (tokens->at < tokens->length && is_regular(peek(tokens, 0)))
        g_string_append_c(tokens->bytes, tokens->data[tokens->at++]);
    token = finish(tokens, token);

    const char *word = token_bytes(tokens, &token);
    char *end = NULL;
    bool numeric = token.length > 0 && strspn(word, "+-.0123456789") == token.length;
    if (numeric)
        token.number = g_ascii_strtod(word, &end);
    if (numeric && end != word)
        token.kind = TOKEN_NUMBER;
    return token;
}

static Token
read_bracket(Tokens *tokens, TokenKind kind, gsize length)
{
    tokens->at += length;
    return begin(tokens, kind);
}

Token
tokens_next(Tokens *tokens)
{
    for (;;) {
        skip_space(tokens);
        char c = peek(tokens, 0), next = peek(tokens, 1);
        if (tokens->at >= tokens->length)
            return begin(tokens, TOKEN_END);
        if (c == '(')
            return read_string(tokens);
        if (c == '/')
            return read_name(tokens);
        if (c == '[' || (c == '<' && next == '<'))
            return read_bracket(tokens, TOKEN_OPEN, c == '[' ? 1 : 2);
        if (c == ']' || (c == '>' && next == '>'))
            return read_bracket(tokens, TOKEN_CLOSE, c == ']' ? 1 : 2);
        if (c == '<')
            return read_hex_string(tokens);
        if (is_regular(c))
            return read_word(tokens);
        tokens->at++;
    }
}

void
tokens_skip_image(Tokens *tokens)
{
    for (; tokens->at + 2 < tokens->length; tokens->at++) {
        const char *p = tokens->data + tokens->at;
        bool ends = tokens->at + 3 >= tokens->length || is_space(p[3]);
        if (is_space(p[0]) && p[1] == 'E' && p[2] == 'I' && ends) {
            tokens->at += 3;
            return;
        }
    }
    tokens->at = tokens->length;
}

bool
token_is(const Tokens *tokens, const Token *token, const char *word)
{
    return token->kind == TOKEN_WORD && strcmp(token_bytes(tokens, token), word) == 0;
}
