"""State: whatever people live through, ties stand at both ends and nobody turns on themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from small_world import TINY, mirrored, people

from model.behaviour import Parameters
from model.behaviour.disputes import ChannelParameters, DisputeParameters
from model.behaviour.ties import TieParameters
from model.behaviour.triggers import NoiseParameters, TriggerParameters
from model.grievances import State
from model.neighbourhood import Neighbourhood
from model.streams import Streams
from model.ties import FAVOUR, GREETING, SLOTS, TALK, Ties

CROWD = 2 * SLOTS
SOMEBODY = st.integers(0, CROWD - 1)


class TieLife(RuleBasedStateMachine):
    """A crowd in which everybody takes to everybody, so that circles fill and overflow."""

    @initialize(half_life=st.sampled_from([5.0, 130.0]), slowing=st.sampled_from([0.5, 1e9]))
    def begin(self, half_life: float, slowing: float) -> None:
        self.day = 0
        self.ties = Ties(
            people(CROWD),
            TieParameters(
                acceptance=20.0, weak_half_life=half_life, slowing=slowing, day_minutes=600
            ),
            Streams(2),
        )
        self.known = np.zeros((CROWD, CROWD), bool)

    @rule(
        hub=SOMEBODY,
        others=st.lists(SOMEBODY, min_size=1, max_size=CROWD, unique=True),
        kind=st.sampled_from([GREETING, TALK, FAVOUR]),
        question=st.integers(0, 3),
    )
    def meet(self, hub: int, others: list[int], kind: int, question: int) -> None:
        here = self.ties.residents.present
        second = np.array([o for o in others if o != hub and here[o] and here[hub]], np.int32)
        first = np.full(second.size, hub, np.int32)
        kinds = np.full(second.size, kind, np.int8)
        self.ties.new_day()
        self.ties.meet(first, second, kinds, self.day, question=question)

    @rule(first=SOMEBODY, second=SOMEBODY, keep=st.floats(0, 1))
    def hurt(self, first: int, second: int, keep: float) -> None:
        before = self.ties.between(first, second, self.day)
        self.ties.hurt(first, second, self.day, keep=keep)
        assert np.isclose(self.ties.between(first, second, self.day), keep * before, rtol=1e-4)

    @rule(who=SOMEBODY)
    def leave(self, who: int) -> None:
        if np.count_nonzero(self.ties.residents.present) > SLOTS + 2:
            self.ties.residents.present[who] = False
            self.ties.part(np.array([who], np.int32))

    @rule(days=st.integers(1, 400))
    def wait(self, days: int) -> None:
        before = self.ties.slots.strength.copy()
        self.day += days
        assert (self.ties.slots.strength == before).all()

    @rule()
    def tidy(self) -> None:
        s = self.ties.slots
        held = [(a, int(b)) for a in range(CROWD) for b in s.partner[a] if b > a]
        before = {pair: self.ties.between(*pair, self.day) for pair in held}
        self.ties.tidy(self.day)
        for pair, strength in before.items():
            left = self.ties.between(*pair, self.day)
            forgotten = strength < self.ties.rules.forgotten_below * (1 + 1e-6)
            assert np.isclose(left, strength, rtol=1e-5) or (left == 0.0 and forgotten)

    @invariant()
    def ties_stand_at_both_ends(self) -> None:
        assert mirrored(self.ties)

    @invariant()
    def strengths_are_numbers_and_not_below_zero(self) -> None:
        s = self.ties.slots
        assert np.isfinite(s.strength).all() and (s.strength >= 0).all()
        assert (s.strength[s.partner < 0] == 0).all()
        assert (s.touched <= self.day).all()

    @invariant()
    def whoever_has_left_is_in_nobodys_circle(self) -> None:
        gone = np.flatnonzero(~self.ties.residents.present)
        assert not np.isin(self.ties.slots.partner, gone).any()
        assert (self.ties.slots.partner[gone] == -1).all()


TestTieLife = TieLife.TestCase
TestTieLife.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


def rowdy() -> Neighbourhood:
    """Make a tiny estate with loud nights, short tempers and people who come and go."""
    people_plan = TINY.people.model_copy(
        update={"owner_leaves": 1.0, "renter_leaves": 3.0, "vacant": 0.1, "cars": 1.3}
    )
    spaces = TINY.spaces.model_copy(update={"parking": 10, "insulation": 35.0})
    return Neighbourhood(
        TINY.model_copy(update={"people": people_plan, "spaces": spaces}),
        Parameters(
            triggers=TriggerParameters(noise=NoiseParameters(loud_nights=0.2, loud_others=0.1)),
            disputes=DisputeParameters(channel=ChannelParameters(act=0.0)),
        ),
        months=6,
        seed=11,
    )


def check(hood: Neighbourhood) -> None:
    """Assert what holds of any day's end."""
    r, h, homes = hood.residents, hood.households, hood.estate.dwellings
    grievances, cases = hood.grievances.slots, hood.mediation.cases
    assert mirrored(hood.ties)
    assert not np.isin(hood.ties.slots.partner, np.flatnonzero(~r.present)).any()
    for trust in (r.trust, r.trust_company, r.trust_rules):
        assert ((trust > 0) & (trust < 1)).all()
    held = grievances.against >= 0
    assert (grievances.level[held] >= 0).all() and np.isfinite(grievances.level).all()
    assert (grievances.against != r.household[:, None]).all()
    assert (r.household[cases.complainant] != cases.accused).all()
    assert (r.group[cases.complainant] > 0).all()
    assert (np.nan_to_num(cases.responded, nan=1e12) >= cases.opened).all()
    assert (np.nan_to_num(cases.closed, nan=1e12) >= cases.opened).all()
    lived = homes.household >= 0
    assert h.present[homes.household[lived]].all()
    assert np.count_nonzero(h.present) == np.count_nonzero(lived)
    assert set(np.unique(grievances.state).tolist()) <= {int(state) for state in State}


def test_a_rowdy_estate_keeps_its_order_every_day():
    hood = rowdy()
    check(hood)
    while hood.running:
        hood.step()
        check(hood)
    assert hood.mediation.cases.rows > 50
    assert np.count_nonzero(~hood.residents.present) > 20
