"""Editors write a report with its editions in one form; the worker reads the files."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from catalogue.models import CatalogueVersion
from files.texts import Reading, read_pages
from reports.admin.forms import EditionFormSet
from reports.extraction import keep, read_waiting, taken, waiting
from reports.models import Edition, EditionPage, Report, TextState
from reports.search import search
from showcase.models import Initiative
from tests.factories import (
    EditionFactory,
    InitiativeFactory,
    NetworkFactory,
    ReportFactory,
    SeriesFactory,
    StoredFileFactory,
    TermFactory,
    WebinarFactory,
)
from tests.files.paper import scanned, with_text

pytestmark = pytest.mark.django_db
ADD = "admin:reports_report_add"


def pdf(*pages, name="report.pdf"):
    return SimpleUploadedFile(name, with_text(pages).bytes(), content_type="application/pdf")


def editions(*rows, there=()):
    """The inline's part of the form; ``there`` are rows that are already kept."""
    data = {"editions-TOTAL_FORMS": len(rows), "editions-INITIAL_FORMS": len(there)}
    for number, row in enumerate(rows):
        usual = {"language": "en", "address": "", "what": "document", "pages": ""}
        data |= {f"editions-{number}-{name}": value for name, value in {**usual, **row}.items()}
    for number, edition in enumerate(there):
        data |= {f"editions-{number}-id": edition.pk, f"editions-{number}-report": edition.report_id}
    return data


def form(report=None, **fields):
    kind = report.kind if report else TermFactory(scheme="report-kind")
    return {"title": "Heat", "slug": "heat", "kind": kind.pk, "text_language": "en", **fields}


def add(client_of, who, publisher, *rows, **fields):
    return client_of(who).post(reverse(ADD), form(publisher=publisher.pk, **fields) | editions(*rows))


def change(client_of, who, report, *rows, there=(), **fields):
    address = reverse("admin:reports_report_change", args=[report.pk])
    return client_of(who).post(address, form(report, **fields) | editions(*rows, there=there))


def errors_of(answer):
    formset = answer.context["inline_admin_formsets"][0].formset
    return [
        text for each in (*formset.errors, {"": formset.non_form_errors()}) for texts in each.values() for text in texts
    ]


def said(answer):
    return [str(each) for each in get_messages(answer.wsgi_request)]


def address(language, **more):
    return {"language": language, "address": f"https://report.example/{language}", **more}


def test_editor_adds_a_report_in_three_languages_and_everybody_finds_it(cast, client_of, client):
    session = WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")
    initiative = InitiativeFactory()
    before = CatalogueVersion.objects.values_list("token", flat=True).first()

    answer = add(
        client_of,
        cast.editor,
        cast.host,
        {"upload": pdf("Shade", "Every pavement")},
        {"language": "es", "upload": pdf("Sombra", name="informe.pdf")},
        {"language": "fr", "address": "https://report.example/fr", "what": "page"},
        date="2026-05",
        sessions=[session.pk],
        cities="Bilbao\nlima-pe",
        initiatives=initiative.code,
    )
    read_waiting()

    report = Report.objects.get()
    assert (answer.status_code, report.publisher, report.date) == (302, cast.host, "2026-05")
    assert [*report.sessions.all(), *report.initiatives.all()] == [session, initiative]
    assert [city.slug for city in report.cities.order_by("name")] == ["bilbao-es", "lima-pe"]
    assert report.history.first().history_user == cast.editor
    kept = [(each.language, each.text_state, each.number_of_pages, each.address) for each in report.editions.all()]
    assert kept == [
        ("en", "complete", 2, ""),
        ("es", "complete", 1, ""),
        ("fr", "none", None, "https://report.example/fr"),
    ]
    english = report.editions.first()
    assert english.file.uploaded_by == cast.editor
    assert search("pavement").pages == {report.pk: (english.pk, 2)}
    assert client.get(english.href)["Content-Type"] == "application/pdf"
    assert CatalogueVersion.objects.values_list("token", flat=True).first() != before


