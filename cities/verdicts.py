"""What may be decided about somebody who says they work for a city: one table for buttons, pages and the decision."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cities.models import AffiliationState


@dataclass(frozen=True)
class Verdict:
    label: str
    question: str
    means: str
    done: str
    needs: dict  # how the affiliation must be for this verdict
    makes: dict  # what the verdict changes
    is_destructive: bool = False


CLAIMED, CONFIRMED = {"state": AffiliationState.CLAIMED}, {"state": AffiliationState.CONFIRMED}
VERDICTS = {
    "confirm": Verdict(
        label=_("Confirm"),
        question=_("Confirm this colleague?"),
        means=_("They then see all drafts of the city and can send."),
        done=_("%(person)s can now send for %(city)s."),
        needs=CLAIMED,
        makes=CONFIRMED,
    ),
    "refuse": Verdict(
        label=_("Refuse"),
        question=_("Refuse this person?"),
        means=_("They read that nobody could confirm them, and can say it again."),
        done=_("You refused %(person)s. They get a mail."),
        needs=CLAIMED,
        makes={"state": AffiliationState.REFUSED},
        is_destructive=True,
    ),
    "end": Verdict(
        label=_("No longer works there"),
        question=_("Does this colleague no longer work there?"),
        means=_("They no longer see or send anything of the city. What they wrote stays."),
        done=_("%(person)s no longer writes for %(city)s."),
        needs=CONFIRMED,
        makes={"state": AffiliationState.ENDED, "is_lead": False},
        is_destructive=True,
    ),
    "appoint": Verdict(
        label=_("Make a lead"),
        question=_("Make this colleague a lead?"),
        means=_("They can then confirm and end colleagues, as you can."),
        done=_("%(person)s can now confirm colleagues of %(city)s."),
        needs={**CONFIRMED, "is_lead": False},
        makes={"is_lead": True},
    ),
}
