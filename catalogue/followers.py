"""What higher floors derive from rows that are edited lower down, such as search words from names.

A higher app adds a function in ``AppConfig.ready``; it is called with the rows that changed, inside their transaction.
"""

followers = []


def follow(*changed):
    """Bring what is derived from these rows up to date."""
    for each in followers:
        each(changed)