def test_file_of_no_edition_stays_unread(client, client_of, cast):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")})
    href = Edition.objects.get().href

    Edition.objects.all().delete()

    assert client.get(href).status_code == 404


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({}, "Choose a file, or write the address where this edition lies."),
        ({"upload": "pdf", "address": "https://report.example/"}, "Choose a file or write an address: one of the two."),
        ({"language": "english", "address": "https://report.example/"}, "Write a code such as en or es."),
    ],
)
def test_what_makes_no_sense_is_asked_back(cast, client_of, row, sentence):
    row = {**row, **({"upload": pdf("One")} if "upload" in row else {})}

    answer = add(client_of, cast.editor, cast.host, {"pages": 2, **row})

    assert errors_of(answer) == [sentence]
    assert not Report.objects.exists()


def test_file_that_is_no_document_is_refused_with_its_reason(cast, client_of):
    page = SimpleUploadedFile("report.pdf", b"<html>", content_type="application/pdf")

    answer = add(client_of, cast.editor, cast.host, {"upload": page})

    assert len(errors_of(answer)) == 1
    assert not Report.objects.exists()


def test_seventh_file_of_one_form_is_refused(cast, client_of):
    codes = ("en", "es", "fr", "de", "pt", "it", "ca")

    answer = add(client_of, cast.editor, cast.host, *({"language": code, "upload": pdf(code)} for code in codes))

    assert errors_of(answer) == ["At most 6 files at once."]


def test_new_file_replaces_the_old_one_and_its_words(cast, client_of):
    report = ReportFactory(publisher=cast.host)
    edition = EditionFactory(report=report, texts=["umbrella"])

    change(client_of, cast.editor, report, {"upload": pdf("parasol")}, there=[edition])

    edition.refresh_from_db()
    assert (edition.text_state, EditionPage.objects.count()) == ("waiting", 0)
    read_waiting()
    assert ([*search("umbrella")], [*search("parasol")]) == ([], [(report.pk, False)])


def test_new_file_that_comes_back_with_a_mistake_elsewhere_is_asked_for_again(cast, client_of):
    report = ReportFactory(publisher=cast.host)
    edition = EditionFactory(report=report, texts=["umbrella"])

    answer = change(client_of, cast.editor, report, {"upload": pdf("parasol")}, there=[edition], title="")

    text = "The files you chose were not kept. Choose them again."
    assert (said(answer), answer.content.decode().count(text)) == ([text], 1)
    assert [*search("umbrella")] == [(report.pk, False)]


def test_form_that_comes_back_without_a_good_file_asks_for_none_again(cast, client_of):
    page = SimpleUploadedFile("report.pdf", b"<html>", content_type="application/pdf")

    refused = add(client_of, cast.editor, cast.host, {"upload": page})
    without = add(client_of, cast.editor, cast.host, address("en"), title="")

    assert (said(refused), said(without)) == ([], [])


def test_address_replaces_a_file(cast, client_of):
    report = ReportFactory(publisher=cast.host)
    edition = EditionFactory(report=report, texts=["umbrella"])

    change(client_of, cast.editor, report, {"address": "https://report.example/2"}, there=[edition])

    edition.refresh_from_db()
    assert (edition.file, edition.address, edition.text_state) == (None, "https://report.example/2", "none")
    assert [*search("umbrella")] == []


def test_edition_keeps_its_file_where_nothing_is_said_of_it(cast, client_of):
    report = ReportFactory(publisher=cast.host)
    edition = EditionFactory(report=report, texts=["umbrella"])

    change(client_of, cast.editor, report, {"language": "es"}, there=[edition])

    kept = Edition.objects.get()
    assert (kept.language, kept.file, kept.text_state) == ("es", edition.file, "complete")


