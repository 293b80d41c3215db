"""How the parts that many records share are written as data: terms, languages, dates."""


def term_of(term):
    """A word of the vocabulary: its code, and its label in the language of the answer."""
    return {"code": term.code, "label": term.label} if term else None


def terms_of(terms):
    return [term_of(term) for term in terms]


def date_of(date):
    """A PartialDate as text with how exactly it is known."""
    return {"date": str(date), "precision": date.precision} if date else None


def codes(terms):
    """A list in one cell of a table."""
    return joined(term["code"] for term in terms)


def labels(terms):
    return joined(term["label"] for term in terms)


def joined(texts):
    return "; ".join(texts)
