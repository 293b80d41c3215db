"""The vocabulary at hand while one page is made: old codes lead to the term that stands for them today."""

from catalogue.models import Term


class Vocabulary:
    """All terms, linked to their parents. One query, about 130 rows."""

    def __init__(self):
        self.terms = {term.pk: term for term in Term.objects.all()}
        for term in self.terms.values():
            if term.parent_id:
                term.parent = self.terms[term.parent_id]
        self.by_code = {(term.scheme, term.code): term for term in self.terms.values()}

    def of(self, scheme):
        """The terms of a scheme that are still offered, in their order."""
        terms = (term for term in self.terms.values() if term.scheme == scheme)
        return [term for term in terms if not term.retired and not term.merged_into_id]

    def codes(self, scheme):
        """Every code the scheme ever had: retired and merged ones still find what they were given to."""
        return [code for of, code in self.by_code if of == scheme]

    def today(self, term):
        """The term that this one was merged into, however often; a circle ends where it began."""
        seen = set()
        while term.merged_into_id and term.pk not in seen:
            seen.add(term.pk)
            term = self.terms[term.merged_into_id]
        return term

    def named(self, scheme, code):
        """Today's term for a code, None for one that never was."""
        term = self.by_code.get((scheme, code))
        return self.today(term) if term else None

    def meaning(self, scheme, codes):
        """Keys of all terms that mean one of these codes today."""
        wanted = {self.named(scheme, code).pk for code in codes}
        return [term.pk for term in self.terms.values() if self.today(term).pk in wanted]

    def beneath(self, parents):
        """Keys of all terms whose term of today lies beneath one of these."""
        return [pk for pk, term in self.terms.items() if self.today(term).parent_id in parents]
