"""How a published page stands: public, archived or taken down. The only module that changes it."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import touch
from networks.models import EditorRole
from record.models import note as audit
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Initiative
from showcase.roles import Role, is_affiliated, is_editor_of

LEAD = "lead"


class Standing(StrEnum):
    PUBLIC = "public"
    ARCHIVED = "archived"
    TAKEN_DOWN = "taken down"


@dataclass(frozen=True)
class Change:
    label: str
    means: str
    sources: frozenset
    actors: frozenset
    target: Standing
    done: str
    needs_reason: bool = True


DESK = frozenset({Role.EDITOR, LEAD, Role.PLATFORM})
LEADS = frozenset({LEAD, Role.PLATFORM})
CHANGES = {
    "archive": Change(
        _("Archive"),
        _("The page stays readable and says that it is archived and why. Lists, counts and feeds leave it out."),
        frozenset({Standing.PUBLIC}),
        DESK,
        Standing.ARCHIVED,
        _("The page is archived now."),
    ),
    "restore": Change(
        _("Make public again"),
        _("The page is in lists, counts and feeds again."),
        frozenset({Standing.ARCHIVED}),
        DESK,
        Standing.PUBLIC,
        _("The page is public again."),
        needs_reason=False,
    ),
    "take_down": Change(
        _("Take down"),
        _("The page and everything on it is gone for the public; its address says so. Nothing is deleted."),
        frozenset({Standing.PUBLIC, Standing.ARCHIVED}),
        LEADS,
        Standing.TAKEN_DOWN,
        _("The page is taken down now."),
    ),
    "put_back": Change(
        _("Put back online"),
        _("The page is public again, in lists and feeds too."),
        frozenset({Standing.TAKEN_DOWN}),
        LEADS,
        Standing.PUBLIC,
        _("The page is back online."),
        needs_reason=False,
    ),
}


def standing_of(initiative):
    if initiative.taken_down_at:
        return Standing.TAKEN_DOWN
    return Standing.ARCHIVED if initiative.archived_at else Standing.PUBLIC


def roles_at(user, initiative):
    """In which parts a person may change the standing; nobody about a page of their own city, platform admins aside."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    roles = {Role.PLATFORM} if user.is_superuser else set()
    if is_editor_of(user, initiative.desk_id) and not is_affiliated(user, initiative.city_id):
        roles.add(Role.EDITOR)
        if user.editorships.filter(network=initiative.desk_id, role=EditorRole.LEAD).exists():
            roles.add(LEAD)
    return frozenset(roles)


def changes_open_to(user, initiative):
    """``[(name, Change), ...]`` this person may make now, for buttons."""
    roles, now = roles_at(user, initiative), standing_of(initiative)
    return [(name, each) for name, each in CHANGES.items() if now in each.sources and each.actors & roles]


def archive(initiative, *, by, reason, seen=None):
    """Out of lists, counts and feeds; the page stays, marked."""
    change_standing("archive", initiative, by=by, seen=seen, reason=reason)


def restore(initiative, *, by, seen=None):
    """Public again, from the archive or after a mistake in taking down."""
    name = "put_back" if standing_of(initiative) == Standing.TAKEN_DOWN else "restore"
    change_standing(name, initiative, by=by, seen=seen)


def take_down(initiative, *, by, reason, seen=None):
    """Gone everywhere; the address answers 410."""
    change_standing("take_down", initiative, by=by, seen=seen, reason=reason)


def change_standing(name, initiative, *, by, seen=None, reason=""):
    """Make one change, all of it or none, in one short transaction of its own.

    ``seen`` is the standing the person was shown. Raises PermissionDenied (403), ChangedMeanwhile (409) or
    ValidationError (say it beside the form); the first two are written to the audit.
    """
    change, roles = CHANGES[name], roles_at(by, initiative)
    role = next((str(role) for role in (LEAD, Role.EDITOR, Role.PLATFORM) if role in roles & change.actors), "")
    facts = {"by": by, "role": role, "network": initiative.desk, "city": initiative.city}
    was = standing_of(initiative)
    try:
        if not role:
            raise PermissionDenied(_("This step is not yours."))
        if was not in change.sources or (seen is not None and was != seen):
            raise ChangedMeanwhile
        if change.needs_reason and not reason.strip():
            raise ValidationError({"reason": _("Give the reason.")}, code="reason")
        take(name, change, initiative, facts, was, reason.strip())
    except (PermissionDenied, ChangedMeanwhile) as refusal:
        audit("refused", initiative, was=was, became=f"{name}: {type(refusal).__name__}", **facts)
        raise
    initiative.refresh_from_db()


def take(name, change, initiative, facts, was, reason):
    """The transaction: compare and swap first, then the audit; last the token that empties lists and caches."""
    now = {"archived_at": initiative.archived_at, "taken_down_at": initiative.taken_down_at}
    with transaction.atomic(durable=True):
        # Two people may press at once: only the one who still finds what they saw goes on.
        unchanged = Initiative.objects.filter(pk=initiative.pk, desk=initiative.desk_id, **now)
        if not unchanged.update(**columns_of(change.target, reason)):
            raise ChangedMeanwhile
        version = initiative.current_version.number if initiative.current_version else None
        audit(name, initiative, was=was, became=change.target, version=version, **facts)
        touch(initiative, *([initiative.city] if initiative.city else []))


def columns_of(target, reason):
    """What is written. Taking down keeps what is known of an archiving before; becoming public forgets both."""
    if target == Standing.ARCHIVED:
        return {"archived_at": timezone.now(), "archived_reason": reason}
    if target == Standing.TAKEN_DOWN:
        return {"taken_down_at": timezone.now(), "taken_down_reason": reason}
    return {"archived_at": None, "archived_reason": "", "taken_down_at": None, "taken_down_reason": ""}
