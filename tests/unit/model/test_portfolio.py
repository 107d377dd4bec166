"""Portfolio: what estates of one company pass on, as inputs, and what it costs them."""

import numpy as np
import pytest
from portfolios import MENTORING, POOL, VISITS, company, hood, rollout

from model.budget import BudgetPlan
from model.calendar import DAYS_PER_MONTH
from model.interventions.points import PointsPlan
from model.kpis import KPIS
from model.portfolio import Portfolio, seed_of
from model.roles import Role
from model.rollout import Pool, Span
from model.totals import PER_ESTATE, SUMMED, total

TWO = {"first": "pilot", "second": "late"}
DESK = Role.DESK


def to_month(portfolio: Portfolio, month: int) -> Portfolio:
    """Live up to the eve of a month."""
    while portfolio.day < (month - 1) * DAYS_PER_MONTH:
        portfolio.step()
    for one in portfolio.hoods.values():
        one.staff._serve(np.inf)  # so that no ticket of the day before is booked later
    return portfolio


def passed(portfolio: Portfolio, what: str) -> list[tuple[int, str, str, float]]:
    return [
        (month, giver, taker, amount)
        for month, kind, giver, taker, amount in portfolio.log
        if kind == what
    ]


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="end = 3 comes before start = 4"):
        Span(start=4, end=3)


def test_a_portfolio_without_an_estate_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        Portfolio({})


def test_seeds_depend_on_the_company_and_on_the_name():
    assert seed_of(1, "a") == seed_of(1, "a")
    assert len({seed_of(seed, name) for seed in (1, 2) for name in ("a", "b", "c")}) == 6
    assert all(0 <= seed_of(1, str(number)) < 2**31 for number in range(200))


# -- mentoring ---------------------------------------------------------------------------------


def test_mentors_pass_on_a_share_of_what_they_are_ahead_and_their_cases():
    portfolio = to_month(company(TWO, mentoring=MENTORING), 4)
    mentor, learner = (portfolio.hoods[name].staff for name in TWO)
    mentor.taught[DESK], mentor.practice[DESK], mentor.lessons[:] = 0.8, 40.0, 12.0
    taught, practice, lessons = (
        learner.taught[DESK].copy(),
        learner.practice[DESK].copy(),
        learner.lessons.copy(),
    )
    portfolio._meet(portfolio.rollout, 4)
    stewards = learner.servers[DESK].sum()
    hours = MENTORING.hours * portfolio.hoods["second"].estate.size / 500
    share = 1 - np.exp(-hours / stewards / MENTORING.hours_to_learn)
    ahead = np.maximum(0.8 - taught, 0)
    assert ahead.any()
    np.testing.assert_allclose(learner.taught[DESK], taught + share * ahead)
    np.testing.assert_allclose(
        learner.practice[DESK], practice + share * np.maximum(40.0 - practice, 0)
    )
    np.testing.assert_allclose(learner.lessons, lessons + MENTORING.cases_apply * 12.0)


def test_who_is_ahead_of_the_mentors_loses_nothing():
    portfolio = to_month(company(TWO, mentoring=MENTORING), 4)
    mentor, learner = (portfolio.hoods[name].staff for name in TWO)
    mentor.taught[DESK], mentor.practice[DESK] = 0.0, 0.0
    taught, practice = learner.taught[DESK].copy(), learner.practice[DESK].copy()
    portfolio._meet(portfolio.rollout, 4)
    np.testing.assert_array_equal(learner.taught[DESK], taught)
    np.testing.assert_array_equal(learner.practice[DESK], practice)


def test_mentoring_lasts_its_months_takes_the_mentors_time_and_is_paid_for():
    portfolio = company(TWO, mentoring=MENTORING)
    portfolio.run()
    hours = MENTORING.hours * portfolio.hoods["second"].estate.size / 500
    assert passed(portfolio, "mentoring") == [
        (4, "first", "second", hours),
        (5, "first", "second", hours),
    ]
    spent = {
        key[0]: value
        for key, value in portfolio.hoods["second"].money.spent.items()
        if key[1] == "mentoring"
    }
    assert spent == {4: [hours * MENTORING.wage, hours], 5: [hours * MENTORING.wage, hours]}
    assert not any(key[1] == "mentoring" for key in portfolio.hoods["first"].money.spent)


def test_the_hours_of_mentors_stand_on_their_own_desks_list():
    with_mentors = to_month(company(TWO, mentoring=MENTORING), 4)
    without = to_month(company(TWO), 4)
    for portfolio in (with_mentors, without):
        portfolio._meet(portfolio.rollout, 4)
    hours = MENTORING.hours * with_mentors.hoods["second"].estate.size / 500
    booked = [one.hoods["first"].staff.booked[DESK] for one in (with_mentors, without)]
    assert booked[0] - booked[1] == pytest.approx(hours)
    free = [one.hoods["first"].staff.free_at[DESK].sum() for one in (with_mentors, without)]
    assert free[0] > free[1]


