"""English dates as this site writes them: 14 May 2026, with spaces that do not break."""

DATE_FORMAT = "j\xa0F\xa0Y"
DATETIME_FORMAT = "j\xa0F\xa0Y, H:i"
YEAR_MONTH_FORMAT = "F\xa0Y"
MONTH_DAY_FORMAT = "j\xa0F"
SHORT_DATE_FORMAT = "j\xa0M\xa0Y"
SHORT_DATETIME_FORMAT = "j\xa0M\xa0Y, H:i"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
