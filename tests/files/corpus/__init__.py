"""Every upload that must be told apart, made anew by a script, with what has to become of it."""

from tests.files.corpus import active, shapes
from tests.files.corpus.case import Case
from tests.files.paper import scanned

CASES = [*active.CASES, *shapes.CASES, Case("scanned", lambda: scanned(3).bytes(), has_text=False)]
