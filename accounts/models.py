"""People who sign in: an e-mail address and a name, no user name, no groups."""

import uuid
import zoneinfo
from functools import cache

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@cache
def time_zones():
    """All names of zones. Read once in each process: asking walks a folder of hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def known_time_zone(name):
    if name not in time_zones():
        raise ValidationError(_("Choose a time zone such as Europe/Madrid."), code="time_zone")


class MailChoice(models.TextChoices):
    ALL = "all", _("Everything about my work")
    NEEDED = "needed", _("Only what waits for me")


class UserQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Accounts are the platform admin's."""
        return self if user.is_superuser else self.none()

    def active(self):
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        """A person who can sign in with this password, or not at all without one."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """A platform admin."""
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser):
    """A person. Rights come from what points at them (affiliations, editors), not from permissions."""

    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[known_time_zone])
    mail_choice = models.CharField(_("mails"), max_length=10, choices=MailChoice, default=MailChoice.ALL)
    pseudonym = models.UUIDField(_("pseudonym"), default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the back office"), default=False, editable=False)
    is_superuser = models.BooleanField(_("platform admin"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                condition=~models.Q(email=""),
                violation_error_message=_("Somebody already uses this e-mail address."),
            )
        ]

    def __str__(self):
        return self.name or self.email or str(_("A former colleague"))

    def save(self, *args, **kwargs):
        """Addresses are kept in small letters: django-allauth looks people up by them exactly so."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_short_name(self):
        return str(self)

    def get_full_name(self):
        return str(self)

    def has_perm(self, perm, obj=None):
        """Only platform admins pass by permission; editors pass by the querysets of each admin page."""
        return self.is_active and self.is_superuser

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label):
        return self.is_active and self.is_superuser

    def get_all_permissions(self, obj=None):
        return set()
