# SPDX-License-Identifier: EUPL-1.2
"""The words of random letters. Every few words stands one that no other place in the letter has, so that order shows;
none of them asks anything, as what asks is the author's choice."""

STOCK = (
    'de het een van in op met door naar bij over uit tot onder tussen gemeente provincie waterschap dijk sluis haven '
    'onderhoud versterking aanbesteding vergunning beoordeling jaarlijkse gezamenlijke regionale kosten opbrengst '
    'verkeersveiligheidsmaatregelen hoogwaterbeschermingsprogramma onderhoudswerkzaamheden beheersovereenkomst '
    'coördinator geïntegreerde reünie zeeën ideeën officieel effectief fietspad afwateringskanaal peilbesluit '
    'vanwege volgens binnen buiten nieuwe oude brede smalle lange korte diepe vaste tijdelijke eerste tweede laatste '
    'schipper loods veerman wachter bewoners reizigers ondernemers boeren vissers bestuurders uitvoerders '
    'West-Friese Zuid-Hollandse zee-engte auto-onderdelen EU-middelen A2-profiel foto’s ’s-avonds ook niet wel nog '
    'daarom dus immers namelijk bovendien inmiddels voortaan sindsdien weliswaar vooralsnog').split()

# Taken whole: no line may end inside, or not everywhere.
TIED = ['€ 43,6 miljoen', 'nr. 1252', '12 mei 2025', 'art. 5', 'p. 3', '26 643', '91%', 'in- en uitvoer',
        'voorjaars- en najaarsnota', 'J.P. Dijkman', '2023-2028', '30.000.000.000', 'minister-president', 'de minister',
        'https://voorbeeld.example/beheer/2025/plan']

FOREIGN = ['Αθήνα καὶ Σπάρτη', 'Москва и Київ', 'Łódź', 'Škoda', 'Ærø', 'naïveté', 'Gdańsk', 'ﬁjn']
RIGHT_TO_LEFT = ['שלום עולם', 'مرحبا بالعالم']

SYLLABLES = ('ba be bo bru da del den dor fal fen gor gra hal hem ka kel kor kra la len lo mar mel mo na ner nol pa pel '
             'pra ra ren rol sa sel sto ta ten tol tra va vel vor wa wel wor za zel zo').split()


class Stock:
    """Words in a fixed random order; `unique` never gives one twice."""
    def __init__(self, random):
        self.random, self.given = random, set()

    def unique(self):
        while True:
            word = ''.join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((3, 3, 4, 5))))
            if word not in self.given:
                self.given.add(word)
                return word

    def some(self, count, tied=True):
        """`count` words or a little less, one of four unique, the first always."""
        out = [self.unique()]
        while len(out) < count:
            roll = self.random.random()
            if roll < 0.25:
                out.append(self.unique())
            elif roll < 0.30 and tied:
                out.append(self.random.choice(TIED))
            else:
                out.append(self.random.choice(STOCK))
        return out
