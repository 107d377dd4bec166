"""Texts: both catalogues say the same, and the code asks for nothing they lack."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import scenarios.texts as texts
from scenarios.texts import LANGUAGES, catalogue, default_language, has, rooms, t

ROOT = Path(__file__).parents[3]
PACKAGES = ("model", "scenarios", "experiments", "analysis")
HANZI = re.compile(r"[\u3400-\u9fff]")
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def fields(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def literal_keys(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Find the keys of all calls ``t("...")``, also as ``texts.t("...")``."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        first = node.args[0]
        if name == "t" and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value, node.lineno


def docstrings(tree: ast.AST) -> set[int]:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }


def test_both_languages_have_the_same_rooms_and_keys():
    assert rooms("en") == rooms("zh")
    assert set(catalogue("en")) == set(catalogue("zh"))


def test_both_languages_fill_in_the_same_fields():
    english, chinese = catalogue("en"), catalogue("zh")
    differing = [key for key in english if fields(english[key]) != fields(chinese.get(key, ""))]
    assert differing == []


def test_no_text_is_empty_or_ends_a_line():
    for lang in LANGUAGES:
        assert [key for key, text in catalogue(lang).items() if text != text.strip("\n")] == []
        assert [key for key, text in catalogue(lang).items() if not text.strip()] == []


def test_chinese_texts_are_chinese():
    plain = {key for key, text in catalogue("zh").items() if not CJK.search(text)}
    same = {key for key in plain if catalogue("en")[key] != catalogue("zh")[key]}
    assert same == set(), "a text without a Chinese character must be a name that both share"


def test_english_texts_are_english():
    texts_without_our_name = {k: v.replace("邻里", "") for k, v in catalogue("en").items()}
    written = {key for key, text in texts_without_our_name.items() if CJK.search(text)}
    # Some names stand in their own script in both catalogues.
    assert {key for key in written if catalogue("zh")[key] != catalogue("en")[key]} == set()


def test_every_literal_key_in_the_code_exists():
    known = set(catalogue("en"))
    asked = [
        f"{path.relative_to(ROOT)}:{line}: {key}"
        for path in sources()
        for key, line in literal_keys(ast.parse(path.read_text(encoding="utf-8")))
        if key not in known
    ]
    assert asked == []


def test_code_holds_no_chinese_text():
    found = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = docstrings(tree)
        found += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
            and HANZI.search(node.value)
        ]
    assert found == []


def test_a_text_has_its_fields_filled_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, monkeypatch, '[a]\nb = "Month {month:d} of {name}"\n')
    assert t("room.a.b", "en", month=3, name="all") == "Month 3 of all"
    assert t("room.a.b", lang="zh", month=3, name="all") == "Month 3 of all"


def test_a_missing_text_is_an_error_in_tests():
    with pytest.raises(KeyError, match=r"no text 'kpi\.luck\.title' in 'en'"):
        t("kpi.luck.title", "en")


def test_a_missing_text_is_a_warning_in_use(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(texts.STRICT)
    with pytest.warns(UserWarning, match="no text"):
        assert t("kpi.luck.title", "zh") == "kpi.luck.title"


def test_a_missing_field_leaves_the_text_unfilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, monkeypatch, 'a = "Month {month}"\n')
    with pytest.raises(KeyError, match="lacks the field 'month'"):
        t("room.a", "en")
    monkeypatch.delenv(texts.STRICT)
    with pytest.warns(UserWarning, match="lacks the field"):
        assert t("room.a", "en") == "Month {month}"


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="lang = 'fr': must be one of en, zh"):
        t("scenario.mark", "fr")


def test_a_text_that_is_a_number_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, monkeypatch, "a = 3\n")
    with pytest.raises(TypeError, match=r"room\.a = 3"):
        t("room.a", "en")


def test_has_tells_what_is_there():
    assert has("kpi.trust_index.title")
    assert not has("kpi.trust_index.titel", "zh")
    assert not has("")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
    ],
)
def test_the_locale_chooses_the_language(settings: dict[str, str], expected: str):
    assert default_language(settings) == expected


def test_without_settings_the_system_decides(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert default_language({}) == "zh"
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert default_language({}) == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_file_says_the_same_key_twice(lang: str):
    for path in (ROOT / "scenarios/texts" / lang).rglob("*.toml"):
        tomllib.loads(path.read_text("utf-8"))


@pytest.fixture(autouse=True)
def _forget_rooms() -> Iterator[None]:
    yield
    texts._room.cache_clear()


def write(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Put one room of texts in the place of the catalogues."""
    for lang in LANGUAGES:
        (folder / lang).mkdir()
        (folder / lang / "room.toml").write_text(text, encoding="utf-8")
    texts._room.cache_clear()
    monkeypatch.setattr(texts, "_FOLDER", folder)
