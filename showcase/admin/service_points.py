"""Initiatives pinned to the top of a service point: the inline that the floor below cannot know."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.scoped_admin import ScopedInline
from networks.admin import ServicePointAdmin
from networks.models import ServicePoint
from showcase.models import Initiative, ServicePointItem


class InitiativeByCode(forms.ModelChoiceField):
    """An initiative by its record number: no list of thousands, and nothing that is not public."""

    widget = forms.TextInput
    default_error_messages = {"invalid_choice": _("No public initiative has this record number.")}

    def __init__(self, **kwargs):
        super().__init__(Initiative.objects.public(), to_field_name="code", **kwargs)

    def prepare_value(self, value):
        return value.code if isinstance(value, Initiative) else value

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().upper().replace("\0", "")
        return super().to_python(value)


class ItemForm(forms.ModelForm):
    initiative = InitiativeByCode(label=_("record number"), help_text=_("CS-2026-10001"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["initiative"] = self.instance.initiative.code


class ServicePointItemInline(ScopedInline):
    """Whoever changes the service point chooses what it shows first."""

    model = ServicePointItem
    form = ItemForm
    editors_may = frozenset({"view", "add", "change", "delete"})
    fields = ("initiative", "position", "note")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("initiative")


class ServicePointWithPinsAdmin(ServicePointAdmin):
    inlines = (ServicePointItemInline,)


admin.site.unregister(ServicePoint)
admin.site.register(ServicePoint, ServicePointWithPinsAdmin)
