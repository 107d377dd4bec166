"""Moving out in anger: no weight is no change, and who comes is who would have come."""

from __future__ import annotations

import numpy as np
from neighbourhoods import HEATED, SMALL, differences, merged, parameters

from model.neighbourhood import Neighbourhood

MOVING = SMALL.model_copy(
    update={"people": SMALL.people.model_copy(update={"owner_leaves": 0.5, "renter_leaves": 1.0})}
)


def hood(weight: float, *, most: float = 3.0) -> Neighbourhood:
    anger = {"population": {"anger_leaves": weight, "anger_leaves_most": most}}
    return Neighbourhood(MOVING, parameters(merged(HEATED, anger)), months=6, seed=3)


def test_without_weight_its_bound_changes_nothing_and_without_room_the_weight_changes_nothing():
    calm = hood(0.0).run()
    assert differences(calm, hood(0.0, most=50.0).run()) == []
    # a bound of one leaves no room: conflicts are weighed and nobody goes for them
    assert differences(calm, hood(2.0, most=1.0).run()) == []


def test_with_weight_more_people_leave_and_the_same_families_come():
    calm, upset = hood(0.0), hood(3.0, most=20.0)
    calm.run()
    upset.run()
    families = [
        {
            int(who): (int(kind), int(size), bool(dog))
            for who, kind, size, dog in zip(h.identity, h.kind, h.size, h.dog, strict=True)
        }
        for h in (calm.households, upset.households)
    ]
    assert len(families[1]) > len(families[0])
    shared = families[0].keys() & families[1].keys()
    assert all(families[0][who] == families[1][who] for who in shared)
    assert np.all(upset.households.restless >= 1.0)
