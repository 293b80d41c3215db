"""Reports of two desks, with an edition that lies elsewhere and one whose pages are searched: all of it public."""

from reports.models import Edition, EditionPage
from reports.search import index
from tests.authz.canary.filling import columns
from tests.authz.canary.places import reword
from tests.authz.canary.words import word
from tests.factories import ReportFactory, StoredFileFactory

DESKS = ("host", "rival")


def hold_all(networks):
    for desk in DESKS:
        text = word(f"report {desk}")
        report = ReportFactory(publisher=networks[desk])
        reword(report, f"report {desk}")
        Edition.objects.create(report=report, language="en", **columns(Edition, text))
        ours = Edition.objects.create(
            report=report, language="es", file=StoredFileFactory(original_name=f"{text}.pdf"), text_state="complete"
        )
        EditionPage.of(ours, 1, text).save()
        index([report])
