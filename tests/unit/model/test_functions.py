"""Functions of the platform: a home has what anybody offers it, until the data have leaked."""

from __future__ import annotations

import numpy as np

from model.functions import COMPANY, Functions, Module


def functions() -> Functions:
    opened = np.zeros(len(Module), np.bool_)
    opened[Module.SERVICE] = True
    return Functions(4, opened)


def test_of_two_who_open_the_same_each_closes_its_own():
    f = functions()
    f.open(Module.CIRCLE, by="one", homes=np.array([True, True, False, False]))
    f.open(Module.CIRCLE, by="other", homes=np.array([False, True, True, False]))
    assert f.offered[Module.CIRCLE].tolist() == [True, True, True, False]
    f.close(Module.CIRCLE, by="one")
    assert f.offered[Module.CIRCLE].tolist() == [False, True, True, False]
    f.close(Module.CIRCLE, by="nobody")
    assert f.offered[Module.CIRCLE].tolist() == [False, True, True, False]


def test_the_order_of_opening_does_not_matter():
    one, other = functions(), functions()
    half, all_ = np.array([True, False, True, False]), None
    one.open(Module.BOOKS, by="a", homes=half)
    one.open(Module.BOOKS, by="b", homes=all_)
    other.open(Module.BOOKS, by="b", homes=all_)
    other.open(Module.BOOKS, by="a", homes=half)
    assert (one.offered == other.offered).all()


def test_after_a_leak_only_service_is_left_whoever_opens_more():
    f = functions()
    f.open(Module.CIRCLE, Module.BOOKS, by=COMPANY, homes=None)
    f.suspend()
    f.open(Module.COUNCIL, by="one", homes=None)
    assert np.flatnonzero(f.open_somewhere).tolist() == [Module.SERVICE]
