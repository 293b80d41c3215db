"""What cities hold about a person: where they work, which places they named, where they answer questions."""

from django.utils.translation import gettext_lazy as _

from accounts.holdings import addresses_of, hold, with_address
from cities.affiliations import leave
from cities.models import City, Contact


def affiliations(user):
    fields = ("city__name", "role_title", "state", "is_lead", "claimed_at", "decided_at")
    return user.affiliations.order_by("pk").values(*fields)


def end_affiliations(user):
    """Ended as by the person's own hand, so that the record says so."""
    for affiliation in user.affiliations.current().select_related("city", "user"):
        leave(affiliation)
    user.affiliations.update(role_title="")


def proposed_places(user):
    return user.proposed_places.order_by("pk").values("name", "country", "latitude", "longitude", "state")


def forget_who_proposed(user):
    user.proposed_places.update(proposed_by=None)
    City.history.filter(proposed_by=user).update(proposed_by=None)


def contacts_of(user):
    return with_address(Contact.objects.all(), "email", addresses_of(user))


def contacts(user):
    return contacts_of(user).order_by("pk").values("city__name", "role", "name", "email")


def blank_contacts(user):
    """The role stays, for pages show it; the city names somebody else. An address that is not theirs stays, too."""
    for contact in contacts_of(user):
        blank_contact(contact)
    colleagues = Contact.objects.filter(city__in=user.affiliations.values("city")).exclude(name="")
    for contact in colleagues:
        if contact.name.casefold() == user.name.casefold():  # here, because SQLite knows no large Ä
            blank_contact(contact, email=contact.email)


def blank_contact(contact, email=""):
    """Two contacts that are the same without the name become one."""
    same = Contact.objects.filter(city=contact.city_id, role=contact.role, name="", email=email).first()
    if same is None:
        Contact.objects.filter(pk=contact.pk).update(name="", email=email)
        return
    for relation in Contact._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: contact})
        rows.update(**{relation.field.name: same})
    contact.delete()


def hold_all():
    hold("affiliations", affiliations, end_affiliations, label=_("Cities you named as yours"))
    hold("proposed_places", proposed_places, forget_who_proposed, label=_("Places you proposed"))
    hold("contacts", contacts, blank_contacts, label=_("Practices you answer questions about, as a contact"))
