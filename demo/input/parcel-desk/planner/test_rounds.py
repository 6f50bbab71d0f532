from types import SimpleNamespace

import pytest

from planner.rounds import Round, plan


def parcel(number, grams, district="north"):
    return SimpleNamespace(parcel_id=f"P{number}", grams=grams, district=district)


def test_every_parcel_is_in_one_round():
    parcels = [parcel(n, 1_000 * n) for n in range(1, 30)]
    stops = [stop for one in plan(parcels, 40_000) for stop in one.stops]
    assert sorted(stops) == sorted(item.parcel_id for item in parcels)


def test_districts_are_kept_apart():
    rounds = plan([parcel(1, 500, "north"), parcel(2, 500, "south")])
    assert {one.district for one in rounds} == {"north", "south"}


def test_a_full_round_refuses_more():
    one = Round("north", 1_000)
    one.load("P1", 900)
    with pytest.raises(ValueError):
        one.load("P2", 200)
