"""Addresses that no page names: every row of every model on every kind of page, and questions about foreign words."""

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, TextField
from django.urls import reverse
from django.utils.http import urlencode

from cities.models import Affiliation, City
from files.models import StoredFile
from networks.models import Network, ServicePoint
from showcase.models import Comment, Initiative, Submission
from tests.authz.canary.words import keys_in, word

STARTS = ("/", "/account/", "/share/", "/admin/")
LANGUAGES = ("es", "fr", "de")
OF_A_ROW = ("", "change/", "history/", "delete/")
VERDICTS = ("confirm", "refuse", "end", "appoint")
FARTHER = {
    Submission: ("author__emailaddress__email", "revisions__comments__text", "city__contacts__email"),
    Initiative: ("city__contacts__email", "submissions__reviews__note", "submissions__title"),
    City: ("submissions__author__email", "affiliations__user__email", "submissions__contact__email"),
    Network: ("editors__user__email", "submissions__title", "submissions__reviews__note_among_editors"),
    Affiliation: ("user__emailaddress__email", "city__submissions__title"),
}
STEPS = ("", "edit/", "submit/", "withdraw/", "discard/", "confirm/")


def of_rows(rows):
    """Each row in the back office, on the stock pages and on our own, and behind the stock helper that finds any."""
    for model, keys in rows:
        home = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        stands = admin.site.is_registered(model)
        for key in keys if stands else keys[:1]:
            yield from (f"{home}{key}/{view}" for view in OF_A_ROW)
        if is_of_the_house(model):
            kind = ContentType.objects.get_for_model(model).pk
            yield from (f"/admin/r/{kind}/{key}/" for key in keys)
            yield from (home, f"{home}add/", f"{home}add/?_popup=1", f"{home}?_popup=1", f"{home}?_facets=True")
            yield from (
                f"{home}?e=1",
                f"{home}?_to_field=id",
                f"{home}export/",
                f"{home}{keys[0] if keys else 0}/?_popup=1",
            )


def is_of_the_house(model):
    return not model.__module__.startswith("django.")


def of_texts(pseudonyms):
    """The city's side and the review of each submission; a person's pseudonym opens nothing either."""
    for pk, uuid in Submission.objects.values_list("pk", "uuid"):
        yield from (f"/share/{uuid}/{step}" for step in STEPS)
        yield from (f"/admin/showcase/submission/{pk}/{view}/" for view in ("review", "decide", "comment"))
        yield f"/admin/showcase/submission/next/?after={pk}"
    yield from (f"/share/{pseudonym}/" for pseudonym in pseudonyms)
    for comment in Comment.objects.select_related("revision"):
        yield f"/admin/showcase/submission/{comment.revision.submission_id}/settle/{comment.pk}/"


def of_files():
    """Each file under its own name and under another, which must not lead to its own."""
    for file in StoredFile.objects.all():
        yield from (file.get_absolute_url(), f"/files/{file.public_id}/plan.pdf")


def of_pages():
    """What the public reads, taken down or not, and what leads from there to the city's side."""
    for initiative in Initiative.objects.all():
        page = f"/initiatives/{initiative.slug}/"
        yield from (page, f"{page}versions/1/", f"{page}versions/2/", f"/i/{initiative.code}/")
        yield from (f"/share/change/{initiative.slug}/", f"/admin/showcase/initiative/{initiative.pk}/standing/")
        yield from (f"/initiatives/?q={initiative.code}", f"/api/v1/initiatives/{initiative.code}/")
    yield from (f"/initiatives.{form}" for form in ("csv", "json", "geojson", "atom"))
    yield from (f"/cities.{form}" for form in ("csv", "json", "geojson"))
    yield from (f"/api/v1/{name}/?facets=1" for name in ("initiatives", "cities", "networks", "terms"))
    for model, home in ((City, "cities"), (Network, "networks"), (ServicePoint, "service-points")):
        yield from (f"/{home}/{slug}/" for slug in model.objects.values_list("slug", flat=True))
    for city in City.objects.all():
        yield from (f"/account/cities/{city.slug}/people/", f"/account/cities/claim/?city={city.slug}")
        yield from (f"/initiatives/?city={city.slug}", f"/admin/cities/city/{city.pk}/confirm/")


def of_affiliations():
    for pk in Affiliation.objects.values_list("pk", flat=True):
        yield f"/account/cities/{pk}/leave/"
        for verdict in VERDICTS:
            yield f"/account/cities/{pk}/{verdict}/"
            yield f"/admin/cities/affiliation/{pk}/decide/{verdict}/"


def of_helpers():
    """What the stock back office would complete, and the start pages in the other languages."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.is_relation and is_of_the_house(model):
                names = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
                yield f"/admin/autocomplete/?{names}"
    yield from (f"/{language}{start}" for language in LANGUAGES for start in STARTS)


def public_questions(keys):
    """What anybody may type about a word that is not theirs."""
    for key in keys:
        text = word(key)
        yield from (f"/{home}/?q={text}" for home in ("initiatives", "cities", "networks", "api/v1/initiatives"))
        yield f"/initiatives.json?q={text}"
        yield from (
            f"/cities/suggestions.json?q={text}",
            f"/initiatives/{text}/",
            f"/account/cities/propose/?name={text}",
        )


def questions_of(model, person, known, foreign):
    """What one may ask of a list of the back office: its search for any foreign word, and lookups by foreign texts
    that hang on rows which the list does show."""
    home = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    yield from (f"{home}?q={text}" for text, key in known.items() if key in foreign)
    theirs = getattr(model.objects, "managed_by", lambda person: model.objects.all())  # a library's knows no managers
    rows, asked = theirs(person).order_by(), set()
    for lookup in lookups_of(model):
        texts = rows.exclude(**{f"{lookup}__isnull": True}).values_list(lookup, flat=True).distinct()
        found = min((text for text in texts if keys_in(text, known) & foreign), default=None)
        relation = (lookup.split("__")[0], frozenset(keys_in(found or "", known)))
        if found and relation not in asked:  # the other columns of the row hold the same word
            asked.add(relation)
            yield f"{home}?{urlencode({f'{lookup}__startswith': found})}"


def lookups_of(model):
    """``author__email`` and its like: the texts of everything that a row points at or that points at it."""
    for relation in model._meta.get_fields():
        if relation.is_relation and relation.related_model:
            for field in relation.related_model._meta.concrete_fields:
                if isinstance(field, CharField | TextField) and not field.choices:
                    yield f"{relation.name}__{field.name}"
    yield from FARTHER.get(model, ())
