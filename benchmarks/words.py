"""Made-up words, used as often as words of a language are: no text of a benchmark says anything about a city."""

from functools import cache
from itertools import accumulate
from random import Random

SYLLABLES = {
    "en": "ba con der est fil gra hin jo ket lan mer nor pri rel sta und ver wil yar ment",
    "es": "cas dar gre lla mar ñe pue río sol tan tra ver bui mó sé ción",
    "fr": "bour ça eau ge lie mou nê oi pas ple quar ré tion té ver mai",
    "de": "bau ber fen gen heim kei lich mün öl rat schu stra tät um wa grün",
}
NUMBER = 4000  # of different words in one language
TAPE = 1 << 16
SENTENCE = 12  # words


@cache
def vocabulary(language):
    """The words of one language, the most used first."""
    draw, syllables, words = Random(f"words {language}"), SYLLABLES[language].split(), {}
    while len(words) < NUMBER:
        words["".join(draw.choices(syllables, k=draw.randint(2, 3)))] = True
    return list(words)


@cache
def tape(language):
    """A long text, of which each text of a benchmark is a piece: drawing every word anew would take minutes."""
    weights = list(accumulate(1 / (rank + 2) for rank in range(NUMBER)))
    draw = Random(f"tape {language}")
    words = draw.choices(vocabulary(language), cum_weights=weights, k=TAPE)
    return [f"{word}." if draw.random() < 1 / SENTENCE else word for word in words]


def text(draw, language, number):
    """So many words."""
    start = draw.randrange(TAPE - number)
    return " ".join(tape(language)[start : start + number]).rstrip(".").capitalize() + "."
