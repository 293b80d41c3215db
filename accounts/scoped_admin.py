"""The base of every page of the back office: it shows, offers, counts and changes only what a person manages."""

import re
from contextlib import contextmanager

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import router, transaction
from django.db.models import URLField
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from record import once
from record.models import note

PART_OF_A_DATE = re.compile(r"(19|20)[0-9]{2}|[1-9]|[12][0-9]|3[01]")  # what no calendar has, never reaches one
ALL = frozenset({"view", "add", "change", "delete"})


def managed(model, user):
    """The rows this person manages, as a plain filter: no row twice, and they can still be counted and deleted.

    Every model of the back office says in ``objects.managed_by(user)`` which these are.
    """
    rows = model.objects.managed_by(user)
    return model.objects.filter(pk__in=rows.order_by().values("pk")) if rows.query.distinct else rows


class ManagedRelatedFilter(admin.RelatedFieldListFilter):
    """A side filter that names only related rows the person manages."""

    include_empty_choice = False

    def field_choices(self, field, request, model_admin):
        choices = model_admin.choices_for(field.name, request)
        if choices is None:
            choices = managed(field.related_model, request.user)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"pk__in": choices})


class Scope:
    """What pages and inlines have in common. Nothing is allowed that a class does not name."""

    editors_may = frozenset()
    admins_may = ALL
    asks_for_desk = True  # people with is_staff and no desk have nothing to do here
    readonly_for_editors = ()

    def get_queryset(self, request):
        rows = managed(self.model, request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def choices_for(self, name, request):
        """What a relation may point at; None: the rows of the related model that the person manages."""
        return None

    def may(self, act, request, item=None):
        """Whether the person may ``view``, ``add``, ``change`` or ``delete``; with an item, whether it is theirs."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return False
        if user.is_superuser:
            return act in self.admins_may
        if act not in self.editors_may or (self.asks_for_desk and not has_desk(request)):
            return False
        return item is None or is_theirs(request, item)

    def has_view_permission(self, request, obj=None):
        return self.may("view", request, obj)

    def has_add_permission(self, request, obj=None):
        return self.may("add", request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may("change", request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may("delete", request, obj)

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj)]
        if not request.user.is_superuser:
            fields += self.readonly_for_editors
        return tuple(dict.fromkeys(fields))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", self.offered(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", self.offered(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def offered(self, db_field, request):
        choices = self.choices_for(db_field.name, request)
        return managed(db_field.related_model, request.user) if choices is None else choices

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the stock pop-ups beside a relation: each page is opened as itself."""
        if isinstance(db_field, URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ScopedAdmin(Scope, admin.ModelAdmin):
    """A page of the back office. Rows of others answer exactly as rows that do not exist: 404."""

    fixed_once_saved = ()  # never changes afterwards, so that no row moves to another owner
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALLOW
    list_per_page = 50

    def get_readonly_fields(self, request, obj=None):
        fixed = self.fixed_once_saved if obj is not None else ()
        return tuple(dict.fromkeys((*super().get_readonly_fields(request, obj), *fixed)))

    def has_module_permission(self, request):
        return any(self.may(act, request) for act in ALL)

    def get_view_on_site_url(self, obj=None):
        """None, unless a page says otherwise: the stock way leads through a helper that looks up any row."""

    def get_list_filter(self, request):
        """Relations get the filter that names managed rows only."""
        return [self.scoped_filter(each) for each in super().get_list_filter(request)]

    def scoped_filter(self, named):
        if isinstance(named, str) and self.opts.get_field(named).is_relation:
            return (named, ManagedRelatedFilter)
        return named

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the side filters ask: any other lookup could ask about what is not shown."""
        filters = super().get_list_filter(request)
        if lookup in {getattr(each, "parameter_name", None) for each in filters}:
            return True
        if self.date_hierarchy and lookup in parts_of_a_date(self.date_hierarchy):
            return PART_OF_A_DATE.fullmatch(str(value)) is not None
        fields = [each[0] if isinstance(each, tuple) else each for each in filters]
        return any(lookup in questions_about(self.opts.get_field(name)) for name in fields if isinstance(name, str))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with self.refusals_noted(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def add_view(self, request, form_url="", extra_context=None):
        return once.answered_once(super().add_view)(request, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        """The same form sent twice adds one row: the second one is undone and led to the list."""
        rows = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if once.is_first(request, rows):
            return super().response_add(request, obj, post_url_continue)
        transaction.set_rollback(True)
        return HttpResponseRedirect(rows)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Among the rows of an inline, the key of somebody else's does nothing, as one that is gone; it is noted."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        named = [key for name, key in request.POST.items() if re.fullmatch(rf"{prefix}-[0-9]+-id", name)]
        there = inline.model._base_manager.filter(pk__in=numbers(named))
        for pk in there.exclude(pk__in=kwargs["queryset"].order_by().values("pk")).values_list("pk", flat=True):
            note("refused", inline.model(pk=pk), by=request.user, became="inline")
        return kwargs

    def delete_view(self, request, object_id, extra_context=None):
        with self.refusals_noted(request, object_id):
            return super().delete_view(request, object_id, extra_context)

    @contextmanager
    def refusals_noted(self, request, object_id):
        """Who tried to change what is not theirs, or not theirs to change; written after the attempt is undone."""
        try:
            yield
        except (PermissionDenied, Http404) as refusal:
            if request.method == "POST":
                pk = next(iter(numbers([unquote(object_id or "")])), None)
                note("refused", self.model(pk=pk), by=request.user, became=type(refusal).__name__)
            raise

    def changelist_view(self, request, extra_context=None):
        """Posted to only where rows can be ticked for something."""
        self.must_be_text(request)
        if request.method == "POST" and self.may("view", request) and not self.get_actions(request):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().changelist_view(request, extra_context)

    def must_be_text(self, request):
        """PostgreSQL takes no NUL."""
        if any("\0" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            raise BadRequest("NUL in the query string")

    def get_actions(self, request):
        """Without deletion in bulk."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def response_action(self, request, queryset):
        """One row of somebody else among those ticked, and nothing is done at all; the attempt is noted."""
        ticked = set(request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))
        theirs = self.get_queryset(request).filter(pk__in=numbers(ticked)).values_list("pk", flat=True)
        if strange := ticked - {str(pk) for pk in theirs}:
            for pk in numbers(strange)[: self.list_per_page]:
                note("refused", self.model(pk=pk), by=request.user, became="bulk action")
            text = _("Some of the rows are not at your desk, or no longer. Nothing was done.")
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    def _changeform_view(self, request, object_id, form_url, extra_context):
        self.must_be_theirs(request, object_id)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _delete_view(self, request, object_id, extra_context):
        self.must_be_theirs(request, object_id)
        return super()._delete_view(request, object_id, extra_context)

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        self.must_be_theirs(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def must_be_theirs(self, request, object_id):
        """404 comes before 403: what one may not see is missing, whatever one wanted to do with it."""
        may_look = self.may("view", request) or self.may("change", request)
        if object_id is not None and may_look and self.get_object(request, unquote(object_id)) is None:
            raise Http404

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) if "\0" not in object_id else None

    def get_deleted_objects(self, objs, request):
        """What would go too. Rows of others are never named: one of them and the deletion is refused."""
        collector = NestedObjects(using=router.db_for_write(self.model))
        collector.collect(objs)
        foreign = any(not all_theirs(request, model, items) for model, items in collector.model_objs.items())
        if foreign or any(not is_theirs(request, item) for item in collector.protected):
            return [], {}, set(), [_("Something that is not yours belongs to it.")]
        return super().get_deleted_objects(objs, request)


class ScopedInline(Scope, admin.StackedInline):
    """Rows on the page of what they belong to; ``obj`` in its permissions is that page's row.

    Stacked, because the stock table of inlines leaves its controls without labels.
    """

    extra = 1


def questions_about(field):
    """What the stock side filters ask about a field."""
    if field.is_relation:
        return {f"{field.name}__id__exact"}
    return {field.name, *(f"{field.name}__{each}" for each in ("exact", "isnull", "isempty"))}


def parts_of_a_date(name):
    """What the stock row of years, months and days asks."""
    return {f"{name}__{part}" for part in ("year", "month", "day")}


def has_desk(request):
    """Whether the person edits for any network; asked of the database once a request."""
    if not hasattr(request, "has_desk"):
        request.has_desk = request.user.editorships.exists()
    return request.has_desk


def is_theirs(request, item):
    return all_theirs(request, type(item), [item])


def all_theirs(request, model, items):
    """Whether the person manages these rows; those of a model that knows no managers (history, joins) go along."""
    if request.user.is_superuser or not hasattr(getattr(model, "objects", None), "managed_by"):
        return True
    return managed(model, request.user).filter(pk__in=[item.pk for item in items]).count() == len(items)


def numbers(texts):
    """The texts that are keys; 18 digits fit into every integer column."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 18]
