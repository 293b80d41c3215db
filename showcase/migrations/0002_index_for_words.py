from django.db import migrations, models

from catalogue.search import TEXTS_PER_OBJECT
from catalogue.word_index import CreateWordIndex


def give_keys(apps, schema_editor):
    """The key of a text says whose it is from now on; rows are derived, so they are written anew under their keys."""
    Text = apps.get_model("showcase", "InitiativeText")
    places = {}
    texts = []
    for text in Text.objects.order_by("initiative", "pk").iterator():
        place = places[text.initiative_id] = places.get(text.initiative_id, -1) + 1
        text.pk = text.initiative_id * TEXTS_PER_OBJECT + place
        texts.append(text)
    Text.objects.all().delete()
    Text.objects.bulk_create(texts, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("showcase", "0001_submission_initiative_and_frozen_texts")]

    operations = [
        migrations.AlterField(
            "initiativetext", "id", models.PositiveBigIntegerField(primary_key=True, serialize=False)
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        CreateWordIndex("InitiativeText"),
    ]
