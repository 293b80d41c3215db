"""What holds for the project as a whole."""

import re
import subprocess
import tomllib

import pytest
from django.conf import settings
from django.core.management import call_command

from tools import check_doors, check_locks

BASE = settings.BASE_DIR
PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())


def tracked_files():
    # The folder may belong to somebody else, as in a container; that is no reason to read nothing.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=True)
    return [BASE / name for name in listed.stdout.split("\0") if name and (BASE / name).is_file()]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_names_packages_and_no_addresses(name):
    assert [line for line in (BASE / name).read_text().splitlines() if "://" in line] == []


def test_locks_are_what_pyproject_asks_for():
    assert check_locks.problems() == []


def test_stale_lock_is_noticed(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["django>=5", "babel>=2"]\n[dependency-groups]\ndev = []\n'
    )
    via = "    # via city-showcase (pyproject.toml)\n"
    lock = f"django==4.2 \\\n    --hash=sha256:00\n{via}pillow==13.0 \\\n    --hash=sha256:00\n{via}"
    (tmp_path / "requirements.lock").write_text(lock)
    (tmp_path / "requirements-dev.lock").write_text(lock.replace("4.2", "5.2") + "babel==2.1\n")

    assert check_locks.problems(tmp_path) == [
        "requirements.lock has django 4.2, pyproject.toml asks for >=5",
        "requirements.lock lacks babel; run make lock",
        "requirements.lock still has pillow, which pyproject.toml no longer names; run make lock",
        "requirements-dev.lock: babel has no hash",
        "requirements-dev.lock still has pillow, which pyproject.toml no longer names; run make lock",
        "requirements-dev.lock does not have django 4.2, which requirements.lock has",
    ]


def test_doors_are_shut():
    assert check_doors.problems() == []


def test_way_around_a_door_is_noticed(tmp_path):
    (tmp_path / "views.py").write_text(
        "Submission.objects.all()\n"
        "get_object_or_404(Submission, pk=1)\n"
        "submission.state = 'published'\n"
        "city.submissions.update(state='draft')\n"
        "Submission.objects.visible_to(user).get(pk=1)\n"
        "affiliation.state = 'confirmed'\n"
    )

    assert check_doors.problems(tmp_path) == [
        "views.py:1: Submission.objects.all() sees everybody's submissions; start from an access queryset",
        "views.py:2: get_object_or_404(Submission) sees everybody's submissions; start from an access queryset",
        "views.py:3: assigns the state of a submission; call workflow.perform",
        "views.py:4: updates the state of submissions; call workflow.perform",
    ]


def test_every_app_has_its_floor():
    floors = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    apps = {path.parent.name for path in BASE.glob("*/__init__.py")} - {"tests", "benchmarks"}

    assert set(floors) == apps
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == apps


def test_no_file_knows_the_machine_it_was_written_on():
    own_path = re.compile(rb"(?<![\w./])/(?:home|root|Users|work)/\w")
    found = [str(path.relative_to(BASE)) for path in tracked_files() if own_path.search(path.read_bytes())]

    assert found == []


@pytest.mark.django_db
def test_models_have_their_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
