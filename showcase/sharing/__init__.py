"""The city's pages under /share/: begin a draft, write it, send it, see whose turn it is."""
