"""What looks into uploaded bytes: runs in a process of its own, without Django, settings, database or network."""
