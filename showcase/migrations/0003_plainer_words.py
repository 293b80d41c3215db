

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('showcase', '0002_index_for_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='initiativetranslation',
            name='state',
            field=models.CharField(choices=[('city', 'by the city'), ('machine', 'machine translation, not checked'), ('draft', 'draft'), ('reviewed', 'checked'), ('official', 'official')], default='draft', max_length=10, verbose_name='state of the translation'),
        ),
        migrations.AlterField(
            model_name='review',
            name='became',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('in_review', 'Being checked'), ('recommended', 'Recommended'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('declined', 'Declined'), ('discarded', 'Discarded')], max_length=20, verbose_name='state after'),
        ),
        migrations.AlterField(
            model_name='review',
            name='was',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('in_review', 'Being checked'), ('recommended', 'Recommended'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('declined', 'Declined'), ('discarded', 'Discarded')], max_length=20, verbose_name='state before'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('in_review', 'Being checked'), ('recommended', 'Recommended'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('declined', 'Declined'), ('discarded', 'Discarded')], default='draft', editable=False, max_length=20, verbose_name='state of the submission'),
        ),
        migrations.AlterField(
            model_name='submissiontranslation',
            name='state',
            field=models.CharField(choices=[('city', 'by the city'), ('machine', 'machine translation, not checked'), ('draft', 'draft'), ('reviewed', 'checked'), ('official', 'official')], default='draft', max_length=10, verbose_name='state of the translation'),
        ),
    ]
