/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Characters of symbol fonts, which word processors write in the private use area: U+F000 and the
 * code that the character has in its font.
 */
#include "read/numbers.h"

enum { SYMBOL_AREA = 0xF000, SYMBOL_FIRST = 0x20, SYMBOL_LAST = 0xFE };

/* The font Symbol, from 0x20 on; a space where it has no character (Adobe's Symbol encoding). */
static const char symbol_font[] = " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
                                  "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
                                  "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "
                                  "                                "
                                  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
                                  "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
                                  "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

gunichar
symbol_character(gunichar c)
{
    gunichar code = c >= SYMBOL_AREA ? c - SYMBOL_AREA : c;
    if (code <= SYMBOL_FIRST || code > SYMBOL_LAST)
        return bullet_character(c);

    return g_utf8_get_char(g_utf8_offset_to_pointer(symbol_font, (glong)(code - SYMBOL_FIRST)));
}
