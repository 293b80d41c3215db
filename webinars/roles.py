"""In which part somebody acts on a session, for the audit."""


def role_of(user):
    return "platform" if user.is_superuser else "editor"