def test_change_sent_twice_adds_one_edition(cast, client_of):
    report = ReportFactory(publisher=cast.host)

    first, second = (change(client_of, cast.editor, report, address("fr")) for _ in range(2))

    assert (first.status_code, errors_of(second)) == (302, ["There is an edition in this language already."])
    assert [each.language for each in report.editions.all()] == ["fr"]


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([address("en"), address("es"), address("fr")], 1),
        ([address("es"), address("en")], 2),
        ([address("es"), address("es", DELETE="on")], 1),
    ],
    ids=["in another tab", "swapped", "of a later row that goes"],
)
def test_second_edition_in_a_language_is_asked_back(cast, client_of, rows, errors):
    report = ReportFactory(publisher=cast.host)
    there = [EditionFactory(report=report, language=code, texts=()) for code in ("en", "es")]
    EditionFactory(report=report, language="fr", texts=())

    answer = change(client_of, cast.editor, report, *rows, there=there)

    assert errors_of(answer) == ["There is an edition in this language already."] * errors
    assert [each.language for each in report.editions.all()] == ["en", "es", "fr"]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([address("en", DELETE="on"), address("en")], ["en"]),
        ([address("de"), address("en")], ["de", "en"]),
        ([address("en"), address("es", DELETE="on"), address("es")], ["en", "es"]),
    ],
    ids=["of an earlier row that goes", "of an earlier row that changes", "of a row that goes, by a new one"],
)
def test_language_that_became_free_is_given_anew(cast, client_of, rows, kept):
    report = ReportFactory(publisher=cast.host)
    there = [EditionFactory(report=report, language=code, texts=()) for code in ("en", "es")]

    answer = change(client_of, cast.editor, report, *rows, there=there)

    assert (answer.status_code, [each.language for each in report.editions.all()]) == (302, kept)


def test_who_saves_at_the_same_instant_is_told_that_nothing_was_saved(cast, client_of, monkeypatch):
    report = ReportFactory(publisher=cast.host, title="Shade")
    monkeypatch.setattr(EditionFormSet, "clean", lambda formset: EditionFactory(report=report, language="fr", texts=()))

    answer = change(client_of, cast.editor, report, address("fr"))

    assert (answer.status_code, answer["Location"]) == (302, answer.wsgi_request.path)
    assert said(answer) == [
        "Somebody saved this report at the same moment. Nothing of yours was saved: look, then try again."
    ]
    assert (Report.objects.get().title, report.editions.count()) == ("Shade", 0)


def test_editor_meets_own_reports_only(cast, client_of):
    own, foreign = ReportFactory(publisher=cast.host), ReportFactory(co_publishers=[cast.host])

    page = client_of(cast.editor).get(reverse("admin:reports_report_changelist"))

    assert [*page.context["cl"].result_list] == [own]
    assert client_of(cast.editor).get(reverse("admin:reports_report_change", args=[foreign.pk])).status_code == 404


def test_report_is_never_published_in_the_name_of_another_network(cast, client_of):
    answer = add(client_of, cast.editor, NetworkFactory(), {"address": "https://report.example/"})

    assert set(answer.context["adminform"].form.errors) == {"publisher"}


def test_session_of_others_is_no_choice_but_stays_where_it_is_linked(cast, client_of):
    linked, foreign = WebinarFactory(state="held"), WebinarFactory(state="held")
    report = ReportFactory(publisher=cast.host, sessions=[linked])

    stays = change(client_of, cast.editor, report, sessions=[linked.pk])
    refused = change(client_of, cast.editor, report, sessions=[foreign.pk])

    assert stays.status_code == 302
    assert set(refused.context["adminform"].form.errors) == {"sessions"}
    assert [*report.sessions.all()] == [linked]


def test_initiative_that_is_not_public_is_asked_back(cast, client_of):
    answer = add(client_of, cast.editor, cast.host, initiatives="CS-2026-99999")

    assert answer.context["adminform"].form.errors == {
        "initiatives": ["No public initiative has the record number “CS-2026-99999”."]
    }


def test_initiative_that_was_archived_since_stays_linked(cast, client_of):
    first, second = InitiativeFactory.create_batch(2)
    report = ReportFactory(publisher=cast.host, initiatives=[first])
    Initiative.objects.update(archived_at=timezone.now())

    change(client_of, cast.editor, report, initiatives=first.code, title="Heat waves")
    refused = change(client_of, cast.editor, report, initiatives=f"{first.code}\n{second.code}")

    report.refresh_from_db()
    assert (report.title, list(report.initiatives.all())) == ("Heat waves", [first])
    assert refused.context["adminform"].form.errors["initiatives"] == [
        f"No public initiative has the record number “{second.code}”."
    ]


