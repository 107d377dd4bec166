"""Patches: what a file changes joins what it extends, and every key keeps its place."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scenarios.errors import Place
from scenarios.patch import MEASURES, Patch, patch_of
from scenarios.yamlfile import read_yaml

KEYS = ("title", "story", "estate", "months", "phases", MEASURES, "extends")
USES = ("points", "time_bank")


def patch(folder: Path, text: str, name: str = "a.yaml") -> Patch:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return patch_of(read_yaml(path), names=KEYS, measures=USES)


def rules(found: Patch) -> list[str]:
    return [f"{p.place.line} {p.rule} {p.meant}".strip() for p in found.problems if p.place]


def test_keys_join_and_the_upper_file_wins(tmp_path: Path):
    base = patch(tmp_path, "estate:\n  built: 1990\n  spaces: {parking: 120, green: 5}\n", "b.yaml")
    top = patch(tmp_path, "months: 12\nestate:\n  spaces:\n    parking: 9\n")
    both = top.over(base)
    assert both.data["estate"] == {"built": 1990, "spaces": {"parking": 9, "green": 5}}
    assert both.data["months"] == 12
    assert both.place("estate", "spaces", "parking") == Place(str(tmp_path / "a.yaml"), 4)
    assert both.place("estate", "spaces", "green") == Place(str(tmp_path / "b.yaml"), 3)
    assert both.place("estate", "built") == Place(str(tmp_path / "b.yaml"), 2)
    assert base.data["estate"]["spaces"]["parking"] == 120, "the base stays as it was"


def test_titles_and_lists_take_the_place_of_older_ones(tmp_path: Path):
    base = patch(tmp_path, "title: {en: A, zh: B}\nphases: [{start: 1}, {start: 2}]\n", "b.yaml")
    top = patch(tmp_path, "title: {zh: C}\nphases: [{start: 3}]\n")
    both = top.over(base)
    assert both.data == {"title": {"zh": "C"}, "phases": [{"start": 3}]}
    assert both.place("phases", 0, "start").path.endswith("a.yaml")


def test_a_measure_is_changed_by_its_use_and_a_new_one_joins(tmp_path: Path):
    base = patch(tmp_path, "interventions:\n  - {use: points, start: 4, fine: 3}\n", "b.yaml")
    top = patch(tmp_path, "interventions:\n  - use: time_bank\n  - use: points\n    start: 9\n")
    both = top.over(base)
    assert both.data[MEASURES] == {
        "points": {"use": "points", "start": 9, "fine": 3},
        "time_bank": {"use": "time_bank"},
    }
    assert both.place(MEASURES, "points", "start") == Place(str(tmp_path / "a.yaml"), 4)
    assert both.place(MEASURES, "points", "fine") == Place(str(tmp_path / "b.yaml"), 2)


def test_slips_are_noted_with_their_lines(tmp_path: Path):
    text = "month: 3\ninterventions:\n  - use: point\n  - use: points\n  - 3\n  - {start: 2}\n"
    text += "  - use: points\n  - use: [points]\n"
    found = patch(tmp_path, text)
    assert rules(found) == [
        "1 unknown_key months",
        "3 unknown_use points",
        "5 measure",
        "6 no_use",
        "7 twice_use",
        "8 unknown_use points",
    ]
    assert found.data == {MEASURES: {"points": {"use": "points"}}}
    assert rules(patch(tmp_path, "interventions: 3\n")) == ["1 list"]


def test_a_key_without_a_value_changes_nothing(tmp_path: Path):
    found = patch(tmp_path, "title:\ninterventions:\nestate:\nmonths: 3\n")
    assert (found.data, found.problems) == ({"months": 3}, [])


def test_a_patch_knows_whether_it_says_where_and_what(tmp_path: Path):
    assert patch(tmp_path, "estate: {kind: commodity}\n").has_place
    assert patch(tmp_path, "estate: {buildings: []}\n").has_place
    assert not patch(tmp_path, "estate: {spaces: {parking: 3}}\n").has_place
    assert patch(tmp_path, "interventions: []\n").has_plan
    assert not patch(tmp_path, "title: A\n").has_plan


def test_an_estate_leaves_room_for_a_package(tmp_path: Path):
    found = patch(tmp_path, "title: A\nestate: {kind: x}\nmonths: 3\ninterventions: []\n")
    estate = found.as_estate()
    assert estate.data == {"estate_title": "A", "estate": {"kind": "x"}}
    assert estate.place("estate_title").line == 1
    assert estate.as_estate().data == estate.data


trees = st.recursive(
    st.integers(0, 9),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
patches = st.dictionaries(st.sampled_from("abc"), trees, max_size=3).map(Patch)


@given(a=patches, b=patches, c=patches)
def test_laying_over_does_not_depend_on_how_files_are_grouped(a: Patch, b: Patch, c: Patch):
    if any(_clash(x.data, y.data) for x, y in ((a, b), (b, c), (a, c))):
        return  # a value that replaces a group of keys, or the other way about
    assert a.over(b).over(c).data == a.over(b.over(c)).data


@given(a=patches)
def test_a_patch_over_itself_or_nothing_is_itself(a: Patch):
    assert a.over(a).data == a.data == a.over(Patch()).data == Patch().over(a).data


def _clash(a: object, b: object) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return any(_clash(a[key], b[key]) for key in a.keys() & b.keys())
    return isinstance(a, dict) != isinstance(b, dict)
