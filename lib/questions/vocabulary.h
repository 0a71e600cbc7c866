/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_VOCABULARY_H
#define REPLIEK_QUESTIONS_VOCABULARY_H

/*
 * The words of which the patterns in rules.def are made: GRegex syntax, matched without regard to
 * case. They name no fraction and no subject.
 */

/* What a question clause begins with: "of", "hoe", "in hoeverre", "op welke". */
#define QUESTION_WORD                                                                              \
    "(?:of|hoe(?:veel|lang|ver|zeer)?|wat|wie|wiens|welke?|wanneer|waar(?:aan|bij|door|heen|in|"   \
    "mee|naar|om|onder|op|over|toe|tegen|uit|van|voor)?|(?:aan|binnen|bij|door|in|met|na|naar|om|" \
    "onder|op|over|tegen|tot|uit|van|volgens|voor) (?:hoeverre|hoeveel|welke?|wat|wie))\\b"

/* Who asks: members, a fraction, a single member. "Zij" stands apart, as it may be anybody. */
#define MEMBERS                                                                                     \
    "\\b(?:fracties van (?:(?:het |de )?[\\w.'’-]+, )*(?:het |de )?[\\w.'’-]+ en (?:het |de )?" \
    "[\\w.'’-]+|leden|"                                                                           \
    "fractieleden|[\\w.'’-]+-(?:fracties?|fractieleden|leden)|fracties?|lid|woordvoerders?)"

/* "Zij" (of a single member "hij") where it begins a clause, and so stands for those who spoke before. */
#define THEY "(?:^|\\b(?:maar|en|want|daarom|ook|tot slot|voorts|tevens|[,;:]) )(?:zij|wij|hij)"

/* Up to `n` words of one clause: none that opens another one, nor a verb or adjective by which
 * "vragen" becomes a noun. */
#define WORDS(n)                                                                                   \
    "(?: (?!(?:dat|die|wat|of|hoe|welke|te|hun|hebben|heeft|hadden|stellen|stelden|leggen|legden|" \
    "enkele|enige|aantal|eerdere|eerder gestelde|volgende|aanvullende|verdere|schriftelijke|"      \
    "mondelinge|geen|veel)\\b)[^\\s,;:?]+){0," n "}?"

/* The members are the verb's subject: before it, behind it, or before a verb that "en" joins. */
/* clang-format off */
#define BY_MEMBERS(verb)                                                                         \
    "(?:(?:" MEMBERS "|" THEY ")" WORDS("14") "(?<! de)(?<! deze) " verb "\\b"                     \
    "|\\b" verb "(?! (?:van|en|over|door|uit|die)\\b)(?: [^\\s,;:?]+){0,6}?"                       \
        " (?:leden|zij|wij|lid|fractie|[\\w.'’-]+-(?:fractie|fractieleden))\\b"                       \
    "|^(?:\\S+ ){0,3}?(?:[\\w-]*leden|zij|wij|hij|lid)\\b.*(?<!opmerkingen)(?:,| en| maar| doch)"      \
        "(?: (?:zij|deze leden|ook|dan ook|daarom|daarbij|tevens|voorts|wel))* " verb "\\b)"
/* clang-format on */

#define ASK "(?:vragen|vraagt|vroegen|vroeg|verzoeken|verzoekt|verzochten|verzocht)"

/* Who is asked. */
#define ADDRESSEE                                                                                  \
    "(?:minister|ministers|staatssecretaris|staatssecretarissen|bewindspersoon|bewindspersonen|"   \
    "bewindslieden|bewindsman|bewindsvrouwe?|kabinet|regering|voorzitter|initiatiefnemers?)"

/* What a minister can deliver in the answer itself, as against money or deeds. */
#define DELIVERABLE                                                                                \
    "(?:\\w*overzicht|\\w*beeld|analyse|antwoord|appreciatie|argumentatie|beantwoording|"          \
    "berekening|"                                                                                  \
    "beschouwing|bespiegeling|bevestiging|cijfers|commentaar|definitie|duidelijkheid|duiding|"     \
    "evaluatie|garantie|gegevens|helderheid|informatie|inschatting|inventarisatie|inzicht|mening|" \
    "motivering|nadere uitwerking|onderbouwing|oordeel|opheldering|opsomming|opvatting|planning|"  \
    "prognose|reactie|reden|reflectie|schatting|schets|specificatie|stand van zaken|standpunt|"    \
    "terugkoppeling|tijdlijn|tijds?pad|toelichting|toezegging|uiteenzetting|uitleg|uitsplitsing|"  \
    "update|verduidelijking|vergelijking|verheldering|verklaring|visie|voorbeelden?|vraag|"        \
    "weergave|zienswijze)\\b"

