

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0001_city_affiliation_contact'),
    ]

    operations = [
        migrations.AlterField(
            model_name='affiliation',
            name='state',
            field=models.CharField(choices=[('claimed', 'Waiting for confirmation'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('ended', 'Ended')], default='claimed', editable=False, max_length=10, verbose_name='state of the claim'),
        ),
        migrations.AlterField(
            model_name='city',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('confirmed', 'Confirmed')], default='confirmed', editable=False, max_length=10, verbose_name='state of the place'),
        ),
        migrations.AlterField(
            model_name='historicalcity',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('confirmed', 'Confirmed')], default='confirmed', editable=False, max_length=10, verbose_name='state of the place'),
        ),
    ]
