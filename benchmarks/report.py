"""One table, in Markdown, and one line of figures."""

from django.db import connection

HEAD = (
    "page",
    "ours p50 / p95",
    "floor",
    "naive",
    "ours/floor",
    "naive/ours",
    "requests/s at 8: ours, floor, naive",
    "SQL: ours, naive",
    "kB gzip: ours, floor, naive",
)


def show(size, measured, memory, inside):
    print(f"\n{size}, {connection.vendor}; times in ms\n")
    for row in table(measured):
        print("| " + " | ".join(row) + " |")
    weights = ", ".join(f"{name} {mb:.0f}" for name, mb in memory.items())
    print(f"\nMemory of server and workers (PSS, MB): {weights}")
    print(
        f"Index: {inside['size']:.1f} MB of sets and orders ({inside['grown']:.0f} MB more memory after reading), "
        f"read in {inside['build']:.0f} ms; one publication followed in {inside['one']:.1f} ms, "
        f"1,000 in {inside['many']:.0f} ms\n"
    )
    print(line(size, measured, inside))


def table(measured):
    yield HEAD
    yield ("---",) * len(HEAD)
    for page, programs in measured.items():
        ours, floor, naive = (programs[name] for name in ("ours", "floor", "naive"))
        yield (
            page,
            *(f"{each.half:.2f} / {each.most:.2f}" for each in (ours, floor, naive)),
            f"{ours.half / floor.half:.1f}",
            f"{naive.half / ours.half:.0f}",
            ", ".join(f"{each.rate:.0f}" if each.rate else "-" for each in (ours, floor, naive)),
            f"{ours.statements}, {naive.statements}",
            ", ".join(f"{each.plain / 1000:.1f} ({each.zipped / 1000:.1f})" for each in (ours, floor, naive)),
        )


def line(size, measured, inside):
    pages = "; ".join(
        f"{page} {by['ours'].half:.2f} ms = {by['ours'].half / by['floor'].half:.1f}x floor, "
        f"naive {by['naive'].half / by['ours'].half:.0f}x"
        for page, by in measured.items()
    )
    return (
        f"{size} {connection.vendor}: {pages}; index {inside['size']:.1f} MB in {inside['build']:.0f} ms; "
        f"1 change {inside['one']:.1f} ms, 1,000 {inside['many']:.0f} ms"
    )
