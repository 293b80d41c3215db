"""``vocabulary.csv``: the terms of every scheme. Retiring and merging are people's and are never loaded."""

from catalogue.models import Term
from config.reference.tables import Table


class Vocabulary(Table):
    file = "vocabulary.csv"
    model = Term
    columns = ("order", "label_en", "label_es", "label_fr", "label_de", "parent", "symbol")

    def key_of(self, line):
        return f"{line.required('scheme')} {line.required('code')}"

    def existing(self):
        return {f"{term.scheme} {term.code}": term for term in Term.objects.all()}

    def values(self, line, item):
        return {
            "scheme": line["scheme"],
            "code": line["code"],
            "order": line.whole_number("order"),
            **{f"label_{language}": line[language] for language in ("en", "es", "fr", "de")},
            "parent": self.parent_of(line),
            "symbol": line["symbol"],
        }

    def parent_of(self, line):
        """The theme of a topic: a line above this one."""
        if line["parent"] and f"theme {line['parent']}" not in self.items:
            raise ValueError(f"{line['parent']} is no theme above this line")
        return self.items[f"theme {line['parent']}"] if line["parent"] else None
