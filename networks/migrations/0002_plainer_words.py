

import catalogue.dates
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0001_network_membership_editor_service_point'),
    ]

    operations = [
        migrations.AlterField(
            model_name='editor',
            name='role',
            field=models.CharField(choices=[('editor', 'Editor'), ('lead', 'Lead editor')], default='editor', max_length=10, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='historicalservicepoint',
            name='host',
            field=models.CharField(blank=True, max_length=200, verbose_name='run by'),
        ),
        migrations.AlterField(
            model_name='historicalservicepoint',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('unknown', 'Not known')], default='unknown', max_length=10, verbose_name='open or closed'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='joined',
            field=catalogue.dates.PartialDateField(blank=True, max_length=10, verbose_name='member since'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='left',
            field=catalogue.dates.PartialDateField(blank=True, max_length=10, verbose_name='member until'),
        ),
        migrations.AlterField(
            model_name='servicepoint',
            name='host',
            field=models.CharField(blank=True, max_length=200, verbose_name='run by'),
        ),
        migrations.AlterField(
            model_name='servicepoint',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('unknown', 'Not known')], default='unknown', max_length=10, verbose_name='open or closed'),
        ),
    ]
