"""What higher floors add to the pages of lower ones: of a city, a network, an initiative.

A higher app adds a function in ``AppConfig.ready``. It is called with the row whose page is made and gives HTML, or
nothing where it has nothing to say.
"""

from collections import defaultdict

sections = defaultdict(list)


def sections_of(page, row):
    """The sections of a page in the order in which they were added, empty ones left out."""
    return [html for make in sections[page] if (html := make(row))]
