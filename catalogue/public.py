"""Which pages are public: said on each view, so that config/page_cache.py keeps their answers and no others.

A marked view is called as if nobody in particular had asked: it finds no cookie, no session and no person. Its answer
may depend on its address, on what is in the catalogue (everything that ends with ``touch``), on settings, and on
nothing else.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Public:
    """How an answer may be kept: while the catalogue stays as it is, or until the next minute begins as well.

    ``max_age`` is how many seconds a browser may show it without asking again; 60 at most, because what is taken down
    is gone everywhere within that time.
    """

    by_the_minute: bool = False
    max_age: int = 0


def public_page(view=None, **how):
    """The mark: ``@public_page``, ``@public_page(by_the_minute=True)`` where the answer says what time it is, or
    ``public_page(View.as_view())`` in a list of addresses. It wraps nothing and may stand above or below others.
    """

    def mark(marked):
        marked.public_page = Public(**how)
        return marked

    return mark if view is None else mark(view)
