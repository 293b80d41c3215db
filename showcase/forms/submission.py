"""The fields of a draft. Nothing is required to save; sending asks for what completeness.py names."""

from functools import lru_cache

from django import forms
from django.conf.locale import LANG_INFO
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from catalogue.cleaning import TidyForm
from catalogue.folding import fold
from catalogue.languages import is_language, own_name
from catalogue.models import Term
from cities.models import City
from networks.models import Network
from showcase.completeness import MOST_SDGS, MOST_TOPICS, NEEDED, NEEDED_LISTS
from showcase.content import TRANSLATED
from showcase.models import Initiative, Submission
from showcase.models.practice import LICENCE
from showcase.models.submission import Channel
from showcase.states import State

TERMS = ("main_topic", "phase", "kind", "status", "scale", "cost_level")
TERM_LISTS = {
    "topics": _("Up to three with the main one."),
    "target_groups": "",
    "hazards": _("Only if it answers a crisis."),
    "sdgs": _("Up to five."),
}
LONGEST = {"summary": 1500, "challenge": 6000, "solution": 10000, "results_text": 6000}
TOO_LONG = ngettext_lazy(
    "Keep it to %(limit_value)d character; it has %(show_value)d.",
    "Keep it to %(limit_value)d characters; it has %(show_value)d.",
    "limit_value",
)
CONTACT = ("role", "name", "email")
ASKED = {*NEEDED, *NEEDED_LISTS, *(f"contact_{part}" for part in CONTACT)}


@lru_cache(maxsize=1)
def languages_by_own_name():
    """Languages people write in, by their own names: those Django knows, each once whatever its scripts."""
    codes = {code.split("-")[0] for code in LANG_INFO}
    names = {code: own_name(code) for code in codes if is_language(code)}
    return sorted(names.items(), key=lambda pair: fold(pair[1]))


def language_choices():
    return [("", _("Choose")), *languages_by_own_name()]


def web_address(label, hint):
    return forms.URLField(
        label=label,
        help_text=hint,
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a full web address, such as https://www.example.org/page.")},
    )


