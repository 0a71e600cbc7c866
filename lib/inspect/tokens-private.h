/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_TOKENS_PRIVATE_H
#define REPLIEK_INSPECT_TOKENS_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

/* What content streams and CMaps are made of (ISO 32000-1, 7.2 and 7.3). */
typedef enum TokenKind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,   /* without its slash */
    TOKEN_STRING, /* its bytes */
    TOKEN_OPEN,   /* [ or << */
    TOKEN_CLOSE,  /* ] or >> */
    TOKEN_WORD,   /* an operator, or true, false, null */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    double number;
    gsize start, length; /* of names, strings and words: in Tokens.bytes; one NUL stands behind */
} Token;

typedef struct Tokens {
    const char *data;
    gsize at, length;
    GString *bytes; /* grows until tokens_forget() */
} Tokens;

void tokens_init(Tokens *tokens, GBytes *bytes);
void tokens_clear(Tokens *tokens);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tokens, tokens_clear)

/* Goes on behind what it can't understand: never fails, always ends. */
Token tokens_next(Tokens *tokens);
void tokens_forget(Tokens *tokens);
/* Behind the data of an inline image, and its EI (8.9.7). */
void tokens_skip_image(Tokens *tokens);

static inline const char *
token_bytes(const Tokens *tokens, const Token *token)
{
    return tokens->bytes->str + token->start;
}

bool token_is(const Tokens *tokens, const Token *token, const char *word);

#endif
