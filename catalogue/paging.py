"""Pages of a public list."""

from django.core.paginator import Paginator

PAGE_SIZE = 20


def page_of(rows, number, count=None, size=PAGE_SIZE):
    """One page, the last one for numbers beyond it. ``count`` spares the query that would count the rows."""
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    return paginator.get_page(number)