def test_language_of_the_text_is_a_code(cast, client_of):
    answer = add(client_of, cast.editor, cast.host, {"address": "https://a.example/a.pdf"}, text_language="arabic")

    assert answer.context["adminform"].form.errors["text_language"] == ["Write a code such as en or es."]


def test_sign_that_no_database_takes_is_a_space(cast, client_of):
    code = InitiativeFactory().code

    answer = add(client_of, cast.editor, cast.host, initiatives=f"\0{code}\0\nCS\0", cities="Bilbao\0\nLi\0ma")

    assert answer.context["adminform"].form.errors == {
        "initiatives": ["No public initiative has the record number “CS”."],
        "cities": ["No place here is called “Li ma”."],
    }


def test_scan_is_told_to_have_no_text(cast, client_of):
    add(client_of, cast.editor, cast.host, {"upload": SimpleUploadedFile("scan.pdf", scanned().bytes())})

    read_waiting()

    assert Edition.objects.get().text_state == TextState.NO_TEXT


def test_edition_is_read_by_one_worker(cast, client_of, monkeypatch):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")})
    asked = []

    def read_twice(stored):
        asked.append(stored)
        read_waiting()  # another worker, meanwhile
        return read_pages(stored)

    monkeypatch.setattr("reports.extraction.read_pages", read_twice)
    read_waiting()

    assert (len(asked), Edition.objects.get().text_state) == (1, "complete")


def test_worker_goes_back_to_its_mails_after_a_while(cast, client_of, monkeypatch):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")}, {"upload": pdf("Two"), "language": "fr"})
    monkeypatch.setattr("reports.extraction.monotonic", iter([0, 0, 30]).__next__)

    read_waiting()

    assert sorted(Edition.objects.values_list("text_state", flat=True)) == [TextState.COMPLETE, TextState.WAITING]


def test_file_that_was_replaced_while_it_was_read_is_read_in_its_turn(cast, client_of, monkeypatch):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")})

    def replaced_meanwhile(stored):
        Edition.objects.update(text_state=TextState.WAITING)
        return read_pages(stored)

    monkeypatch.setattr("reports.extraction.read_pages", replaced_meanwhile)
    read_waiting()

    assert (Edition.objects.get().text_state, EditionPage.objects.count()) == ("waiting", 0)


def test_words_that_a_worker_keeps_while_their_file_is_withdrawn_go_too(cast, client_of):
    """The row waits for the worker on PostgreSQL; here the worker steps in right before it is written."""
    report = ReportFactory(publisher=cast.host)
    edition = EditionFactory(report=report, texts=["umbrella"])
    Edition.objects.update(text_state=TextState.READING)
    read = Edition.objects.get()
    kept = []

    def kept_meanwhile(execute, sql, *rest):
        if sql.startswith('UPDATE "reports_edition"') and not kept:
            kept.append(read)
            keep(read, Reading(TextState.COMPLETE, ["umbrella"]))
        return execute(sql, *rest)

    with connection.execute_wrapper(kept_meanwhile):
        change(client_of, cast.editor, report, address("en"), there=[edition])

    assert (kept, Edition.objects.get().file, [*search("umbrella")]) == ([read], None, [])


def test_file_that_was_replaced_before_it_was_read_is_left_to_the_next_round(cast, client_of):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")})
    found = waiting().get()
    Edition.objects.update(file=StoredFileFactory())

    assert not taken(found)
    assert Edition.objects.get().text_state == "waiting"


def test_edition_that_a_dead_worker_left_is_taken_up_again(cast, client_of):
    add(client_of, cast.editor, cast.host, {"upload": pdf("One")})
    Edition.objects.update(text_state=TextState.READING, read_since="2020-01-01T00:00:00Z")

    read_waiting()

    assert Edition.objects.get().text_state == "complete"


def test_deleted_report_is_gone_from_the_library(cast, client_of, client):
    report = ReportFactory(publisher=cast.host, title="Shade")
    assert "Shade" in client.get("/library/").content.decode()

    client_of(cast.editor).post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})

    assert "Shade" not in client.get("/library/").content.decode()
