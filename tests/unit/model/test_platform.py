"""The platform: who can, who begins, who is active, and what that sets for others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, STILL, counts, differences, parameters
from small_world import World, estate_plan, only, world

from model.behaviour.platform import PlatformParameters
from model.estate import EstatePlan
from model.functions import Module
from model.neighbourhood import Neighbourhood
from model.organisation import OrganisationPlan, PlatformPlan
from model.outlook import Outlook
from model.platform import Platform
from model.recorder import Recorder

ALWAYS = {"use": {"often": 20.0}}
NO_SPREAD = {"use": {"often": 0.0, "skill": 0.0, "habit": 0.0, "trust": 0.0, "module": 0.0}}


class Town:
    """An estate with a platform and nothing else that happens."""

    def __init__(
        self,
        values: dict[str, Any] | None = None,
        *,
        flats: int = 400,
        quarters: int = 1,
        seed: int = 1,
        older: bool = False,
        **today: Any,
    ) -> None:
        kinds = {"mix": only(older_couple=1.0)} if older else {}
        stairs, doors = (flats // 40, 4) if flats <= 800 else (20, flats // 200)
        plan = estate_plan(
            count=quarters,
            stairs=stairs,
            floors=10,
            doors=doors,
            owner_leaves=0.0,
            renter_leaves=0.0,
            **kinds,
        )
        today = {"years": 0.0, **today}
        organisation = OrganisationPlan(platform=PlatformPlan(**today))
        plan = plan.model_copy(update={"organisation": organisation})
        self.world: World = world(plan, seed=seed)
        w = self.world
        self.residents = w.residents
        self.outlook = Outlook(w.residents, w.ties, w.parameters.outlook, w.streams)
        self.outlook.welcome()
        self.recorder = Recorder(600)
        self.platform = Platform(
            w.estate,
            w.population,
            w.accounts,
            w.ties,
            self.outlook,
            self.recorder,
            PlatformParameters.model_validate(values or {}),
            w.streams,
        )
        self.accounts = w.accounts.table

    @property
    def adults(self) -> np.ndarray:
        return self.residents.present & (self.residents.group > 0)

    def months(self, count: int, *, start: int = 0) -> None:
        for month in range(start, start + count):
            self.recorder.day = 30 * month
            self.platform.log_in(30 * month)

    def active(self) -> float:
        return float(self.accounts.active[self.adults].mean())


def test_nobody_begins_who_cannot_use_an_app():
    town = Town({**ALWAYS, "adoption": {"innovation": 10.0}})
    town.months(24)
    a, needed = town.accounts, PlatformParameters().adoption.needed
    assert a.adopted[town.residents.digital < needed].sum() == 0
    assert a.adopted[town.adults & (town.residents.digital >= needed)].all()
    assert (a.active == a.adopted).all()


def test_children_have_no_account():
    town = Town({**ALWAYS, "adoption": {"innovation": 10.0, "needed": 0.0}})
    town.months(6)
    assert not town.accounts.adopted[town.residents.group == 0].any()


def test_about_a_third_of_the_old_can_use_it():
    town = Town(older=True, flats=2000)
    assert 0.28 < town.accounts.able[town.adults].mean() < 0.4  # E082: 68 % cannot


def test_activity_is_a_logit_when_all_are_alike():
    town = Town(
        {"use": {**NO_SPREAD["use"], "often": 0.7}, "adoption": {"innovation": 10.0, "needed": 0}},
        flats=2000,
    )
    town.months(12)
    expected = 1.0 / (1.0 + np.exp(-0.7))
    spread = np.sqrt(expected * (1 - expected) / town.adults.sum())
    assert abs(town.active() - expected) < 4.5 * spread


@pytest.mark.parametrize(
    "change",
    [
        lambda platform: platform.open(Module.CIRCLE, Module.COUNCIL),
        lambda platform: platform.reward(0.5),
        lambda platform: platform.speak(1.0),
        lambda platform: platform.force(1.0),
        lambda platform: platform.help_users(10.0, known=1.0),
    ],
    ids=["modules", "rewards", "voice", "force", "helpers"],
)
def test_what_makes_use_likelier_takes_no_user_away(change):
    plain, better = (Town({"adoption": {"innovation": 0.5}}) for _ in range(2))
    change(better.platform)
    for month in range(18):
        for town in (plain, better):
            town.months(1, start=month)
        assert (better.accounts.active >= plain.accounts.active).all()
    assert better.active() > plain.active()


def test_moderation_makes_a_circle_worth_the_while():
    full, weeded = Town(circle=True), Town(circle=True)
    weeded.platform.moderate(1.0)
    for town in (full, weeded):
        town.months(24)
    assert weeded.active() > full.active()


def test_who_trusts_the_company_with_the_data_uses_it_more():
    wary, trusting = Town(), Town()
    wary.residents.trust_company[:] = 0.0
    trusting.residents.trust_company[:] = 1.0
    for town in (wary, trusting):
        town.months(24)
    assert trusting.active() > wary.active()


def test_a_helper_post_teaches_no_more_than_its_hours_allow():
    town = Town({"adoption": {"lesson_hours": 5.0}}, older=True)
    town.platform.help_users(7.0, known=1.0)  # 24 hours a month for 400 of 500 homes
    town.months(1)
    assert town.accounts.taught.sum() == 4
    town.months(3, start=1)
    assert 18 <= town.accounts.taught.sum() <= 19


def test_few_old_people_let_a_stranger_teach_them():
    strangers, known = (Town(older=True, flats=2000) for _ in range(2))
    strangers.platform.help_users(1e4, known=0.0)
    known.platform.help_users(1e4, known=1.0)
    for town in (strangers, known):
        town.months(3)
    waiting = known.residents.digital < PlatformParameters().adoption.needed
    assert strangers.accounts.taught[waiting].mean() == pytest.approx(0.15, abs=0.04)
    assert known.accounts.taught[waiting].mean() == pytest.approx(0.5, abs=0.05)
    assert known.accounts.taught[strangers.accounts.taught].all()


def test_with_helpers_and_voice_the_old_are_not_shut_out():
    fast = {"adoption": {"innovation": 1.0}}
    alone, helped = (Town(fast, older=True, flats=1000) for _ in range(2))
    helped.platform.help_users(20.0, known=0.8)
    helped.platform.speak(1.0)
    for town in (alone, helped):
        town.months(36)
    assert helped.active() > 1.5 * alone.active()
    assert helped.active() > 0.25


def test_a_function_that_is_closed_reaches_nobody():
    town = Town({"adoption": {"innovation": 5.0}}, counters=0.5)
    town.months(6)
    assert not town.platform.reached_by(Module.BOOKS).any()
    town.platform.open(Module.BOOKS)
    reached = town.platform.reached_by(Module.BOOKS)
    assert reached[town.accounts.active].all()
    offline = town.adults & ~town.accounts.active
    assert reached[offline].mean() == pytest.approx(0.5, abs=0.1)
    assert not reached[~town.adults].any()


def test_without_counters_only_active_people_are_reached():
    town = Town({"adoption": {"innovation": 5.0}}, council=True)
    town.months(6)
    assert (town.platform.reached_by(Module.COUNCIL) == town.accounts.active).all()


def test_each_function_sets_its_own_input_for_active_people():
    town = Town({"adoption": {"innovation": 5.0}})
    town.months(6)
    a, on = town.accounts, town.accounts.active.copy()

    def inputs() -> list[Any]:
        return [a.offline.copy(), a.notice.copy(), a.easier.copy(), a.intake.copy(), a.board.copy()]

    neutral = [np.ones(a.rows), np.zeros(a.rows), np.zeros(a.rows), np.ones(a.rows)]
    assert all((x == y).all() for x, y in zip(inputs(), [*neutral, np.zeros(a.rows)], strict=True))
    town.platform.open(Module.CIRCLE, Module.TRACKING, Module.HELP_BOARD)
    for values, before in zip(inputs(), [*neutral, np.zeros(a.rows)], strict=True):
        assert (values[on] != before[on]).all()
        assert (values[~on] == before[~on]).all()
    town.platform.close(Module.CIRCLE, Module.TRACKING, Module.HELP_BOARD)
    assert all((x == y).all() for x, y in zip(inputs(), [*neutral, np.zeros(a.rows)], strict=True))


def test_people_meet_in_the_circle_only_where_both_are_active():
    town = Town({**ALWAYS, "adoption": {"innovation": 5.0}, "reach": {"contacts": 5.0}})
    town.platform.open(Module.CIRCLE)
    town.months(1)
    s = town.world.ties.slots
    met = np.unique(np.nonzero(s.partner >= 0)[0])
    assert met.size > 10
    assert town.accounts.active[met].all()


def test_a_platform_that_is_kept_up_does_not_leak():
    town = Town(circle=True, upkeep=1.0)
    town.months(60)
    assert town.recorder.series("platform_leaks").sum() == 0
    assert town.platform.is_open(Module.CIRCLE)


def test_without_upkeep_it_is_shut_after_about_a_year_and_trust_suffers():
    lives = []
    for seed in range(40):
        town = Town(flats=40, seed=seed, circle=True, council=True, upkeep=0.0)
        before = town.outlook.evidence.bad.sum()
        month = 0
        while town.platform.is_open(Module.CIRCLE):
            users = town.accounts.adopted.any()
            town.months(1, start=month)
            month += 1
        lives.append(month / 12)
        assert not town.platform.is_open(Module.COUNCIL)
        assert town.platform.is_open(Module.SERVICE)
        assert (town.outlook.evidence.bad.sum() > before) == users
        assert town.recorder.series("platform_leaks").sum() == 1
    assert abs(np.mean(lives) - 1.0) < 4.5 / np.sqrt(40)


def test_service_alone_has_nothing_to_leak():
    town = Town(upkeep=0.0)
    town.months(60)
    assert town.platform.is_open(Module.SERVICE)


def test_who_lives_in_an_estate_without_a_platform_is_never_active():
    town = Town(service=False)
    town.months(12)
    assert not town.accounts.adopted.any()
    assert not town.accounts.active.any()


@pytest.mark.parametrize("verb", ["moderate", "fund", "force", "speak", "keep_counters"])
@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_is_from_nothing_to_all(verb: str, share: float):
    with pytest.raises(ValueError, match="must be from 0 to 1"):
        getattr(Town(flats=40).platform, verb)(share)


def test_a_helper_post_cannot_be_open_for_less_than_no_hours():
    with pytest.raises(ValueError, match="must be 0 or more"):
        Town(flats=40).platform.help_users(-1.0, known=0.5)


def test_another_quarter_changes_nothing_here():
    """A quarter has its own imitation, lessons and circle."""
    alone, beside = (
        Town({"adoption": {"innovation": 0.5}}, flats=800, quarters=quarters) for quarters in (1, 2)
    )
    assert beside.world.estate.quarters == 2
    for town in (alone, beside):
        town.platform.open(Module.CIRCLE, Module.HELP_BOARD)
        town.platform.help_users(6.0, known=0.5)
        town.months(12)
    here = np.flatnonzero(beside.residents.dwelling < 800)
    assert (beside.residents.identity[here] == alone.residents.identity).all()
    for name in alone.accounts.columns:
        assert (getattr(beside.accounts, name)[here] == getattr(alone.accounts, name)).all(), name
    strength = [np.sort(town.world.ties.slots.strength, axis=1) for town in (alone, beside)]
    assert (strength[1][here] == strength[0]).all()


def test_counts_by_age_add_up_to_all():
    town = Town(years=10.0)
    town.months(3)
    for what in ("platform_active", "platform_adopted", "platform_residents"):
        parts = [town.recorder.series(what, group) for group in ("young", "middle", "older")]
        assert (town.recorder.series(what) == sum(parts)).all()
        assert town.recorder.series(what)[0] > 0


# -- in the neighbourhood ------------------------------------------------------------------


def small(today: dict[str, Any], reach: dict[str, float], months: int = 3) -> Neighbourhood:
    organisation = OrganisationPlan(platform=PlatformPlan(**today))
    plan: EstatePlan = SMALL.model_copy(update={"organisation": organisation})
    values = parameters(HEATED, {"platform": {"reach": reach}}, {"news": {"circle": 0.0}})
    return Neighbourhood(plan, values, months=months, seed=5)


def test_without_displacement_and_contacts_a_circle_changes_no_meeting():
    dead = {"displacement": 0.0, "contacts": 0.0, "notice": 0.0}
    absent, idle = small({"service": False}, dead).run(), small({"circle": True}, dead).run()
    ours = ("counts.", "kpis.")  # the counts of the platform itself differ
    changed = [name for name in differences(absent, idle) if not name.startswith(ours)]
    assert changed == []
    assert counts(idle, "encounters").tolist() == counts(absent, "encounters").tolist()


def test_functions_that_are_closed_have_no_effect_on_the_rest():
    none, service = small({"service": False}, {}).run(), small({}, {}).run()
    changed = [name for name in differences(none, service) if not name.startswith("counts.")]
    assert [name for name in changed if "platform" not in name] == []


@pytest.mark.parametrize(("displacement", "sign"), [(0.8, -1), (-0.8, 1)])
def test_displacement_takes_outings_away_and_its_opposite_adds_some(displacement, sign):
    def met(value: float) -> float:
        hood = small({"circle": True}, {"displacement": value, "contacts": 0.0})
        return float(counts(hood.run(), "encounters").sum())

    assert np.sign(met(displacement) - met(0.0)) == sign


def test_filing_online_makes_the_company_the_first_address():
    def share(easier: float) -> float:
        results = small({"tracking": True}, {"reporting": easier}, months=12).run()
        company = counts(results, "acting", "company").sum()
        return float(
            company
            / sum(counts(results, "acting", g).sum() for g in ("company", "private", "formal"))
        )

    assert share(3.0) > share(0.0)


def test_what_is_filed_online_is_answered_sooner():
    def hours(intake: float) -> float:
        hood = small({"tracking": True}, {"intake": intake, "reporting": 0.0}, months=12)
        hood.run()
        return float(np.mean([h for month in hood.recorder.response_hours.values() for h in month]))

    assert hours(0.0) < hours(1.0)


def test_use_does_not_drift_in_three_years():
    hood = Neighbourhood(STILL, months=36, seed=3)
    share = hood.run().kpis["platform_monthly_active_share"]
    assert abs(share[-6:].mean() - share[:6].mean()) < 0.12


def test_newcomers_have_no_account_yet():
    hood = Neighbourhood(SMALL, months=1, seed=3)
    rows = hood.accounts.table.rows
    while hood.accounts.table.rows == rows:
        hood.step()
    assert not hood.accounts.table.adopted[rows:].any()
    assert hood.accounts.table.rows == hood.residents.rows


def test_whoever_was_taught_at_home_counts_as_taught():
    town = Town(older=True)
    town.platform.teach(np.array([0, 3]))
    assert town.accounts.taught[[0, 3]].all()
    assert np.count_nonzero(town.accounts.taught) == 2
