"""The words in which terms are asked for."""

from django.db import models


class TermQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Editors read the vocabulary; only platform admins write it (the admin page says so)."""
        return self if user.is_staff else self.none()

    def of(self, scheme):
        """The terms of one scheme in their order."""
        return self.filter(scheme=scheme).order_by("order", "code")

    def in_use(self):
        """What forms offer: neither retired nor merged into another."""
        return self.filter(retired=False, merged_into=None)