/* Wanting to know: "horen graag", "willen weten", "zouden gaarne vernemen", "zijn benieuwd". */
#define GLADLY                                                                                     \
    "(?:(?:horen|hoort|vernemen|verneemt|vernamen|zien|lezen|ontvangen|ontvangt|krijgen|weten)"    \
    "(?: [^\\s,;:?]+){0,6}? (?:graag|gaarne)"                                                      \
    "|(?:graag|gaarne)(?: [^\\s,;:?]+){0,12}? (?:horen|vernemen|vernamen|weten|ontvangen|krijgen|" \
    "zien|geïnformeerd)"                                                                          \
    "|(?:willen|wil|zouden|zou|wensen|wenst|wensten|wenschten|wilden|wilde)(?: "                   \
    "[^\\s,;:?]+){0,10}? "                                                                         \
    "(?:weten|vernemen|horen|ontvangen))"

/* "Ook horen zij graag", "daarom vernemen deze leden van de minister graag": the members inside. */
#define GLADLY_INVERTED                                                                             \
    "\\b(?:horen|hoort|vernemen|verneemt|vernamen|weten|weet|lezen|zien|ontvangen|ontvangt|"        \
    "ontvingen|krijgen)"                                                                            \
    " (?:deze |de |het |dezelfde |genoemde )?(?:aan het woord zijnde )?"                            \
    "(?:[\\w-]*leden|zij|wij|lid|[\\w.'’-]+-fractie|fractie)\\b(?: (?!dat\\b)[^\\s,;:?]+){0,10}?" \
    " (?:graag|gaarne)"

#define GLADLY_BY_MEMBERS "(?:" BY_MEMBERS(GLADLY) "|" GLADLY_INVERTED ")"

#define CURIOUS "(?:benieuwd|nieuwsgierig|geïnteresseerd)"

/* What an answer itself does: "dat de minister hierop ingaat". */
#define EXPLAINS                                                                                   \
    "(?:ingaat|toelicht|aangeeft|uitlegt|uiteenzet|reageert|verduidelijkt|onderbouwt|motiveert|"   \
    "specificeert|bevestigt|opheldert)"

/* A sentence whose question is not told by members ("Zij vragen of …"): what such a sentence takes
 * up is mostly of its own making. */
#define ASKS_ITSELF                                                                                \
    "^(?!(?:\\S+ ){0,6}?(?:[\\w-]*leden|zij|[\\w.'’-]+-fractie)\\b.*\\b(?:" ASK                    \
    "|weten|benieuwd)\\b)"                                                                         \
    "(?!(?:\\S+ ){0,8}?" ASK " (?:\\S+ ){0,6}?(?:leden|zij)\\b)"

/* A verb or question word that opens a direct question. */
#define OPENER                                                                                     \
    "^(?:(?:en|maar|of|dus|want|ook|kortom|zoo? ja|zoo? niet|zoo? nee|zoo? neen),? "               \
    ")?(?:wat|welke?|hoe\\w*|"                                                                     \
    "wie|wanneer|waar\\w*|(?:aan|binnen|bij|door|in|met|naar|onder|op|over|tot|uit|van|voor) "     \
    "(?:welke?|hoeverre|wat|wie)|kan|kunt|kunnen|is|zijn|heeft|hebben|hebt|deelt|delen|klopt|"     \
    "wordt|worden|bent|wil|willen|wilt|zou|zouden|zal|zullen|zult|mag|moet|moeten|acht|ziet|gaat|" \
    "kon|konden|was|waren|had|hadden|werd|werden|wilde|wilden|moest|moesten|mocht|mochten|achtte|" \
    "zag|"                                                                                         \
    "komt|vindt|herkent|erkent|onderschrijft|kent)\\b"

#endif
