"""Sessions on a road by date."""

from datetime import date
from types import SimpleNamespace as Thing

from webinars.timeline import LEFT, RIGHT, timeline_of


def sessions(*days, label="a"):
    return [
        Thing(date=date.fromisoformat(day) if day else None, theme=label, title="", text_language="en") for day in days
    ]


def test_stops_stand_where_their_days_are():
    drawn = timeline_of(sessions("2020-01-01", "2020-07-01", "2020-12-30", None))

    assert [stop.x for stop in drawn.stops] == [LEFT, 588.0, RIGHT]


def test_labels_that_meet_go_higher_and_then_nowhere():
    drawn = timeline_of(sessions("2020-01-01", "2020-01-02", "2020-01-03", "2020-12-30", label="housing for everybody"))

    assert [stop.tier for stop in drawn.stops] == [0, 1, None, 0]
    assert [stop.anchor for stop in drawn.stops] == ["start", "start", "start", "end"]


def test_months_between_the_first_and_the_last_day_are_marked():
    drawn = timeline_of(sessions("2020-03-25", "2020-06-25"))

    labels = [tick.label.replace("\xa0", " ") for tick in drawn.ticks]
    assert labels == ["25 March 2020", "May 2020", "June 2020", "25 June 2020"]


def test_one_day_is_no_road():
    assert timeline_of(sessions("2020-03-25", "2020-03-25", None)) is None
