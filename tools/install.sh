#!/bin/sh
# Makes .venv and installs exactly what a lock file names. Usage: tools/install.sh LOCK STAMP
set -eu
lock=$1
stamp=$2

fail() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "City Showcase needs Python 3.11 or newer: install the package python3 (Debian, Ubuntu) or python@3.13 (Homebrew)."
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python cannot make virtual environments: install the package python3-venv (Debian, Ubuntu)."
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

echo "Installing $lock"
# uv does in seconds what pip does in half a minute; without it the result is the same.
if .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' &&
    .venv/bin/python -m uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock"; then
    :
else
    echo "uv could not install the lock; using pip"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
touch "$stamp"
