from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("de", "14.\xa0Mai\xa02026", "Mai\xa02026"),
        ("en", "14\xa0May\xa02026", "May\xa02026"),
        ("es", "14\xa0de\xa0mayo\xa0de\xa02026", "mayo\xa0de\xa02026"),
        ("fr", "14\xa0mai\xa02026", "mai\xa02026"),
    ],
)
def test_dates_stay_on_one_line_in_every_language(language, day, month):
    with override(language):
        said = [date_format(date(2026, 5, 14), name) for name in ("DATE_FORMAT", "YEAR_MONTH_FORMAT")]
    assert said == [day, month]
