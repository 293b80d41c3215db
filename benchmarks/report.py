"""Tables, in Markdown, and one line of figures."""

from django.db import connection

AFTER = ("requests/s at 8", "SQL", "kB (gzip)")  # of each program, in their order


def show(size, measured, memory, inside, kept):
    print(f"\n{size}, {connection.vendor}; times in ms\n")
    for rows in (table(measured), kept_table(kept)):
        for row in rows:
            print("| " + " | ".join(row) + " |")
        print()
    weights = ", ".join(f"{name} {mb:.0f}" for name, mb in memory.items())
    print(f"Memory of server and workers (PSS, MB): {weights}")
    print(
        f"Index: {inside['size']:.1f} MB of sets and orders ({inside['grown']:.0f} MB more memory after reading), "
        f"read in {inside['build']:.0f} ms; one publication followed in {inside['one']:.1f} ms, "
        f"1,000 in {inside['many']:.0f} ms\n"
    )
    print(line(size, measured, inside, kept))


def table(measured):
    names = list(next(iter(measured.values())))
    yield ("page", *(f"{name} p50 / p95" for name in names), "ours/floor", "naive/ours", *AFTER)
    yield ("---",) * (len(names) + 3 + len(AFTER))
    for page, programs in measured.items():
        each = [programs[name] for name in names]
        yield (
            page,
            *(f"{one.half:.2f} / {one.most:.2f}" for one in each),
            ratio(programs, "ours", "floor"),
            ratio(programs, "naive", "ours"),
            ", ".join(f"{one.rate:.0f}" if one.rate else "-" for one in each),
            ", ".join(one.statements for one in each),
            ", ".join(f"{one.plain / 1000:.1f} ({one.zipped / 1000:.1f})" for one in each),
        )


def kept_table(kept):
    yield ("page", "ours p50 / p95", "hello p50 / p95", "ours/hello", "requests/s at 8: ours, hello", "SQL", "kB")
    yield ("---",) * 7
    for page, programs in kept.items():
        each = [programs["kept"], programs["hello"]]
        yield (
            page,
            *(f"{one.half:.2f} / {one.most:.2f}" for one in each),
            ratio(programs, "kept", "hello"),
            ", ".join(f"{one.rate:.0f}" for one in each),
            each[0].statements,
            f"{each[0].plain / 1000:.1f}",
        )


def ratio(programs, slower, quicker):
    if slower not in programs:
        return "-"
    found = programs[slower].half / programs[quicker].half
    return f"{found:.1f}" if found < 10 else f"{found:.0f}"


def line(size, measured, inside, kept):
    pages = "; ".join(
        f"{page} {by['ours'].half:.2f} ms "
        f"(ours/floor {ratio(by, 'ours', 'floor')}, naive/ours {ratio(by, 'naive', 'ours')})"
        for page, by in measured.items()
    )
    free = "; ".join(
        f"{page} {by['kept'].half:.2f} ms (ours/hello {ratio(by, 'kept', 'hello')})" for page, by in kept.items()
    )
    return (
        f"{size} {connection.vendor}: {pages}; {free}; index {inside['size']:.1f} MB in {inside['build']:.0f} ms; "
        f"1 change {inside['one']:.1f} ms, 1,000 {inside['many']:.0f} ms"
    )
