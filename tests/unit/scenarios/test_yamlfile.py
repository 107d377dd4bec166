"""YAML files: plain values with their lines; nothing is built, nothing is guessed."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.errors import InputError
from scenarios.yamlfile import LARGEST_FILE, YamlFile, read_yaml


def read(folder: Path, text: str | bytes) -> YamlFile:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path)


def refused(folder: Path, text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    (problem,) = caught.value.problems
    assert problem.place is not None
    return f"{problem.place.line} {problem.rule}"


def noted(folder: Path, text: str) -> list[str]:
    return [f"{p.place.line} {p.rule}" for p in read(folder, text).problems if p.place]


def test_values_and_lines_are_read(tmp_path: Path):
    found = read(tmp_path, "a: 1\nb:\n  c: [x, 2.5]\n  d: {e: true}\nf:\n")
    assert found.data == {"a": 1, "b": {"c": ["x", 2.5], "d": {"e": True}}, "f": None}
    assert found.lines[("b", "c", 1)] == 3
    assert found.place("b", "d", "e").line == 4
    assert found.place("b", "d", "nothing", "here").line == 4
    assert found.place().line == 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1e-3", 0.001),
        ("12:30", "12:30"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("2024-01-01", "2024-01-01"),
        ("0x10", "0x10"),
        ("010", 10),
        ("1_000", "1_000"),
        ("-5", -5),
        (".5", 0.5),
        ("5.", 5.0),
        ("~", None),
        ("null", None),
        ("True", True),
        ("'1'", "1"),
        ("有电梯", "有电梯"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_value_is_what_a_reader_takes_it_for(tmp_path: Path, written: str, value: object):
    assert read(tmp_path, f"key: {written}\n").data["key"] == value


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "0 empty_file"),
        ("# only a comment\n", "0 empty_file"),
        ("- a\n- b\n", "1 not_a_mapping"),
        ("just words\n", "1 not_a_mapping"),
        ("a: [1\nb: 2\n", "2 not_yaml"),
        ("a: 1\n---\nb: 2\n", "2 not_yaml"),
        ("a: b: c\n", "1 not_yaml"),
        ("a: 1\nb:\n\tc: 2\n", "3 tab"),
        ("a：1\n", "1 full_width_colon"),
        ("a: 1\nb：2\nc: 3\n", "2 full_width_colon"),
        ("a: \x01\n", "0 not_yaml"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, text: str, where: str):
    assert refused(tmp_path, text) == where


def test_a_colon_inside_a_text_is_not_taken_for_a_mistake(tmp_path: Path):
    assert read(tmp_path, "a: '标题：说明'\n").data == {"a": "标题：说明"}


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path):
    assert refused(tmp_path, "a: 1\ntitle: 小区\n".encode("gb18030")) == "2 not_utf8"
    assert refused(tmp_path, "a: 1\n".encode("utf-16")) == "1 not_utf8"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n").data == {"a": 1}


def test_windows_line_ends_do_no_harm(tmp_path: Path):
    found = read(tmp_path, "a: 1\r\nb: 2\r\n")
    assert (found.data, found.lines[("b",)]) == ({"a": 1, "b": 2}, 2)


def test_what_cannot_be_read_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        read_yaml(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_yaml(tmp_path / "nothing.yaml")
    assert refused(tmp_path, "a: 1\n" * LARGEST_FILE) == "0 too_large"


def test_slips_in_writing_are_noted_and_the_rest_is_read(tmp_path: Path):
    assert noted(tmp_path, "a: 1\nb: 2\na: 3\n") == ["3 twice_key"]
    assert noted(tmp_path, "a: {b: 1, b: 2}\n") == ["1 twice_key"]
    assert noted(tmp_path, "? [x]\n: 1\nb: 2\n") == ["1 key_not_text"]
    assert noted(tmp_path, "a: &x {b: 1}\nc: *x\n") == ["1 alias"]
    assert noted(tmp_path, "a: &x [*x]\n") == ["1 alias"]
    assert noted(tmp_path, "a: " + "[" * 5000 + "]" * 5000 + "\n") == ["1 too_deep"]
    assert read(tmp_path, "a: 1\na: 3\nb: 2\n").data == {"a": 1, "b": 2}


def test_no_python_is_built_from_a_file(tmp_path: Path):
    found = read(tmp_path, "a: !!python/object/apply:os.system [ls]\nb: !mine 1\n")
    assert found.data["b"] is None
    assert [problem.rule for problem in found.problems] == ["tag"]
    assert noted(tmp_path, "a: !!python/name:os.system x\n") == ["1 tag"]


plain = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6)
# PyYAML writes by YAML 1.1, where 08 and 1e5 are words; files are read by 1.2, as numbers.
NUMBER = re.compile(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?")
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20).filter(
    lambda word: not NUMBER.fullmatch(word)
)
names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
values = st.recursive(
    plain | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(names, values, min_size=1, max_size=4))
def test_what_is_written_as_yaml_is_read_back(tmp_path: Path, data: dict[str, object]):
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    found = read(tmp_path, text)
    assert found.data == data
    assert found.problems == []
    assert set(data) <= {keys[0] for keys in found.lines}


@pytest.mark.parametrize(
    ("text", "value"), [("08", 8), ("1e5", 1e5), ('"08"', "08"), ("'1e5'", "1e5"), ("+3", 3)]
)
def test_digits_are_a_number_unless_quoted(tmp_path: Path, text: str, value: object):
    assert read(tmp_path, f"a: {text}\n").data == {"a": value}
