"""German dates as Django writes them, with spaces that do not break."""

DATE_FORMAT = "j.\xa0F\xa0Y"
DATETIME_FORMAT = "j.\xa0F\xa0Y, H:i"
YEAR_MONTH_FORMAT = "F\xa0Y"
MONTH_DAY_FORMAT = "j.\xa0F"
