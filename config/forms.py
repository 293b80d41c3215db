"""How forms become HTML: Django's own rendering with the templates of the house."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """``{{ form }}`` writes summary and fields; one field is ``templates/django/forms/field.html``.

    Formsets keep Django's template: pages lay them out themselves.
    """

    form_template_name = "components/_form.html"
