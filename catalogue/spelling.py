"""What a visitor may have meant whose words nothing has: the closest of the words that titles and names are made of."""

from difflib import SequenceMatcher, get_close_matches
from functools import reduce
from operator import or_

from django.db.models import Q

from catalogue.folding import UNSPACED, words_of
from catalogue.models import SearchWord
from catalogue.search import have_all

SHORTEST, LONGEST = 3, 40
FURTHEST = 2  # letters more or fewer
CLOSEST = 0.82  # of 1: one letter wrong, missing, added or moved in a word of six
AT_ONCE = 500


def learn(texts):
    """Add the words of these folded texts to those that may be proposed. One query, and one statement for new ones."""
    words = sorted({word for text in texts for word in text.split() if is_proposable(word)})
    for start in range(0, len(words), AT_ONCE):
        part = words[start : start + AT_ONCE]
        known = set(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
        new = (SearchWord(word=word, initial=word[0], length=len(word)) for word in part if word not in known)
        SearchWord.objects.bulk_create(new, ignore_conflicts=True)


def is_proposable(word):
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not UNSPACED.match(word)


def proposal(model, text):
    """Folded words that some text of the model has together: those it knows, and the closest to those it does not.

    "" where nothing is close. At most three queries.
    """
    words = words_of(text)
    has = have_all(model, [[word] for word in words])
    known = {word for word, is_known in zip(words, has, strict=True) if is_known}
    candidates = like([word for word in words if word not in known and is_proposable(word)])
    meant = [word if word in known else closest(word, candidates) for word in words]
    return " ".join(meant) if all(meant) and meant != words and have_all(model, [meant]) == [True] else ""


def like(words):
    """Those that begin like one of these and are about as long. One query."""
    if not words:
        return []
    near = (Q(initial=word[0], length__range=(len(word) - FURTHEST, len(word) + FURTHEST)) for word in words)
    return list(SearchWord.objects.filter(reduce(or_, near)).values_list("word", flat=True))


def closest(word, candidates):
    """Compared only with its own kind, because the comparison costs more than the query."""
    near = [each for each in candidates if each[0] == word[0] and abs(len(each) - len(word)) <= FURTHEST]
    found = get_close_matches(word, near, n=5, cutoff=CLOSEST)
    return min(found, key=lambda each: (-SequenceMatcher(None, each, word).ratio(), each), default="")
