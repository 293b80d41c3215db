"""What is known about who uploaded a file. The file is the city's."""

from django.utils.translation import gettext_lazy as _

from accounts.holdings import hold, without, words_for


def uploads(user):
    fields = ("original_name", "kind", "content_type", "size", "uploaded_at")
    return user.uploads.order_by("pk").values(*fields)


def forget_uploader(user):
    """The file stays, without who brought it and without their name in its own."""
    words = words_for(user)
    for file in user.uploads.all():
        file.original_name, file.uploaded_by = without(file.original_name, words)[:255], None
        file.save(update_fields=["original_name", "uploaded_by"])


def hold_all():
    hold("uploads", uploads, forget_uploader, label=_("Files you uploaded"))
