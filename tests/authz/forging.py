"""Fills in a form as a browser would, forges it, sends it, and says which columns changed anywhere in the database."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction

from record.models import Entry
from tests.authz.asking import BOOKS
from tests.authz.logins import TOKEN

HOUSE = (
    *("reports", "webinars", "showcase", "networks", "cities", "catalogue", "files", "accounts", "outbox"),
    *("account", "mfa"),
)

DERIVED = (
    *("catalogue_catalogue", "catalogue_searchword", "showcase_initiativetext", "webinars_webinartext"),
    "reports_reporttext",
)


@dataclass(frozen=True)
class Sent:
    status: int
    changes: frozenset  # "table.column" of rows that changed; "table +" and "table -" for rows that came and went
    noted: list  # the refusals on record: (model, key, why)

    @property
    def content(self):
        """Without what is derived from it: search words, and the number that caches are kept under."""
        return {each for each in self.changes if not each.startswith(DERIVED)}


class Post:
    """Posts forms, each to the world as it was: everything is undone afterwards. Counts what should not change."""

    def __init__(self, figures):
        self.figures, self.before = figures, None

    def __call__(self, login, address, data, may_change=frozenset()):
        cache.clear()
        with transaction.atomic():
            self.before = self.before or everything()
            last = newest_entry()
            response = login.browser().post(address, data, headers={"X-CSRFToken": TOKEN})
            after, refused = everything(), Entry.objects.filter(pk__gt=last, event="refused").order_by("pk")
            noted = list(refused.values_list("what", "key", "became"))
            transaction.set_rollback(True)
        sent = Sent(response.status_code, frozenset(changes(self.before, after)), noted)
        self.figures["forged"] += 1
        self.figures["changes"] += bool(sent.content - may_change)
        assert sent.status < 500
        return sent


def newest_entry():
    return Entry.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def everything():
    """``{table: {key: {column: value}}}`` of all that is no bookkeeping; histories only repeat it."""
    return {
        model._meta.db_table: {row["pk"]: row for row in model._base_manager.values("pk", *columns(model))}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in HOUSE and model._meta.db_table not in BOOKS and not hasattr(model, "history_id")
    }


def columns(model):
    return [field.attname for field in model._meta.concrete_fields]


def changes(before, after):
    for table, rows in before.items():
        now = after[table]
        yield from (f"{table} -" for key in rows.keys() - now.keys())
        yield from (f"{table} +" for key in now.keys() - rows.keys())
        for key in rows.keys() & now.keys():
            yield from (f"{table}.{column}" for column, value in rows[key].items() if now[key][column] != value)


def back_office_form(login, address):
    """What the change page of the back office posts when nobody touched it."""
    context = login.browser().get(address).context
    data = posted_by(context["adminform"].form)
    for shown in context["inline_admin_formsets"]:
        for form in (shown.formset.management_form, *shown.formset.forms):
            data |= posted_by(form)
    return data


def draft_form(login, address):
    """The same for the form of a draft."""
    page = login.browser().get(address)
    shown = page.context["forms"]
    data = posted_by(shown.form)
    for rows in shown.row_sets.values():
        for form in (rows.management_form, *rows.forms):
            data |= posted_by(form)
    return data | dict(re.findall(r'name="(seen|once)" value="([^"]*)"', page.content.decode()))


def posted_by(form):
    data = {}
    for field in form:
        value = field.value()
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = value
        if value is None or value is False or value in ("", []):
            continue
        widget = field.field.widget
        if hasattr(widget, "decompress"):
            parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
            data |= {f"{field.html_name}{suffix}": part for suffix, part in parts if part}
        else:
            data[field.html_name] = "on" if value is True else value
    return data


def forged(field, item):
    """Another value than the row has, in the ways a form could carry it: ``{name: value}``."""
    value = other_value(field, item)
    names = {field.name, field.attname} if field.concrete and not field.many_to_many else {field.name}
    if isinstance(field, models.DateTimeField):
        return {field.name: f"{value} 10:00:00", f"{field.name}_0": value, f"{field.name}_1": "10:00:00"}
    return dict.fromkeys(names, value)


def other_value(field, item):
    now = None if field.many_to_many else getattr(item, field.attname)
    if field.is_relation:
        fitting = field.related_model._base_manager.complex_filter(field.get_limit_choices_to())
        others = fitting.exclude(pk=None if field.many_to_many else now).order_by("pk")
        keys = list(others.values_list("pk", flat=True))
        return keys[-1:] if field.many_to_many else (keys[-1] if keys else 1)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value and value != now)
    if isinstance(field, models.BooleanField):
        return "" if now else "on"
    if isinstance(field, models.DateField):
        return "2001-02-03"
    if isinstance(field, models.UUIDField):
        return "00000000-0000-4000-8000-000000000000"
    if isinstance(field, models.JSONField):
        return '["forged"]'
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField | models.BigAutoField):
        return 7 if now != 7 else 8
    return "forged"


def fields_of(model):
    """Every field a form of this model could have, its key among them."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]
