"""Columns: a table of arrays, and rows that look like objects."""

from __future__ import annotations

from typing import Any, Generic, Self, TypeVar, cast, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

Value = TypeVar("Value", int, float, bool)


class Table:
    """Columns of equal length with spare room; ``table.trust`` is the column in use.

    Rows are never moved nor reused: who leaves keeps the row, and newcomers take fresh ones.
    """

    def __init__(self, rows: int = 0, *, room: int = 16) -> None:
        self.room = max(rows, room, 1)
        self.columns: dict[str, NDArray[Any]] = {
            name: column.filled(self.room) for name, column in columns_of(type(self)).items()
        }
        self.views: dict[str, NDArray[Any]]
        self.rows = rows

    def __getstate__(self) -> dict[str, Any]:
        # A copied view would be an array of its own, so copies make their views afresh.
        return {name: value for name, value in vars(self).items() if name != "views"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.rows = self._rows

    def add(self, count: int) -> slice:
        """Take fresh rows at the end, making room by doubling, and return where they are."""
        needed = self.rows + count
        if needed > self.room:
            self._grow(max(needed, 2 * self.room))
        taken = slice(self.rows, needed)
        self.rows = needed
        return taken

    @property
    def rows(self) -> int:
        """Return how many rows are in use; fewer of them leave spare room below."""
        return self._rows

    @rows.setter
    def rows(self, rows: int) -> None:
        self._rows = rows
        # Columns are asked for all day, so the part in use is kept at hand.
        self.views = {name: values[:rows] for name, values in self.columns.items()}

    def whole(self, name: str) -> NDArray[Any]:
        """Return a column with its spare room, as kernels take it."""
        return self.columns[name]

    def _grow(self, room: int) -> None:
        for name, column in columns_of(type(self)).items():
            wider = column.filled(room)
            wider[: self.rows] = self.columns[name][: self.rows]
            self.columns[name] = wider
        self.room = room
        self.rows = self._rows


class Row:
    """One row of a table; the attribute ``row.trust`` is one cell."""

    table: Table
    row: int


class Column(Generic[Value]):
    """A column of a table, declared once and seen from both sides.

    ``width`` above zero makes each cell a small array of that length (slots).
    """

    def __init__(
        self, initial: Value, dtype: DTypeLike, about: str, *, unit: str = "", width: int = 0
    ) -> None:
        self.initial: Value = initial
        self.dtype = np.dtype(dtype)
        self.about = about
        self.unit = unit
        self.width = width
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def filled(self, rows: int) -> NDArray[Any]:
        """Make an array of this column's type that holds the initial value."""
        shape = (rows, self.width) if self.width else (rows,)
        return np.full(shape, self.initial, self.dtype)

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: Table, kind: type) -> NDArray[Any]: ...
    @overload
    def __get__(self, owner: Row, kind: type) -> Value: ...
    def __get__(self, owner: Table | Row | None, kind: type) -> Self | NDArray[Any] | Value:
        try:  # tables first: they are asked the most
            return owner.views[self.name]  # type: ignore[union-attr]
        except AttributeError:
            if owner is None:
                return self
        assert isinstance(owner, Row)
        cell = owner.table.columns[self.name][owner.row]
        return cast("Value", cell.copy() if self.width else cell.item())

    def __set__(self, owner: Row, value: Value) -> None:
        if isinstance(owner, Table):
            raise AttributeError(
                f"{self.name} is a column; write into it: table.{self.name}[:] = values"
            )
        owner.table.columns[self.name][owner.row] = value


def columns_of(kind: type) -> dict[str, Column[Any]]:
    """Collect the columns declared on a class and its bases, oldest first."""
    return {
        name: value
        for base in reversed(kind.__mro__)
        for name, value in vars(base).items()
        if isinstance(value, Column)
    }
