"""The promises of static/ and templates/ that no page's own test would notice being broken."""

import gzip
import re

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

ROOT = settings.BASE_DIR
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
SHEETS = sorted((STATIC / "css").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
STATIC_TAG = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE)
EVENT = re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")


def name(path):
    return str(path.relative_to(ROOT))


def css(file):
    return COMMENT.sub("", (STATIC / "css" / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_style_sheet_loads_only_files_that_are_here(sheet):
    addresses = URL.findall(COMMENT.sub("", sheet.read_text(encoding="utf-8")))
    assert [each for each in addresses if not (sheet.parent / each).resolve().is_file()] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_template_links_only_static_files_that_are_here(template):
    files = STATIC_TAG.findall(template.read_text(encoding="utf-8"))
    assert [file for file in files if finders.find(file) is None] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_template_holds_nothing_the_content_security_policy_blocks(template):
    text = template.read_text(encoding="utf-8")
    assert [found.group() for rule in (INLINE_SCRIPT, EVENT, STYLE) for found in rule.finditer(text)] == []


@pytest.mark.parametrize("component", COMPONENTS, ids=name)
def test_component_states_its_inputs_in_its_first_line(component):
    first = component.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(rf"\{{# components/{component.name}\b.* Takes: \S.* #\}}", first)


def test_font_files_have_a_rule_and_a_licence():
    offered = {address.removeprefix("../fonts/") for address in URL.findall(css("fonts.css"))}
    assert offered == {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert sorted(path.name for path in (STATIC / "fonts").glob("*-OFL.txt")) == [
        "ibm-plex-sans-arabic-OFL.txt",
        "source-sans-3-OFL.txt",
        "source-serif-4-OFL.txt",
    ]


def test_style_sheets_of_a_public_page_weigh_at_most_nine_kilobytes():
    weight = sum(len(gzip.compress((STATIC / "css" / file).read_bytes())) for file in ("core.css", "components.css"))
    assert weight <= 9_000


def test_chosen_dark_theme_has_the_colours_of_the_system_dark_theme():
    by_system, by_choice = css("core.css").split("prefers-color-scheme: dark")[1].split("[data-theme=dark]")
    assert TOKEN.findall(by_system) == TOKEN.findall(by_choice.split("}")[0])


def test_back_office_repeats_the_colours_of_the_public_pages():
    for_everybody = set(TOKEN.findall(css("core.css")))
    repeated = css("admin.css").split("--primary:")[0]
    assert set(TOKEN.findall(repeated)) - for_everybody == set()


class YearForm(forms.Form):
    year = forms.IntegerField(label="Year", help_text="The year the figure refers to", min_value=2020)
    source = forms.CharField(label="Source", required=False)


def test_field_in_error_is_described_by_its_hint_and_its_error():
    html = str(YearForm({"year": "2002"})["year"].as_field_group())
    assert re.findall(r'aria-describedby="([^"]+)"', html) == ["id_year_helptext id_year_error"]
    assert re.findall(r'aria-invalid="([^"]+)"', html) == ["true"]
    assert re.findall(r' id="([^"]+)"', html) == ["id_year_helptext", "id_year_error", "id_year"]


def test_field_that_may_stay_empty_says_so_unless_the_form_marks_none():
    form = YearForm()
    assert ["(optional)" in str(form[each].as_field_group()) for each in ("year", "source")] == [False, True]
    form.marks_optional = False
    assert ["(optional)" in str(form[each].as_field_group()) for each in ("year", "source")] == [False, False]


def test_error_summary_links_to_the_control_of_each_problem():
    html = render_to_string("components/_error_summary.html", {"form": YearForm({"year": ""})})
    assert re.findall(r'href="([^"]+)"', html) == ["#id_year"]


def test_script_that_applies_the_theme_before_paint_is_small_and_not_deferred():
    assert len((STATIC / "js" / "theme.js").read_bytes()) < 1_500
    tags = re.findall(r"<script[^>]*>", (ROOT / "templates/_assets.html").read_text(encoding="utf-8"))
    assert tags == ["<script src=\"{% static 'js/theme.js' %}\">"]


def test_colours_of_the_browsers_bars_are_those_of_the_page():
    assets = (ROOT / "templates/_assets.html").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#\w+)", css("core.css"))
    assert re.findall(r'name="theme-color" content="(#\w+)"', assets) == papers[:2]
