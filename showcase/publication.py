"""What publishing writes: the columns of the Initiative, its next Version, its address and its search words."""

from django.utils import timezone

from catalogue.models import touch
from showcase.addresses import give_slug, next_code, reserve
from showcase.content import files_of, freeze
from showcase.copying import copy_columns, copy_lists_and_parts
from showcase.models import Endorsement, Initiative, Version, VersionFile
from showcase.models.initiative import Origin
from showcase.search import index

# Called with the submission and its initiative, in the transaction that makes it public. Higher floors add theirs.
published = []


def publish_submission(submission, revision, by):
    """Make the proposal public: a new Initiative, or the next version of the one it changes.

    Runs inside the transaction of workflow.perform, which has checked state and base version. Returns the Version.
    """
    initiative = submission.initiative or Initiative(desk=submission.desk, code=next_code())
    cities = [initiative.city] if initiative.city else []
    copy_columns(submission, initiative)
    initiative.desk = submission.desk
    initiative.origin = Origin.SUBMITTED
    initiative.last_confirmed_at = timezone.now()
    if not initiative.pk:
        initiative.slug = initiative.code.lower()
    initiative.save()
    copy_lists_and_parts(submission, initiative)
    initiative.topics.add(initiative.main_topic)  # filters by topic read the list alone
    Endorsement.objects.get_or_create(initiative=initiative, network=submission.desk, defaults={"by": by})
    initiative.slug = give_slug(initiative)
    version = write_version(initiative, revision=revision, by=by)
    touch(initiative, *dict.fromkeys([*cities, initiative.city]))
    return version


def publish_collected(initiative, lists):
    """Publish a record that was collected, not submitted: saves the row, its lists and a Version; no endorsement.

    ``lists`` maps names of many-to-many fields to terms or networks. The caller holds the transaction and calls
    ``touch`` once for all it published.
    """
    initiative.save()
    for name, values in lists.items():
        getattr(initiative, name).set(values)
    if not reserve(initiative.slug, initiative):
        raise ValueError(f"the address {initiative.slug} belongs to another page")
    return write_version(initiative)


def write_version(initiative, revision=None, by=None):
    """Freeze the saved initiative as its next Version and make that the current one."""
    last = initiative.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = Version.objects.create(
        initiative=initiative, number=last + 1, content=freeze(initiative), revision=revision, by=by
    )
    VersionFile.objects.bulk_create(VersionFile(version=version, file=file) for file in files_of(initiative))
    initiative.current_version = version
    initiative.save(update_fields=["current_version", "slug"])
    index([initiative])
    return version
