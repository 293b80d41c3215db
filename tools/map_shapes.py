"""Lines and rings on the page: simplified, cut at a frame, written as a path."""

from itertools import pairwise


def simplified(line, tolerance):
    """Without the points that lie closer than this to the line through the others (Douglas and Peucker)."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = furthest(line, first, last)
        if at and far > tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [line[at] for at in sorted(keep)]


def furthest(line, first, last):
    """The point between two others that is furthest from the line between these, or from them where they are one."""
    (x1, y1), (x2, y2) = line[first], line[last]
    across, up = x2 - x1, y2 - y1
    length = (across**2 + up**2) ** 0.5
    best, place = 0, None
    for at in range(first + 1, last):
        x, y = line[at][0] - x1, line[at][1] - y1
        far = abs(across * y - up * x) / length if length else (x**2 + y**2) ** 0.5
        if far > best:
            best, place = far, at
    return best, place


def clipped(ring, frame, bleed):
    """What of a ring lies in the frame and a little around it (Sutherland and Hodgman)."""
    for axis, bound, sign in edges(frame, bleed):
        ring = cut(ring, axis, bound, sign)
    return ring


def edges(frame, bleed):
    return [(0, -bleed, 1), (0, frame[0] + bleed, -1), (1, -bleed, 1), (1, frame[1] + bleed, -1)]


def cut(ring, axis, bound, sign):
    found = []
    for point, after in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        here, there = (sign * (each[axis] - bound) >= 0 for each in (point, after))
        if here:
            found.append(point)
        if here != there:
            found.append(crossing(point, after, axis, bound))
    return found


def crossing(point, after, axis, bound):
    share = (bound - point[axis]) / (after[axis] - point[axis])
    other = point[1 - axis] + share * (after[1 - axis] - point[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def clipped_lines(lines, frame, bleed):
    """The pieces of lines inside the frame."""
    for axis, bound, sign in edges(frame, bleed):
        lines = [piece for line in lines for piece in pieces(line, axis, bound, sign)]
    return lines


def pieces(line, axis, bound, sign):
    piece = []
    for point, after in zip(line, [*line[1:], None], strict=True):
        here = sign * (point[axis] - bound) >= 0
        if here:
            piece.append(point)
        if after is None:
            break
        there = sign * (after[axis] - bound) >= 0
        if here != there:
            piece.append(crossing(point, after, axis, bound))
        if here and not there:
            yield piece
            piece = []
    if len(piece) > 1:
        yield piece


def path_of(lines, close=True):
    """The lines as path data in tenths of a pixel: each begins absolute and goes on relative, which is shortest."""
    return "".join(written(line, close) for line in lines)


def written(line, close):
    points = [(round(10 * x), round(10 * y)) for x, y in line]
    points = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    if close and points[0] == points[-1]:
        points.pop()
    if len(points) < (3 if close else 2):
        return ""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    text = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{text}{'z' if close else ''}"
