"""Which part a person has in a submission. The floor of every permission on it."""

from enum import StrEnum

from showcase.models.submission import Channel


class Role(StrEnum):
    WRITER = "writer"  # speaks for the city, or writes on its behalf at the desk
    EDITOR = "editor"  # checks it at its desk
    PLATFORM = "platform"  # platform admin: everything, decisions with a reason


def roles_of(user, submission):
    """The roles this person has now; at most four small queries. Nobody checks what their own city wrote."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    at_desk = is_editor_of(user, submission.desk_id)
    roles = set()
    if user.is_superuser:
        roles.add(Role.PLATFORM)
    if at_desk and not is_affiliated(user, submission.city_id):
        roles.add(Role.EDITOR)
    if at_desk if submission.channel == Channel.ON_BEHALF else speaks_for_city(user, submission):
        roles.add(Role.WRITER)
    return frozenset(roles)


def is_editor_of(user, network_id):
    return network_id is not None and user.editorships.filter(network=network_id).exists()


def is_affiliated(user, city_id):
    """Works for the city, confirmed or not: reason enough not to decide about it."""
    return city_id is not None and user.affiliations.current().filter(city=city_id).exists()


def speaks_for_city(user, submission):
    """Confirmed staff of the city. A draft that names no city yet is its author's alone."""
    if submission.city_id is None:
        return submission.author_id == user.pk
    return user.affiliations.confirmed().filter(city=submission.city_id).exists()


def role_word(roles, allowed):
    """The role under which a step is taken, for the audit: the most specific one."""
    for role in (Role.EDITOR, Role.WRITER, Role.PLATFORM):
        if role in roles and role in allowed:
            return role
    return ""
