import uuid

import django.utils.timezone
from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    Webinar = apps.get_model("webinars", "Webinar")
    for key in Webinar.objects.order_by("pk").values_list("pk", flat=True):
        Webinar.objects.filter(pk=key).update(uid=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("webinars", "0002_words_of_sessions")]

    operations = [
        migrations.AddField(
            model_name="webinar",
            name="uid",
            field=models.UUIDField(editable=False, null=True, verbose_name="id in calendars"),
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="webinar",
            name="uid",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, unique=True, verbose_name="id in calendars"
            ),
        ),
        migrations.AddField(
            model_name="webinar",
            name="sequence",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="changes told to calendars"
            ),
        ),
        migrations.AddField(
            model_name="webinar",
            name="changed_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="last change"
            ),
        ),
        migrations.AddField(
            model_name="webinar",
            name="moved_from",
            field=models.DateTimeField(editable=False, null=True, verbose_name="began before it was moved"),
        ),
    ]
