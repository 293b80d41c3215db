from django.db import migrations

from accounts.sealing import is_readable, seal, unseal

SEEDS = ("secret", "seed")


def change(apps, act, is_due):
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes")).iterator():
        due = {name: act(row.data[name]) for name in SEEDS if name in row.data and is_due(row.data[name])}
        if due:
            row.data.update(due)
            row.save(update_fields=["data"])


def seal_all(apps, schema_editor):
    """Seeds from before are stored as they are."""
    change(apps, seal, lambda text: not is_readable(text))


def unseal_all(apps, schema_editor):
    change(apps, unseal, is_readable)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_user"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(seal_all, unseal_all)]
