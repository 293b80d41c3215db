"""Which columns of text hold a word, so that nothing is overlooked because nothing stood in it."""

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from tests.authz.canary.words import START

FOREIGN = {"EmailAddress", "UserSession", "Authenticator"}  # tables of libraries in which people's texts stand
# Whatever the program itself chooses: codes, addresses, states, what it counts and hashes. Nobody writes there.
CODES = {
    *("code", "slug", "kind", "state", "status", "scheme", "language", "text_language", "original_title_language"),
    *("currency", "licence", "start", "end", "joined", "left", "opened", "closed", "time_zone", "country", "region"),
    *("size_class", "depth", "channel", "step", "was", "became", "field", "origin", "source_kind", "platform"),
    *("mail_choice", "password", "members_listed", "members_total_qualifier", "history_type", "population_date"),
    *("type", "ip", "session_key", "token", "hours", "filter", "role", "languages", "renditions", "symbol", "initial"),
    *("interpretation", "captions", "consent_scope", "gender", "told_off", "text_state", "date"),
}


def without_a_word():
    """``{"Model.column", ...}`` of texts that no row has a word in."""
    models = [each for each in apps.get_models() if is_looked_at(each)]
    return {f"{model.__name__}.{name}" for model in models for name in texts_of(model) if not holds_one(model, name)}


def is_looked_at(model):
    return model.__name__ in FOREIGN or not model.__module__.startswith(("django.", "allauth."))


def texts_of(model):
    fields = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]
    return [field.name for field in fields if field.name not in CODES]


def holds_one(model, name):
    return any(START in str(value).lower() for value in model._base_manager.values_list(name, flat=True))
