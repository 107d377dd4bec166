"""Reports: a page that stands alone, a workbook without formulas, the same bytes each time."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from synthetic_comparison import BASE, OPTIONS, TITLES, make_record, make_runs, write_folder

from analysis.errors import RunsError
from analysis.report import write_report
from analysis.report.folder import ComparisonFolder, words
from analysis.report.parameters import _title
from analysis.views.themes import PRIMARIES, THEMES
from scenarios.texts import LANGUAGES, has, t

ROOT = Path(__file__).parents[3]
FIXED = {"en": "Simulated comparisons, not a forecast", "zh": "模拟比较，不是预测"}


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(folder: Path, lang: str = "en") -> Page:
    return Page(write_report(folder, lang=lang)[0].read_text(encoding="utf-8"))


def record(folder: Path) -> dict:
    return json.loads((folder / "compare.json").read_text(encoding="utf-8"))


def change(folder: Path, **changes: object) -> None:
    text = json.dumps({**record(folder), **changes}, ensure_ascii=False)
    (folder / "compare.json").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module", params=LANGUAGES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, runs: pd.DataFrame
) -> Iterator[tuple[str, Path, Page]]:
    """A report in each language, made once."""
    lang = request.param
    folder = write_folder(tmp_path_factory.mktemp(lang) / "comparison", runs=runs)
    yield lang, folder, page(folder, lang)


def test_the_first_screen_says_what_matters(made: tuple[str, Path, Page]):
    lang, _, read = made
    assert FIXED[lang] in read.text
    assert TITLES[OPTIONS[2]][lang] in read.text
    first = read.text[: read.text.index({"en": "Month by month", "zh": "逐月变化"}[lang])]
    for word in {
        "en": (
            "Latent conflicts",
            "Trust among residents",
            "95% interval",
            "20 replicates",
            "75.0",
        ),
        "zh": ("潜在冲突", "邻里信任指数", "95%区间", "20次重复", "75.0"),
    }[lang]:
        assert word in first
    assert read.text.count(FIXED[lang]) == 2


def test_the_page_needs_nothing_but_itself(made: tuple[str, Path, Page]):
    _, folder, read = made
    for tag, attributes in read.tags:
        for name in ("src", "href", "srcset", "xlink:href", "data", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:", "#")), (tag, name, value)
    assert not read.all("script")
    assert not read.all("link")
    style = (folder / "report.html").read_text(encoding="utf-8").split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_image_is_described(made: tuple[str, Path, Page]):
    _, _, read = made
    images = read.all("img")
    assert len(images) >= 9
    assert all(len(image["alt"] or "") > 15 for image in images)
    drawings = [svg for svg in read.all("svg") if svg.get("role") == "img"]
    assert len(drawings) == 3  # two estates and their legend
    assert all(svg["aria-label"] for svg in drawings)


def test_the_page_speaks_one_language(made: tuple[str, Path, Page]):
    lang, _, read = made
    assert read.all("html")[0]["lang"] == {"en": "en", "zh": "zh-CN"}[lang]
    chinese = re.findall(r"[\u4e00-\u9fff]+", read.text)
    assert set(chinese) == {"邻里"} if lang == "en" else len(chinese) > 500


def test_every_simulated_kpi_stands_in_the_tables(made: tuple[str, Path, Page]):
    lang, _, read = made
    for word in {
        "en": ("Mediation success", "Exchanges of help", "No data: no emergency", "Turnout"),
        "zh": ("调解成功率", "互助次数", "无数据：这些运行中没有发生突发事件", "投票率"),
    }[lang]:
        assert word in read.text


def test_every_group_has_a_heading_a_table_and_a_figure(made: tuple[str, Path, Page]):
    lang, _, read = made
    groups = [tag["id"] for tag in read.all("details") if tag.get("class") == "group"]
    assert groups == list(THEMES)
    assert not any("open" in tag for tag in read.all("details"))
    drawn = [image["alt"] or "" for image in read.all("img")]
    word = {"en": "Charts over the months", "zh": "逐月图"}[lang]
    # Made-up runs hold no number of the platform and of decisions: no figure, but a reason.
    assert sum(word in alt for alt in drawn) == len(THEMES) - 2
    assert all(t(f"report.theme.{theme}", lang) in read.text for theme in THEMES)


def test_primary_differences_say_whether_they_stand_among_all(made: tuple[str, Path, Page]):
    lang, _, read = made
    marks = [tag for tag in read.all("span") if "standing" in (tag.get("class") or "").split()]
    assert 0 < len(marks) <= len(PRIMARIES) * len(OPTIONS)
    assert {"en": "Holm's correction", "zh": "霍尔姆校正"}[lang] in read.text


def test_the_proof_and_the_pairing_are_told(made: tuple[str, Path, Page]):
    lang, _, read = made
    assert {"en": "all 4,312 numbers of 3 months are equal", "zh": "全部4,312个数值完全相等"}[
        lang
    ] in read.text
    assert re.search({"en": r"\d+\.\d times", "zh": r"\d+\.\d倍"}[lang], read.text)


def test_the_methods_name_what_it_was_made_from(made: tuple[str, Path, Page]):
    _, _, read = made
    for word in (BASE, OPTIONS[0], "3f9c2a51b7de", "mesa 3.3.1", "linli 0.1.0"):
        assert word in read.text


def test_the_same_folder_gives_the_same_bytes(made: tuple[str, Path, Page], tmp_path: Path):
    lang, folder, _ = made
    before = {name: (folder / name).read_bytes() for name in ("report.html", "report.xlsx")}
    other = tmp_path / "elsewhere"
    shutil.copytree(folder, other)
    for place in (folder, other):
        write_report(place, lang=lang)
        assert {name: (place / name).read_bytes() for name in before} == before


def test_nothing_half_written_is_left_behind(made: tuple[str, Path, Page]):
    _, folder, _ = made
    assert [path.name for path in folder.iterdir() if path.name.endswith(".tmp")] == []


def test_the_workbook_has_its_sheets_and_charts(made: tuple[str, Path, Page]):
    lang, folder, _ = made
    book = openpyxl.load_workbook(folder / "report.xlsx")
    names = {
        "en": [
            *("Summary", "By group", "Comparison", "Monthly", "Spending"),
            *("Methods", "Assumptions"),
        ],
        "zh": ["摘要", "分组", "比较", "逐月", "支出", "方法", "假设"],
    }[lang]
    assert book.sheetnames == names
    charts = [len(sheet._charts) for sheet in book]
    assert charts[0] >= 4
    assert charts[3] >= 4
    assert charts[4] == 1


def test_the_workbook_holds_the_whole_comparison(made: tuple[str, Path, Page]):
    _, folder, _ = made
    sheet = openpyxl.load_workbook(folder / "report.xlsx").worksheets[2]
    compared = pd.read_csv(folder / "comparison.csv")
    assert sheet.max_row == len(compared) + 1
    found = [row[8].value for row in sheet.iter_rows(min_row=2)]
    expected = compared["difference"].tolist()
    assert all(
        value is None if pd.isna(right) else value == pytest.approx(right)
        for value, right in zip(found, expected, strict=True)
    )


def test_the_workbook_shows_every_kpi_in_its_group(made: tuple[str, Path, Page]):
    lang, folder, _ = made
    sheet = openpyxl.load_workbook(folder / "report.xlsx").worksheets[1]
    firsts = [str(row[0].value) for row in sheet.iter_rows(min_row=2) if row[0].value]
    titles = {t(f"kpi.{name}.title", lang) for names in THEMES.values() for name in names}
    assert titles <= set(firsts)
    groups = [t(f"report.theme.{theme}", lang) for theme in THEMES]
    assert [name for name in firsts if name in groups and name not in titles] == groups
    notes = [str(row[11].value) for row in sheet.iter_rows(min_row=2) if row[11].value]
    assert any({"en": "no emergency", "zh": "突发事件"}[lang] in note for note in notes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_appendix_names_every_parameter_and_marks_what_was_changed(folder: Path, lang: str):
    from model.behaviour import Parameters

    usual = Parameters().model_dump(mode="json")
    changed = {**usual, "ties": {**usual["ties"], "same_tenure": 0.45}}
    plans = {BASE: usual, **dict.fromkeys(OPTIONS[:2], usual), OPTIONS[2]: changed}
    change(folder, inputs={name: {"parameters": given} for name, given in plans.items()})
    read = page(folder, lang)
    assert len([tag for tag in read.all("details") if tag.get("class") == "parameters"]) == len(
        Parameters.model_fields
    )
    assert "log-odds that two strangers take to each other" in read.text
    assert TITLES[OPTIONS[2]][lang] in read.text[read.text.index("same_tenure") :][:200]
    marked = [tag for tag in read.all("tr") if tag.get("class") == "changed"]
    assert len(marked) == 1
    sheet = openpyxl.load_workbook(folder / "report.xlsx").worksheets[-1]
    assert sheet.max_row > 200
    assert any("0.45" in str(row[3].value) for row in sheet.iter_rows(min_row=3))


def test_a_block_without_a_title_keeps_its_name():
    assert _title("bee_keeping", "zh") == "bee keeping"
    assert _title("ties", "zh") == "邻里关系"


def test_no_cell_is_a_formula(made: tuple[str, Path, Page]):
    _, folder, _ = made
    for sheet in openpyxl.load_workbook(folder / "report.xlsx"):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


EVIL = "=1+1 <script>alert('x')</script> & \"quoted\""


@pytest.fixture
def evil(folder: Path) -> Path:
    options = [{**entry, "title": EVIL, "story": EVIL} for entry in record(folder)["options"]]
    phases = [{"name": EVIL, "start": 1, "end": 36}]
    change(folder, options=options, phases=phases)
    return folder


def test_a_title_that_looks_like_code_stays_text(evil: Path):
    read = page(evil)
    assert not read.all("script")
    assert EVIL in read.text
    book = openpyxl.load_workbook(evil / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    titles = [c for c in cells if str(c.value).startswith("=1+1")]
    assert titles


def test_a_chart_takes_no_name_for_a_formula(evil: Path):
    write_report(evil, lang="en")
    import zipfile

    with zipfile.ZipFile(evil / "report.xlsx") as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        formulas = [
            formula
            for name in charts
            for formula in re.findall(r"<c:f>(.*?)</c:f>", parts.read(name).decode())
        ]
    assert formulas
    assert all("!$" in formula for formula in formulas)


def test_a_text_in_one_language_serves_both():
    assert words({"en": "Pilot", "zh": "试点"}, "zh", instead="x") == "试点"
    assert words({"en": "Pilot"}, "zh", instead="x") == "Pilot"
    assert words("Pilot", "zh", instead="x") == "Pilot"
    assert words(None, "zh", instead="x") == "x"
    assert words({}, "zh", instead="x") == "x"


def test_a_folder_without_the_optional_tables_still_reports(folder: Path):
    for name in ("dwellings", "acquaintance", "spending"):
        (folder / f"{name}.parquet").unlink()
    assert "No spending was recorded" in page(folder).text


@pytest.mark.parametrize("months", [3, 12])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_replicate_says_that_it_cannot_say(tmp_path: Path, months: int, lang: str):
    runs = make_runs(replicates=1, months=months)
    folder = write_folder(tmp_path / "one", runs=runs)
    read = page(folder, lang)
    words = {
        ("en", 3): "cannot say how the options differ",
        ("en", 12): "run at least 2 replicates",
        ("zh", 3): "无法判断各方案",
        ("zh", 12): "至少重复2次",
    }
    assert words[lang, months] in read.text


def test_a_null_comparison_names_no_leader(tmp_path: Path, null_runs: pd.DataFrame):
    read = page(write_folder(tmp_path / "null", runs=null_runs))
    header = read.text[: read.text.index("Simulated comparisons")]
    assert "cannot tell them apart" in header
    assert "lowers" not in header


def test_failed_runs_and_broken_proofs_are_told(folder: Path):
    proofs = record(folder)["zero_dose"]
    proofs[0] |= {"equal": False, "differing": 7}
    proofs[1] |= {"equal": False, "differing": None}
    change(folder, failed=[{"error": "x", "command": "y"}], zero_dose=proofs)
    read = page(folder)
    assert "1 runs failed" in read.text
    assert "7 of 4,312 numbers differ" in read.text
    assert "the proof could not be made" in read.text


def test_pairs_that_are_missing_are_told(folder: Path, runs: pd.DataFrame):
    holed = runs.copy()
    some = (holed["kpi"] == "mediation_success_rate") & (holed["replicate"] > 4)
    holed.loc[some, "value"] = float("nan")
    read = page(write_folder(folder, runs=holed))
    assert "5 pairs only" in read.text


def test_the_estate_is_named_where_the_record_names_it(folder: Path):
    options = record(folder)["options"]
    options[0]["estate_title"] = {"en": "Old estate", "zh": "老旧小区"}
    change(folder, options=options)
    assert "Old estate: packages of measures compared" in page(folder).text


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (shutil.rmtree, "no such folder"),
        (lambda folder: (folder / "runs.parquet").unlink(), "holds no runs.parquet"),
        (lambda folder: (folder / "compare.json").unlink(), "holds no compare.json"),
        (lambda folder: (folder / "compare.json").write_text("{"), "cannot be read"),
        (lambda folder: (folder / "compare.json").write_text("[1]"), "cannot be read"),
    ],
)
def test_a_folder_that_holds_no_comparison_is_refused(folder: Path, spoil, told: str):
    spoil(folder)
    with pytest.raises(RunsError, match=told):
        write_report(folder, lang="en")


def test_options_are_shown_in_the_order_asked_for(folder: Path):
    found = ComparisonFolder.open(folder)
    assert found.options == list(OPTIONS)
    assert list(found.titles("en")) == [BASE, *OPTIONS]


def test_the_record_of_these_tests_is_like_the_real_one():
    assert {"base", "options", "months", "replicates", "seed", "zero_dose"} <= set(make_record())


def test_every_text_that_the_page_asks_for_exists():
    template = ROOT / "analysis/report/templates/report.html.j2"
    keys = set(re.findall(r'say\("([a-z_]+)"', template.read_text(encoding="utf-8")))
    missing = {key for key in keys if not has(f"report.page.{key}")} - {"assumption_"}
    assert len(keys) > 30
    assert missing == set()
