"""The vocabulary, and what all pages share on which something public is edited."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from catalogue.followers import follow
from catalogue.models import Scheme, Term, touch


class PublicAdmin(ScopedAdmin):
    """A page whose rows the public reads: a change renews what lists and caches hold."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.changed_data or any(formset.has_changed() for formset in formsets):
            follow(form.instance)
            touch(*self.touched(form.instance))

    def delete_model(self, request, obj):
        touched = self.touched(obj)
        super().delete_model(request, obj)
        touch(*(item for item in touched if item.pk))

    def touched(self, obj):
        """The rows whose pages show this one."""
        return [obj]

    def get_view_on_site_url(self, obj=None):
        """The public page itself."""
        return obj.get_absolute_url() if obj is not None and self.has_public_page(obj) else None

    def has_public_page(self, obj):
        return True


@admin.register(Term)
class TermAdmin(PublicAdmin):
    """Words come and go by being retired or merged; a code never changes and no term is deleted."""

    editors_may = frozenset({"view"})
    admins_may = frozenset({"view", "add", "change"})
    fixed_once_saved = ("scheme", "code")
    list_display = ("label_en", "scheme", "code", "parent", "order", "retired")
    list_filter = ("scheme", "retired")
    list_select_related = ("parent",)
    search_fields = ("code", "label_en", "label_es", "label_fr", "label_de")
    fields = (
        *("scheme", "code", "order", "label_en", "label_es", "label_fr", "label_de"),
        *("parent", "symbol", "retired", "merged_into"),
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A parent is a topic group; a term is merged into one of its own scheme."""
        form = super().get_form(request, obj, change, **kwargs)
        if "parent" in form.base_fields:
            form.base_fields["parent"].queryset = Term.objects.of(Scheme.THEME)
        if "merged_into" in form.base_fields:
            of_scheme = Term.objects.of(obj.scheme).exclude(pk=obj.pk) if obj else Term.objects.none()
            form.base_fields["merged_into"].queryset = of_scheme
        return form

    def has_public_page(self, obj):
        return False
