import numpy as np

from experiments.tables import by_rows, differing_cells, labelled, long_kpis, stacked


def test_long_kpis_have_one_row_a_month_and_kpi():
    table = long_kpis({"kpi": np.array(["a", "b"]), "values": np.array([[1.0, 2.0], [3.0, 4.0]])})
    assert table["month"].tolist() == [1, 1, 2, 2]
    assert table["kpi"].tolist() == ["a", "b", "a", "b"]
    assert table["value"].tolist() == [1.0, 3.0, 2.0, 4.0]


def test_rows_are_sorted_by_the_first_key_first():
    table = {"option": np.array(["b", "a", "a"]), "month": np.array([1, 2, 1])}
    found = by_rows(table)
    assert found["option"].tolist() == ["a", "a", "b"]
    assert found["month"].tolist() == [1, 2, 1]


def test_labels_stand_in_front():
    table = labelled({"x": np.array([1, 2])}, option="a", replicate=3)
    assert list(table) == ["option", "replicate", "x"]
    assert table["replicate"].tolist() == [3, 3]


def test_tables_of_different_text_width_stack():
    parts = [labelled({"x": np.array([1])}, option=name) for name in ("a", "longer")]
    assert stacked(parts)["option"].tolist() == ["a", "longer"]


def test_equal_tables_differ_in_no_cell_even_where_nothing_is_known():
    table = {"a": np.array([1.0, np.nan]), "b": np.array(["x", "y"])}
    assert differing_cells(table, {name: column.copy() for name, column in table.items()}) == 0


def test_the_last_bit_counts():
    first = {"a": np.array([0.3, np.nan])}
    assert differing_cells(first, {"a": np.array([0.1 + 0.2, np.nan])}) == 1
    assert differing_cells(first, {"a": np.array([0.3, 0.0])}) == 1
    assert differing_cells(first, {"a": np.array([0.3])}) > 0
    assert differing_cells(first, {"b": np.array([0.3, np.nan])}) > 0
