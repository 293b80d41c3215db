"""What `make run` does before it serves."""

import socket

import pytest

from tools import demo


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "VAR", tmp_path)


@pytest.mark.parametrize("arguments", [[], ["0"], ["65536"], ["-1"], ["http"], ["8000", "8001"], ["８０"]])
def test_port_that_is_none_is_refused_with_an_example(arguments):
    with pytest.raises(SystemExit, match="Give a port between 1 and 65535: make run PORT=8000"):
        demo.port_from(arguments)


def test_port_is_read():
    assert demo.port_from(["8123"]) == 8123


def test_taken_port_is_refused_and_the_next_one_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {port} is taken .* make run PORT={port + 1}$"):
            demo.check_free(port)


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first, second = demo.secret_key(), demo.secret_key()

    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_demo_ignores_a_real_database_in_the_environment(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "EMAIL_HOST", "DEBUG", "MEDIA_ROOT"):
        monkeypatch.setenv(name, "real")
    monkeypatch.setenv("SECRET_KEY", "real")

    environment = demo.demo_environment(8123)

    assert {"DATABASE_URL", "EMAIL_HOST", "DEBUG", "MEDIA_ROOT"} & set(environment) == set()
    assert environment["SECRET_KEY"] == demo.secret_key()
    assert (environment["BASE_URL"], environment["VAR_DIR"]) == ("http://localhost:8123", str(tmp_path))