def test_nobody_mentors_before_doing_it_at_home():
    estates = {"first": "late", "second": "late"}
    portfolio = company(estates, mentoring=MENTORING.model_copy(update={"mentors": ("late",)}))
    portfolio.run()
    assert not passed(portfolio, "mentoring")


# -- supervision -------------------------------------------------------------------------------


def test_a_visit_sees_that_new_stewards_are_taught_and_costs_hours_on_both_sides():
    portfolio = to_month(company(TWO, supervision=VISITS), 5)
    staff = portfolio.hoods["second"].staff
    staff.train(DESK, 0.7)
    staff.taught[DESK, 0, 0] = 0.1
    booked = staff.booked[DESK]
    portfolio._meet(portfolio.rollout, 5)
    assert (staff.taught[DESK] >= 0.7).all()
    assert staff.booked[DESK] - booked == pytest.approx(VISITS.desk_hours)
    key = (5, "supervision", "company", "supervision")
    assert portfolio.hoods["second"].money.spent[key] == [VISITS.hours * VISITS.wage, VISITS.hours]


def test_estates_are_visited_once_a_month_from_when_their_measures_begin():
    portfolio = company(TWO, supervision=VISITS)
    portfolio.run()
    visits = [(month, taker) for month, _, taker, _ in passed(portfolio, "supervision")]
    assert visits == [(3, "first"), *((m, name) for m in (4, 5, 6) for name in TWO)]


# -- pool --------------------------------------------------------------------------------------


def test_idle_hours_go_to_whose_desks_are_busy_and_come_back_at_the_end():
    pool = POOL.model_copy(update={"end": 4})
    portfolio = to_month(company(TWO, pool=pool), 3)
    portfolio._meet(portfolio.rollout, 3)
    giver, taker = (portfolio.hoods[name].staff for name in TWO)
    ((_, _, _, lent),) = [row for row in passed(portfolio, "hours") if row[0] == 3]
    assert lent > 0
    assert giver.loan[DESK] < 0
    assert taker.loan[DESK] > 0
    to_month(portfolio, 6)
    assert {row[0] for row in passed(portfolio, "hours")} == {2, 3, 4}
    assert giver.loan[DESK] == taker.loan[DESK] == 0


def test_money_left_over_goes_to_whom_a_budget_binds_and_none_is_made_or_lost():
    plans = [PointsPlan(start=1, ramp=0)]
    asked = sum(cost.yuan * 12 for cost in plans[0].prices(households=48) if not cost.over)
    assert asked > 0
    hoods = {
        "first": hood("first", interventions=plans, budget=BudgetPlan(yearly=(10 * asked,))),
        "second": hood("second", interventions=plans, budget=BudgetPlan(yearly=(0.2 * asked,))),
    }
    alone = hood("second", interventions=plans, budget=BudgetPlan(yearly=(0.2 * asked,)))
    portfolio = Portfolio(
        hoods, rollout(TWO, pool=Pool(givers=("pilot",), takers=("late",), start=2, idle_hours=0.0))
    )
    portfolio.run()
    alone.run()
    moved = [hoods[name].budget.moved[0] for name in TWO]
    assert moved[1] > 0
    assert moved[0] == pytest.approx(-moved[1])
    assert hoods["second"].interventions[0].share > alone.interventions[0].share


def test_without_a_budget_there_is_no_money_to_pass_on():
    portfolio = company(TWO, pool=POOL)
    portfolio.run()
    assert not passed(portfolio, "yuan")


# -- totals ------------------------------------------------------------------------------------


def test_two_estates_alike_have_in_total_what_one_has_and_the_money_of_both():
    one = hood("first", interventions=[PointsPlan(start=1, ramp=0)], months=14)
    results = one.run()
    kpis, by_group = total([one.recorder] * 2, [results.kpis] * 2)
    known = 0
    for name, alone in results.kpis.items():
        twice = 2.0 if name in SUMMED else 1.0
        np.testing.assert_allclose(kpis[name], twice * alone, err_msg=name)
        known += np.isfinite(alone).any()
    assert known > 50
    table = results.kpis_by_group
    for month, kpi, group, value in zip(*table.values(), strict=True):
        np.testing.assert_allclose(by_group[kpi, group][month - 1], value, err_msg=f"{kpi} {group}")


def test_totals_weigh_by_people_and_lie_between_the_estates():
    portfolio = company({"a": "pilot", "b": "pilot", "c": "pilot"}, months=13)
    results = portfolio.run()
    adults = [hood.recorder.series("adults")[-1] for hood in portfolio.hoods.values()]
    trust = [one.kpis["trust_index"][-1] for one in results.estates.values()]
    assert results.kpis["trust_index"][-1] == pytest.approx(np.average(trust, weights=adults))
    disputes = [one.kpis["disputes_per_estate_year"][-1] for one in results.estates.values()]
    assert results.kpis["disputes_per_estate_year"][-1] == pytest.approx(np.mean(disputes))


def test_every_kpi_has_one_rule():
    assert not PER_ESTATE & SUMMED
    assert set(KPIS) >= PER_ESTATE | SUMMED
