"""The vocabulary: editors read it, the platform admin keeps it, codes stay."""

import pytest
from django.urls import reverse

from catalogue.models import CatalogueVersion, Scheme, Term
from tests.factories import TermFactory

LABELS = {f"label_{language}": language for language in ("en", "es", "fr", "de")}


@pytest.fixture
def term(db):
    return TermFactory(code="housing")


def token():
    return CatalogueVersion.objects.values_list("token", flat=True).first()


def test_editor_reads_and_cannot_write(cast, client_of, term):
    address = reverse("admin:catalogue_term_change", args=[term.pk])
    editor = client_of(cast.editor)

    answers = (editor.get(address).status_code, editor.post(address, LABELS).status_code)

    term.refresh_from_db()
    assert (answers, term.label_en) == ((200, 403), "housing in English")


def test_code_and_scheme_stay_while_words_change(cast, client_of, term):
    before = token()
    data = {**LABELS, "scheme": "sdg", "code": "homes", "order": 3}

    client_of(cast.platform_admin).post(reverse("admin:catalogue_term_change", args=[term.pk]), data)

    term.refresh_from_db()
    assert (term.scheme, term.code, term.label_en) == (Scheme.TOPIC, "housing", "en")
    assert token() != before


def test_term_is_merged_into_one_of_its_scheme_only(cast, client_of, term):
    other = TermFactory(code="homes")
    goal = TermFactory(scheme=Scheme.SDG, code="11")
    theme = TermFactory(scheme=Scheme.THEME, code="living")

    page = client_of(cast.platform_admin).get(reverse("admin:catalogue_term_change", args=[term.pk]))

    fields = page.context["adminform"].form.fields
    assert list(fields["merged_into"].queryset) == [other]
    assert list(fields["parent"].queryset) == [theme]
    assert goal in Term.objects.all()


def test_saving_without_a_change_leaves_caches_alone(cast, client_of, term):
    labels, before = {name: getattr(term, name) for name in LABELS}, token()
    client_of(cast.platform_admin).post(
        reverse("admin:catalogue_term_change", args=[term.pk]), {**labels, "order": term.order, "symbol": ""}
    )

    assert token() == before


def test_no_term_is_deleted(cast, client_of, term):
    assert client_of(cast.platform_admin).get(reverse("admin:catalogue_term_delete", args=[term.pk])).status_code == 403
