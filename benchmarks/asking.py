"""A client that costs little itself: raw sockets, connections that stay open."""

import selectors
import socket
import time


class Caller:
    """One open connection to a program. ``more`` are lines of every request, each with its end."""

    def __init__(self, port, more=""):
        self.port, self.more = port, more
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=900)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path):
        self.received = b""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: text/html\r\n{self.more}\r\n"
        self.socket.sendall(request.encode())

    def hear(self):
        """Reads what is there; True when the answer is whole."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("a program hung up")
        self.received += part
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return False
        self.headers = headers_of(head)
        return len(body) >= int(self.headers.get("content-length", 0))

    def fetch(self, path):
        """``(headers, body)``; anything but 200, or 304 for who has the page, is a mistake of the benchmark."""
        self.ask(path)
        while not self.hear():
            pass
        head, _, self.body = self.received.partition(b"\r\n\r\n")
        if head.split(b" ", 2)[1] not in (b"200", b"304"):
            raise RuntimeError(f"{path}: {head.decode()}")
        return self.headers, self.body

    def text(self, path):
        return self.fetch(path)[1].decode()


def headers_of(head):
    lines = head.decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def times(caller, paths, most, seconds):
    """Milliseconds of each request, one after the other, at least one."""
    found, until = [], time.perf_counter() + seconds
    while len(found) < most and (not found or time.perf_counter() < until):
        begun = time.perf_counter()
        caller.fetch(next(paths))
        found.append((time.perf_counter() - begun) * 1000)
    return found


def answers_a_second(port, paths, at_once, seconds, more=""):
    """So many connections, each asking as soon as it has its answer."""
    selector, answered = selectors.DefaultSelector(), 0
    callers = [Caller(port, more) for _ in range(at_once)]
    for caller in callers:
        selector.register(caller.socket, selectors.EVENT_READ, caller)
        caller.ask(next(paths))
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for key, _events in selector.select(timeout=1):
            if key.data.hear():
                answered += 1
                key.data.ask(next(paths))
    lasted = time.perf_counter() - begun
    for caller in callers:
        caller.socket.close()
    return answered / lasted
