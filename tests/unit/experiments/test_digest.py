import pytest

from experiments import digest


def test_order_of_keys_does_not_count_but_content_does():
    assert digest.of({"a": 1, "b": [1.5, "名"]}) == digest.of({"b": [1.5, "名"], "a": 1})
    assert digest.of({"a": 1}) != digest.of({"a": 2})


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="Out of range"):
        digest.of({"a": float("nan")})


def test_line_endings_do_not_change_a_digest(tmp_path):
    for name, ending in (("unix", b"\n"), ("windows", b"\r\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_bytes(b"x = 1" + ending + b"y = 2" + ending)
    assert digest.of_sources(tmp_path / "unix") == digest.of_sources(tmp_path / "windows")


def test_names_and_contents_change_a_digest(tmp_path):
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "a.py"
    file.write_text("x = 1\n")
    first = digest.of_sources(tmp_path)
    file.write_text("x = 2\n")
    second = digest.of_sources(tmp_path)
    file.rename(tmp_path / "inner" / "b.py")
    third = digest.of_sources(tmp_path)
    (tmp_path / "notes.md").write_text("does not count")
    assert len({first, second, third}) == 3
    assert digest.of_sources(tmp_path) == third
