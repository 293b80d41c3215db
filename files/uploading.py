"""How uploads arrive: each goes to a file of its own, and never more bytes than we would ever take."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

LARGEST = 25 * 1024 * 1024  # of any file, whoever takes it; they may take less
LARGEST_REQUEST = 6 * LARGEST  # the most files of one form (reports), each as large as it may be


def takes_larger(ask):
    """Marks a view to which more may be sent: ``ask(request, field)`` gives the bytes of a file, or none as usual.

    Asked before the view runs, where the token of the form is looked for; so it decides by the person alone.
    """

    def mark(view):
        view.takes_larger = ask
        return view

    return mark


def largest_of(request, field):
    """How many bytes a file in this field may have: everywhere the same, but for marked views."""
    view = request and request.resolver_match and request.resolver_match.func
    ask = getattr(view, "takes_larger", None)
    return (ask and ask(request, field)) or LARGEST


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Counts what arrives instead of asking the client. A file that is too large arrives empty, marked ``is_cut_off``,
    so that its form can say so beside the field; a request that goes on and on is answered with 400.
    """

    received = 0
    more = 0  # than usual, in all: one large file, and what fits beside it

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file.is_cut_off = False
        self.largest = largest_of(self.request, self.field_name)
        self.more = max(self.more, self.largest - LARGEST)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > LARGEST_REQUEST + self.more:
            self.upload_interrupted()  # nobody else takes away what is half here
            raise RequestDataTooBig("The files of this request are too large.")
        if start + len(raw_data) > self.largest and not self.file.is_cut_off:
            self.file.is_cut_off = True
            self.file.file.truncate(0)
        if not self.file.is_cut_off:
            super().receive_data_chunk(raw_data, start)
