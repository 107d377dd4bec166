"""Columns: one cell seen from two sides."""

from __future__ import annotations

import pickle
from copy import deepcopy

import numpy as np
import pytest

from model.columns import Column, Row, Table, columns_of


class PersonColumns:
    trust = Column[float](0.5, np.float32, "trust", unit="0-1")
    age = Column[int](30, np.int16, "age", unit="year")
    here = Column[bool](True, np.bool_, "lives here")
    friends = Column[int](-1, np.int32, "friends", width=3)


class People(PersonColumns, Table):
    pass


class Person(PersonColumns, Row):
    def __init__(self, table: People, row: int) -> None:
        self.table, self.row = table, row


@pytest.fixture
def people() -> People:
    return People(4, room=5)


def test_table_and_row_are_two_views_of_one_cell(people: People):
    person = Person(people, 2)
    person.trust = 0.75
    assert people.trust.tolist() == [0.5, 0.5, 0.75, 0.5]
    people.trust[2] = 0.25
    assert person.trust == 0.25


def test_a_cell_is_a_plain_python_value(people: People):
    person = Person(people, 0)
    assert (type(person.trust), type(person.age), type(person.here)) == (float, int, bool)


def test_a_column_cannot_be_replaced_and_the_message_says_what_to_write(people: People):
    with pytest.raises(AttributeError, match=r"table\.trust\[:\] = values"):
        people.trust = np.zeros(4)
    people.trust[:] = 0.1
    assert Person(people, 3).trust == pytest.approx(0.1)


def test_growth_keeps_values_and_rows_and_new_rows_hold_the_initial_value(people: People):
    people.trust[:] = [0.1, 0.2, 0.3, 0.4]
    person = Person(people, 1)
    taken = people.add(20)
    assert (taken.start, taken.stop, people.rows) == (4, 24, 24)
    assert people.trust[:4].tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4])
    assert set(people.trust[4:].tolist()) == {0.5}
    person.trust = 0.9  # a row made before the growth still writes into the table
    assert people.trust[1] == np.float32(0.9)


def test_a_column_shows_the_rows_in_use_and_a_kernel_gets_the_spare_room(people: People):
    assert people.trust.size == 4
    assert people.whole("trust").size == people.room == 5
    assert np.shares_memory(people.trust, people.whole("trust"))


def test_adding_nobody_changes_nothing(people: People):
    assert people.add(0) == slice(4, 4)
    assert (people.rows, people.room) == (4, 5)


def test_slots_are_small_arrays_and_a_row_hands_out_a_copy(people: People):
    assert people.friends.shape == (4, 3)
    person = Person(people, 1)
    person.friends = [7, 8, 9]
    assert people.friends[1].tolist() == [7, 8, 9]
    person.friends[0] = 1
    assert people.friends[1, 0] == 7


def test_two_tables_of_one_kind_share_nothing(people: People):
    other = People(4)
    people.trust[:] = 1.0
    assert set(other.trust.tolist()) == {0.5}


def test_a_column_knows_its_name_meaning_and_unit():
    assert list(columns_of(People)) == ["trust", "age", "here", "friends"]
    assert (People.trust.name, People.trust.about, People.trust.unit) == ("trust", "trust", "0-1")


def test_a_table_survives_pickling_and_its_copy_is_independent(people: People):
    people.trust[1] = 0.125
    copy = pickle.loads(pickle.dumps(people))
    assert copy.trust.tolist() == people.trust.tolist()
    copy.trust[1] = 1.0
    copy.add(50)
    assert (people.trust[1], people.rows) == (0.125, 4)


def test_a_table_without_rows_has_room_for_the_first():
    assert People().trust.size == 0
    assert People(room=0).room == 1


def test_fewer_rows_in_use_leave_room_below(people: People):
    people.trust[:] = 0.25
    people.rows = 1
    assert people.trust.tolist() == [0.25]
    people.rows = 3
    assert people.trust.size == 3


def test_a_copy_looks_at_its_own_columns(people: People):
    copy = deepcopy(people)
    copy.trust[0] = 1.0
    assert copy.whole("trust")[0] == 1.0
    assert people.trust[0] == 0.5
