"""Double entry: what one account gives, another takes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.ledger import Book, Ledger, Unit
from model.residents import Residents


def ledger_of(people: int) -> Ledger:
    ledger = Ledger(Residents(people))
    ledger.welcome()
    return ledger


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def test_a_payment_takes_from_one_what_it_gives_to_another():
    ledger = ledger_of(3)
    ledger.pay(0, Unit.HOURS, rows(0, 1), rows(2, 2), np.array([1.5, 0.5]), "help")
    assert ledger.balances.held[:, Unit.HOURS].tolist() == [-1.5, -0.5, 2.0]
    assert ledger.balances.held[:, Unit.POINTS].tolist() == [0.0, 0.0, 0.0]


def test_somebody_named_twice_pays_twice():
    ledger = ledger_of(2)
    ledger.pay(0, Unit.HOURS, rows(0, 0), rows(1, 1), np.array([1.0, 2.0]), "help")
    assert ledger.balances.held[:, Unit.HOURS].tolist() == [-3.0, 3.0]


def test_points_issued_are_owed_by_the_issuer():
    ledger = ledger_of(2)
    ledger.issue(0, Unit.POINTS, rows(0, 1), np.array([3.0, 4.0]), "kept the rules")
    assert ledger.books[Unit.POINTS, Book.ISSUER] == -7.0
    assert ledger.outstanding(Unit.POINTS) == 7.0
    assert ledger.residual(Unit.POINTS) == 0.0


def test_accounts_are_closed_into_the_book_of_those_who_left():
    ledger = ledger_of(2)
    ledger.pay(0, Unit.HOURS, rows(0), rows(1), np.array([2.0]), "help")
    ledger.close(rows(0, 1), 5)
    assert not ledger.balances.held.any()
    assert ledger.books[Unit.HOURS, Book.LEFT] == 0.0  # one owed what the other was owed
    assert [entry.why for entry in ledger.journal] == ["help", "moved away"]


def test_nothing_paid_is_nothing_noted():
    ledger = ledger_of(2)
    nobody, nothing = rows(), np.zeros(0)
    ledger.pay(0, Unit.HOURS, nobody, nobody, nothing, "help")
    ledger.issue(0, Unit.POINTS, nobody, nothing, "kept the rules")
    ledger.take(0, Unit.POINTS, nobody, nothing, Book.REDEEMED, "redeemed")
    assert ledger.journal == []


def test_the_journal_keeps_what_it_was_told():
    ledger = ledger_of(2)
    amount = np.array([2.0])
    ledger.pay(0, Unit.HOURS, rows(0), rows(1), amount, "help")
    amount[:] = 9.0
    assert ledger.journal[0].amount.tolist() == [2.0]


steps = st.lists(
    st.tuples(
        st.sampled_from(["pay", "issue", "take", "close"]),
        st.sampled_from(list(Unit)),
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6),
        st.floats(0, 1e6),
    ),
    max_size=20,
)


@given(steps)
def test_all_accounts_sum_to_zero_after_any_entries(entries: list):
    ledger = ledger_of(5)
    for day, (verb, unit, pairs, size) in enumerate(entries):
        source = rows(*(pair[0] for pair in pairs))
        target = rows(*(pair[1] for pair in pairs))
        amount = np.linspace(0.0, size, len(pairs))
        if verb == "pay":
            ledger.pay(day, unit, source, target, amount, "help")
        elif verb == "issue":
            ledger.issue(day, unit, target, amount, "kept the rules")
        elif verb == "take":
            ledger.take(day, unit, source, amount, Book.REDEEMED, "redeemed")
        else:
            ledger.close(np.unique(source), day)
        for each in Unit:
            assert ledger.residual(each) == pytest.approx(0.0, abs=1e-6)