class SubmissionForm(TidyForm, forms.ModelForm):
    """Content only: never a state, an author or another city's place."""

    text_language = forms.ChoiceField(label=_("Language you write in"), choices=language_choices, required=False)
    original_title = forms.CharField(
        label=_("Name in another language"),
        max_length=300,
        required=False,
        help_text=_("The name the initiative itself bears, if it is not the title above."),
    )
    original_title_language = forms.ChoiceField(
        label=_("Language of that name"), choices=language_choices, required=False
    )
    adapted_from_code = forms.CharField(
        label=_("Adapted from"),
        max_length=20,
        required=False,
        help_text=_("The record number of the initiative you adapted, such as CS-2026-00012."),
    )
    contact_role = forms.CharField(label=_("Role of the contact"), max_length=120, required=False)
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-mail address of the contact"), required=False)
    website = web_address(_("Website"), _("The initiative's own page."))
    video_address = web_address(_("Address of a video"), "")
    consent = forms.BooleanField(
        label=_("I may share this text for the city, and it may be published under CC BY 4.0."), required=False
    )

    note = forms.CharField(
        label=_("Your answer to the editors"), max_length=4000, required=False, widget=forms.Textarea
    )

    class Meta:
        model = Submission
        fields = (
            *("title", "summary", "text_language", "original_title", "original_title_language", "city"),
            *("lead_organisation", "main_topic", "topics", "target_groups", "phase", "kind", "hazards", "sdgs"),
            *("scale", "status", "start", "end", "challenge", "solution", "nothing_measured", "results_text"),
            *("lessons", "what_did_not_work", "cost_level", "cost", "currency", "funding", "needs_from_others"),
            *("partners", "awards", "website", "video_address", "desk", "consent"),
        )
        help_texts = {
            "title": _("Say what it does, not what it is called inside the administration."),
            "summary": _("Two or three sentences: who did what for whom."),
            "start": _("A year, a month or a day: 2020, 2020-03 or 2020-03-27."),
            "end": _("Leave it empty while it goes on."),
            "desk": _("The editors of that network read and check what you send."),
        }
        widgets = {name: forms.CheckboxSelectMultiple(attrs={"class": "columns"}) for name in TERM_LISTS}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.required = False
            if isinstance(field.widget, (forms.TextInput, forms.Textarea)):
                field.widget.attrs["dir"] = "auto"  # as the writer's letters run
            if name in TRANSLATED and self.instance.text_language:
                field.widget.attrs["lang"] = self.instance.text_language
            field.is_asked = name in ASKED  # without it nothing is sent, so it is not marked as optional
            if name in LONGEST:  # checked on the server only: a browser would cut pasted text without a word
                field.validators.append(MaxLengthValidator(LONGEST[name], message=TOO_LONG))
        self.offer_terms()
        self.offer_places()
        self.start_from_instance()
        if self.instance.state != State.CHANGES_REQUESTED:
            del self.fields["note"]

    def offer_terms(self):
        for name in (*TERMS, *TERM_LISTS):
            field = self.fields[name]
            scheme = Submission._meta.get_field(name).remote_field.limit_choices_to["scheme"]
            field.queryset = Term.objects.of(scheme).in_use()
            field.help_text = TERM_LISTS.get(name, field.help_text)
            if name in TERMS:
                field.empty_label = _("Choose")

    def offer_places(self):
        """Own cities only, and the desks that those may send to. What was sent once stays with its city and desk."""
        draft = self.instance
        if draft.author_id == self.person.pk and draft.state == State.DRAFT and self.may_move:
            self.fields["city"].queryset = City.objects.filter(Q(pk__in=self.own_cities()) | Q(pk=draft.city_id))
            self.fields["city"].empty_label, self.fields["city"].required = None, True
        else:
            del self.fields["city"]
        if draft.state == State.DRAFT and self.may_move:
            cities = self.fields["city"].queryset if "city" in self.fields else [draft.city]
            self.fields["desk"].queryset = Network.objects.desks_for(*cities)
            self.fields["desk"].empty_label = _("Choose")
        else:
            del self.fields["desk"]

    @property
    def may_move(self):
        """A text on behalf belongs to its city and desk, a change to those of its page."""
        return self.instance.channel != Channel.ON_BEHALF and self.instance.initiative_id is None

    def own_cities(self):
        return City.objects.of(self.person).values("pk")

    def start_from_instance(self):
        contact = self.instance.contact
        for part in CONTACT:
            self.fields[f"contact_{part}"].initial = getattr(contact, part, "")
        if self.instance.adapted_from:
            self.fields["adapted_from_code"].initial = self.instance.adapted_from.code

    def clean_topics(self):
        topics = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose at most three topics."))
        return topics

    def clean_sdgs(self):
        if len(self.cleaned_data["sdgs"]) > MOST_SDGS:
            raise forms.ValidationError(_("Choose at most five goals."))
        return self.cleaned_data["sdgs"]

    def clean_adapted_from_code(self):
        code = self.cleaned_data["adapted_from_code"].strip().upper()
        if not code:
            return None
        found = Initiative.objects.public().filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("No initiative here has the record number %(code)s."), params={"code": code})
        return found

    def clean(self):
        data = super().clean()
        city, desk = data.get("city") or self.instance.city, data.get("desk")
        if desk and not Network.objects.desks_for(city).filter(pk=desk.pk).exists():
            self.add_error("desk", _("%(desk)s does not check initiatives of %(city)s.") % {"desk": desk, "city": city})
        if data.get("start") and data.get("end") and data["end"] < data["start"][: len(data["end"])]:
            self.add_error("end", _("The end must not be before the start."))
        return data

    def save(self, commit=True):
        """Write the draft with its contact; the licence follows the consent, the main topic joins the topics."""
        self.instance.licence = LICENCE if self.cleaned_data["consent"] else ""
        self.instance.adapted_from = self.cleaned_data["adapted_from_code"]
        before, self.instance.contact = self.instance.contact, self.kept_contact()
        submission = super().save(commit)
        if before and not (before.submissions_by_contact.exists() or before.initiatives_by_contact.exists()):
            before.delete()  # nobody's address stays behind unused
        if submission.main_topic:
            submission.topics.add(submission.main_topic)
        return submission

    def kept_contact(self):
        """The contact as typed; what is shared with other texts is never changed through this one."""
        typed = {part: self.cleaned_data.get(f"contact_{part}", "") for part in CONTACT}
        if not any(typed.values()) or self.instance.city is None:
            return None
        contact, _created = self.instance.city.contacts.get_or_create(**typed)
        return contact
