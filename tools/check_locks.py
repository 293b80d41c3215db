"""Says what is wrong with the lock files. Reads only them and pyproject.toml, so it works without a network."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
DIRECT = "city-showcase (pyproject.toml"


def problems(base=BASE):
    project = tomllib.loads((base / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    development = runtime + [line for group in project["dependency-groups"].values() for line in group]
    pins = {name: pins_of(base / name) for name in ("requirements.lock", "requirements-dev.lock")}
    return [
        *problems_of(base / "requirements.lock", pins["requirements.lock"], runtime),
        *problems_of(base / "requirements-dev.lock", pins["requirements-dev.lock"], development),
        *differences(pins["requirements.lock"], pins["requirements-dev.lock"]),
    ]


def pins_of(path):
    """Each locked package with its version and the lines below it."""
    return {canonicalize_name(found["name"]): found for found in PIN.finditer(path.read_text())}


def problems_of(path, pins, wanted):
    text = path.read_text()
    if "://" in text:
        yield f"{path.name} contains an address; locks name packages only"
    for name, pin in pins.items():
        if "--hash=sha256:" not in pin["rest"]:
            yield f"{path.name}: {name} has no hash"
    requirements = {canonicalize_name(each.name): each for each in map(Requirement, wanted)}
    for name, requirement in requirements.items():
        if name not in pins:
            yield f"{path.name} lacks {name}; run make lock"
        elif pins[name]["version"] not in requirement.specifier:
            yield f"{path.name} has {name} {pins[name]['version']}, pyproject.toml asks for {requirement.specifier}"
    for name in sorted({name for name, pin in pins.items() if DIRECT in pin["rest"]} - set(requirements)):
        yield f"{path.name} still has {name}, which pyproject.toml no longer names; run make lock"


def differences(runtime, development):
    for name, pin in runtime.items():
        if name not in development or development[name]["version"] != pin["version"]:
            yield f"requirements-dev.lock does not have {name} {pin['version']}, which requirements.lock has"


if __name__ == "__main__":
    found = problems()
    print("\n".join(found) or "locks are current")
    sys.exit(bool(found))
