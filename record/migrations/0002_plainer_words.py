

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0001_audit_once_keys_and_counters'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='became',
            field=models.CharField(blank=True, max_length=60, verbose_name='state after'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='was',
            field=models.CharField(blank=True, max_length=60, verbose_name='state before'),
        ),
    ]
