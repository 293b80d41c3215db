"""Sessions in the back office: series, sessions in three parts, and the people on stage."""

from webinars.admin import persons, series, sessions

__all__ = ["persons", "series", "sessions"]
