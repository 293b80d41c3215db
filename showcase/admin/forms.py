"""What an editor may say about a submission: a decision, and a comment on one field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalogue.cleaning import TidyForm
from networks.models import Network
from showcase.workflow import STEPS, steps_open_to

# The steps of a desk, the usual ones first. Everything else is the city's side.
DESK_STEPS = ("publish", "recommend", "request_changes", "claim", "assign", "pass_on", "decline")
HINTS = {
    "publish": _("Public within a minute; the city gets an e-mail."),
    "recommend": _("Another editor of the desk publishes it."),
    "request_changes": _("Sends your note and your open comments to the city."),
    "claim": _("You look after it; nobody gets an e-mail."),
    "assign": _("Your colleague gets an e-mail."),
    "pass_on": _("The other network decides; you no longer see it. The city is told."),
    "decline": _("The city reads your reason. Nothing is deleted."),
}


def desk_steps_open_to(user, submission):
    """The steps of the desk this person may take now, in the order of the form."""
    open_now = steps_open_to(user, submission)
    return [name for name in DESK_STEPS if name in open_now]


class DecisionForm(TidyForm, forms.Form):
    """One step with its words. Any step of a desk is well formed; whether it may be taken, the workflow says."""

    marks_optional = False  # which words a step needs depends on the step

    step = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(name, STEPS[name].label) for name in DESK_STEPS],
        error_messages={"required": _("Choose what you decide.")},
    )
    desk = forms.ModelChoiceField(Network.objects.none(), label=_("To which network?"), required=False)
    colleague = forms.ModelChoiceField(User.objects.none(), label=_("To whom?"), required=False)
    note = forms.CharField(
        label=_("Message to the city"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
    )
    among_editors = forms.CharField(
        label=_("Note among editors"),
        help_text=_("The city does not see it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        desk = submission.desk
        self.fields["desk"].queryset = Network.objects.with_active_editor().exclude(pk=submission.desk_id)
        if desk:
            self.fields["colleague"].queryset = User.objects.active().filter(editorships__network=desk)

    def clean_seen(self):
        """A decision without the count it was shown has seen nothing that can still be true."""
        seen = self.cleaned_data["seen"]
        return -1 if seen is None else seen

    @property
    def to(self):
        return {"pass_on": self.cleaned_data["desk"], "assign": self.cleaned_data["colleague"]}.get(
            self.cleaned_data["step"]
        )

    def say(self, error):
        """The workflow's objections, each beside its field."""
        target = {"pass_on": "desk", "assign": "colleague"}.get(self.cleaned_data["step"])
        for name, objections in getattr(error, "error_dict", {"": [error]}).items():
            field = target if name == "to" else name
            self.add_error(field if field in self.fields else None, objections)


class CommentForm(TidyForm, forms.Form):
    """A question on one field of the revision that was read."""

    revision = forms.IntegerField()
    field = forms.ChoiceField()
    text = forms.CharField(max_length=4000, error_messages={"required": _("Write your question or remark.")})
    among_editors = forms.BooleanField(required=False)

    def __init__(self, *args, fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(name, name) for name in fields]
