"""The field of a form in which a file arrives that was looked at before the form's transaction began."""

from django import forms


class LookedAtField(forms.FileField):
    """Refuses what was refused then, in the same words: who looked left them on the upload as ``refused``."""

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if refused := getattr(upload, "refused", None):
            raise refused
        return upload
