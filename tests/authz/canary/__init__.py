"""The canary crawl: every text has a word of its own, and no login may ever read a word that is not for it."""
