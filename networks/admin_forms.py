"""Forms of the back office of networks: texts by language, and people by the address they sign in with."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.limits import within
from accounts.models import User
from catalogue.languages import is_language
from networks.models import Editor

MOST_LOOKED_UP_A_DAY = 30  # each answer tells whether somebody signs in here with an address


class LanguageCodes(forms.Textarea):
    """A list of codes, written with spaces or commas between them."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 1, **(attrs or {})})


class LanguageCodesField(forms.CharField):
    """``en, es`` as ``["en", "es"]``."""

    widget = LanguageCodes

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        codes = super().to_python(value).lower().replace(",", " ").split()
        if wrong := [code for code in codes if not is_language(code)]:
            raise ValidationError(_("No language has the code “%(code)s”."), code="language", params={"code": wrong[0]})
        return list(dict.fromkeys(codes))


class TextsForm(forms.ModelForm):
    """The description in each language of the site, instead of the JSON that holds them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language, name in text_fields():
            if name in self.fields:
                self.initial[name] = self.instance.texts.get(language, {}).get("description", "")

    def clean(self):
        data = super().clean()
        texts = {language: dict(words) for language, words in self.instance.texts.items()}
        for language, name in text_fields():
            if name in data:
                texts.setdefault(language, {})["description"] = data[name].strip()
        self.instance.texts = without_gaps(texts)
        return data


def text_fields():
    """``[(language, name of its field), ...]``"""
    return [(language, f"description_{language}") for language, _name in settings.LANGUAGES]


def without_gaps(texts):
    filled = {language: {name: text for name, text in words.items() if text} for language, words in texts.items()}
    return {language: words for language, words in filled.items() if words}


def description_field(label):
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": 4, "cols": 80}))


class DescriptionsForm(TextsForm):
    description_en = description_field(_("Description in English"))
    description_es = description_field(_("Description in Spanish"))
    description_fr = description_field(_("Description in French"))
    description_de = description_field(_("Description in German"))


class NetworkForm(DescriptionsForm):
    languages = LanguageCodesField(
        label=_("Languages"), required=False, help_text=_("Codes such as en, es: in which editors read.")
    )


class EditorsFormSet(forms.BaseInlineFormSet):
    def clean(self):
        """Nobody is named twice; the form of one row cannot know."""
        super().clean()
        people = [
            form.instance.user_id for form in self.forms if form.instance.user_id and form not in self.deleted_forms
        ]
        if len(people) > len(set(people)):
            raise ValidationError(_("This person already edits for the network."), code="twice")

    def save(self, commit=True):
        """Who comes is saved before who goes: a desk that changes hands is never deserted."""
        come = self.save_new_objects(commit)
        return self.save_existing_objects(commit) + come


class EditorForm(forms.ModelForm):
    """An editor is named by the e-mail address of their account, so that no list of people is ever offered."""

    email = forms.EmailField(
        label=_("e-mail address"), help_text=_("With which the person signs in here. They need an account first.")
    )

    class Meta:
        model = Editor
        fields = ("role",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["email"].disabled = True
            self.initial["email"] = self.instance.user.email

    def clean_email(self):
        """Finds the account. The answer tells who has one, so there are only so many a day."""
        email = self.cleaned_data["email"]
        if self.instance.pk:
            return email
        if not within("name_editor", str(self.acting.pk), most=MOST_LOOKED_UP_A_DAY):
            raise ValidationError(_("You have named many people today. Come back tomorrow for more."), code="too_many")
        person = User.objects.active().filter(email__iexact=email).first()
        if person is None:
            raise ValidationError(_("Nobody signs in here with this address yet."), code="unknown")
        if person.editorships.filter(network=self.instance.network_id).exists():
            raise ValidationError(_("This person already edits for the network."), code="twice")
        self.instance.user = person
        return email
