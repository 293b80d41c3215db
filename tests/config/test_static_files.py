import re

import pytest
from django.conf import settings
from django.core.management import call_command

from config.settings import STORAGES
from config.static_files import lean

STATIC = settings.BASE_DIR / "static"
FILES = [*sorted(STATIC.glob("css/*.css")), *sorted(STATIC.glob("js/*.js"))]


def leaned(path):
    return lean(f"{path.parent.name}/", path.read_bytes()).decode()


def test_production_serves_our_sheets_lean_and_under_hashed_names(settings, tmp_path):
    settings.STORAGES, settings.STATIC_ROOT = STORAGES, str(tmp_path)

    call_command("collectstatic", interactive=False, verbosity=0)

    core, *others = sorted(tmp_path.glob("css/core.*.css"))
    assert (len(core.name), others) == (len("core.0123456789ab.css"), [])
    assert core.read_text(encoding="utf-8") == leaned(STATIC / "css" / "core.css")
    assert "/*" in next(tmp_path.glob("admin/css/base.*.css")).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_left_out_is_no_rule_and_no_statement(path):
    text, thin = path.read_text(encoding="utf-8"), leaned(path)

    def bare(source):
        return re.sub(r"\s", "", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))

    assert bare(thin) == bare(text)
    assert len(thin) <= len(text)


@pytest.mark.parametrize(
    ("folder", "text", "left"),
    [
        ("css/", b"/* a */\n@layer x {\n  a { b: c } /* d */\n}\n", b"@layer x {\na { b: c } \n}\n"),
        ("js/", b"/* a\n  b */\n  run(); /* c */\n  /* d */ stay();\n", b"  run(); /* c */\n  /* d */ stay();\n"),
        ("js/", b'const a = "/*";\nconst b = "*/";\n', b'const a = "/*";\nconst b = "*/";\n'),
    ],
)
def test_comments_and_indentation_are_left_out(folder, text, left):
    assert lean(folder, text).lstrip(b"\n") == left
