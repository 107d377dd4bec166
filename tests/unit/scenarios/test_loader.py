"""Loader: names, paths, patches, and every mistake by file and line."""

import subprocess
import sys
from pathlib import Path

import pytest

from model.estate import EstatePlan
from model.interventions import PLANS
from scenarios.errors import InputError
from scenarios.loader import check, diff, load
from scenarios.schema import Scenario


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "mine.yaml") -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def wrong(text: str, reference: str = "mine.yaml", lang: str = "en") -> list[str]:
    """Load a file that cannot be used, and give what is said about it."""
    write(text)
    with pytest.raises(InputError) as caught:
        load(reference)
    return caught.value.text(lang).splitlines()


def uses(scenario: Scenario) -> list[str]:
    return [plan.use for plan in scenario.interventions]


# ------------------------------------------------------------ what goes together


def test_a_name_puts_an_estate_and_a_package_together():
    scenario = load("old_estate/points")
    assert scenario.name == "old_estate/points"
    assert (scenario.estate_name, scenario.package_name) == ("old_estate", "points")
    assert scenario.estate.kind == "old_estate"
    assert scenario.title.zh == "公约积分"
    assert scenario.estate_title.en == "Old estate"
    assert uses(scenario) == ["points"]
    assert scenario.months == 36
    assert [(phase.start, phase.end) for phase in scenario.phases] == [
        (1, 3),
        (4, 9),
        (10, 18),
        (19, 36),
    ]
    assert scenario.roster is None
    assert scenario.households() is None


def test_an_estate_alone_lives_without_measures():
    scenario = load("commodity")
    assert (scenario.package_name, scenario.interventions) == ("status_quo", ())
    assert scenario.estate == load("commodity/status_quo").estate


def test_a_path_to_a_package_works_where_a_name_does():
    write("extends: points\ntitle: Later points\ninterventions:\n  - {use: points, start: 10}\n")
    for reference in ("old_estate/mine.yaml", f"old_estate/{Path('mine.yaml').resolve()}"):
        scenario = load(reference)
        assert scenario.name == reference, "the name can be loaded again"
        assert (scenario.estate_name, scenario.package_name) == ("old_estate", "mine")
        assert scenario.title.en == scenario.title.zh == "Later points"
        assert scenario.interventions[0].start == 10
        assert scenario.interventions[0].fine == load("old_estate/points").interventions[0].fine


def test_a_path_to_an_estate_works_where_a_name_does():
    write("title: Ours\nextends: old_estate\nestate: {spaces: {parking: 200}}\n", "sub/ours.yaml")
    for reference in ("sub/ours.yaml/points", "sub/ours.yaml"):
        scenario = load(reference)
        assert scenario.estate.spaces.parking == 200
        assert scenario.estate.spaces.green == load("old_estate").estate.spaces.green
        assert scenario.estate_title.en == "Ours"
        assert scenario.title.en in {"Convention with points", "No measures"}


def test_both_sides_may_be_paths():
    write("estate: {kind: affordable, built: 2020}\n", "a/estate.yaml")
    write("extends: time_bank\n", "b/pack.yaml")
    scenario = load("a/estate.yaml/b/pack.yaml")
    assert scenario.estate == EstatePlan(kind="affordable", built=2020)
    assert uses(scenario) == ["time_bank"]


def test_one_file_may_say_it_all():
    write(
        "title: {en: All of it, zh: 全部}\n"
        "extends: old_estate/all_four\n"
        "estate: {spaces: {parking: 150}}\n"
        "parameters: {population: {civic_mean: 0.8}}\n"
        "months: 12\n"
        "interventions:\n  - {use: points, coverage: 0}\n"
    )
    scenario = load("mine.yaml")
    assert (scenario.estate.kind, scenario.estate.spaces.parking) == ("old_estate", 150)
    assert scenario.parameters.population.civic_mean == 0.8
    assert (scenario.months, len(scenario.phases), scenario.phases[-1].end) == (12, 3, 12)
    assert uses(scenario) == ["mediation_tiers", "shared_spaces", "points", "time_bank"]
    assert scenario.interventions[2].coverage == 0
    assert (scenario.title.zh, scenario.estate_title.zh) == ("全部", "老旧小区")


def test_a_file_may_name_its_estate():
    write("extends: points\nestate: affordable\n")
    scenario = load("mine.yaml")
    assert (scenario.estate.kind, uses(scenario)) == ("affordable", ["points"])
    write("extends: points\nestate: sub/estate.yaml\n")
    write("title: Sub\nestate: {kind: commodity, built: 2001}\n", "sub/estate.yaml")
    assert load("mine.yaml").estate.built == 2001
    assert load("mine.yaml").estate_title.en == "Sub"


def test_paths_count_from_the_file_that_names_them():
    write("extends: deeper/base.yaml\n", "sub/top.yaml")
    write("extends: all_four\nmonths: 24\n", "sub/deeper/base.yaml")
    assert load("old_estate/sub/top.yaml").months == 24
    write("extends: base\n", "sub/deeper/short.yaml")
    assert load("old_estate/sub/deeper/short.yaml").months == 24


def test_the_order_of_measures_in_a_file_does_not_matter():
    write("extends: status_quo\ninterventions: [{use: time_bank}, {use: mediation_tiers}]\n")
    first = load("old_estate/mine.yaml")
    write("extends: status_quo\ninterventions: [{use: mediation_tiers}, {use: time_bank}]\n")
    assert load("old_estate/mine.yaml") == first


def test_what_stands_at_its_default_is_what_nobody_wrote():
    write("extends: status_quo\nparameters: {population: {civic_mean: 0.7}}\n")
    assert load("old_estate/mine.yaml").parameters == load("old_estate").parameters


def test_words_in_one_language_serve_both():
    write("extends: status_quo\ntitle: {zh: 试点}\nstory: Try it\n")
    scenario = load("old_estate/mine.yaml")
    assert (scenario.title.en, scenario.title.of("zh")) == ("试点", "试点")
    assert scenario.story.of("zh") == "Try it"


def test_a_file_without_words_is_called_by_its_name():
    write("interventions: [{use: points}]\n")
    scenario = load("old_estate/mine.yaml")
    assert scenario.title.en == "mine"
    assert scenario.months == 36


def test_a_run_may_be_shorter_or_longer_than_the_files_say():
    assert load("old_estate/points", months=48).months == 48
    short = load("old_estate/points", months=3)
    assert (short.months, len(short.phases)) == (3, 1)
    assert uses(short) == ["points"], "it would begin after this run: it does not happen in it"
    write("extends: status_quo\ninterventions: [{use: points, start: 40}]\n")
    assert load("old_estate/mine.yaml", months=48).interventions[0].start == 40


def test_a_scenario_can_be_written_and_read_back():
    scenario = load("old_estate/all_four_half_staff")
    assert Scenario.model_validate(scenario.model_dump(mode="json")) == scenario


# ------------------------------------------------------------ mistakes


def test_all_mistakes_of_a_file_are_told_at_once_by_line():
    said = wrong(
        "extends: old_estate/all_four\n"
        "estat: {a: 1}\n"
        "parameters:\n"
        "  population: {civic_mean: 5, civic_spraed: 2}\n"
        "interventions:\n"
        "  - {use: point}\n"
        "  - {use: points, start: 40}\n"
        "  - {use: time_bank, start: 8, end: 7}\n"
        "  - {use: shared_spaces, coverage: 2}\n"
        "estate:\n"
        "  parking: 20\n"
        "  kind: old\n"
    )
    assert said == [
        "mine.yaml:2: estat = {'a': 1}: no such key (did you mean 'estate'?)",
        "mine.yaml:4: parameters.population.civic_mean = 5: must be at most 0.99",
        "mine.yaml:4: parameters.population.civic_spraed = 2: no such key "
        "(did you mean 'civic_spread'?)",
        "mine.yaml:6: interventions.use = 'point': no such measure; there are "
        f"{', '.join(PLANS)} (did you mean 'points'?)",
        "mine.yaml:7: interventions.points.start = 40: lies after the last month (36); lower it, "
        "or raise `months`",
        "mine.yaml:8: interventions.time_bank.end = 7: lies before the start (month 8)",
        "mine.yaml:9: interventions.shared_spaces.coverage = 2: must be at most 1",
        "mine.yaml:11: estate.parking = 20: no such key here; it belongs under estate.spaces",
        "mine.yaml:12: estate.kind = 'old': must be one of commodity, old_estate, affordable",
    ]


def test_mistakes_are_told_in_chinese_too():
    text = "extends: old_estate/points\nmonths: 0\ninterventions: [{use: point}]\n"
    english, chinese = wrong(text), wrong(text, lang="zh")
    assert len(english) == len(chinese) == 2
    assert chinese[0] == "mine.yaml:2: months = 0: 不得小于 1"
    assert "是否想写 'points'" in chinese[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("months: many\n", "mine.yaml:2: months = 'many': must be a whole number"),
        ("months: 0\n", "mine.yaml:2: months = 0: must be at least 1"),
        ("months: 601\n", "mine.yaml:2: months = 601: must be at most 600"),
        ("months: 2.5\n", "mine.yaml:2: months = 2.5: must be a whole number"),
        ("title: 3\n", "mine.yaml:2: title = 3: must hold keys of its own"),
        ("interventions: points\n", "interventions = 'points': must be a list"),
        ("interventions: [points]\n", "interventions = 'points': each measure must hold keys"),
        ("interventions: [{start: 3}]\n", "a measure without `use`"),
        (
            "interventions: [{use: points}, {use: points}]\n",
            "interventions.use = 'points': this measure stands here a second time",
        ),
        ("interventions: [{use: points, start: 0}]\n", "points.start = 0: must be at least 1"),
        ("interventions: [{use: points, end: 37}]\n", "points.end = 37: lies after the last month"),
        ("interventions: [{use: points, start: soon}]\n", "start = 'soon': must be a whole number"),
        ("interventions: [{use: points, finee: 3}]\n", "no such key (did you mean 'fine'?)"),
        ("estate: {buildings: []}\n", "the estate has no dwellings"),
        ("estate: {buildings: [{doors: 0}]}\n", "mine.yaml:2: estate: the estate has no dwellings"),
        ("estate: {buildings: {floors: 3}}\n", "estate.buildings = {'floors': 3}: must be a list"),
        ("estate: {buildings: [{floor: 3}]}\n", "buildings[0].floor = 3: no such key"),
        (
            "estate: {shocks: [{kind: lockdown, start_month: 37}]}\n",
            "mine.yaml:2: estate.shocks[0].start_month = 37: lies after the last month (36)",
        ),
        (
            "estate: {shocks: [{kind: storm, start_month: 36, days: 31}]}\n",
            "estate.shocks[0].days = 31: lasts beyond the last month (36)",
        ),
        (
            "estate: {shocks: [{kind: flod, start_month: 3}]}\n",
            "kind = 'flod': must be one of medical, lift, fire, storm, lockdown",
        ),
        ("estate: {shocks: [{kind: fire}]}\n", "shocks[0].start_month: is missing"),
        (
            "estate: {shocks: [{kind: lift, start_month: 3}]}\n",
            "estate: a lift cannot fail where no building has seven floors",
        ),
        (
            "estate: {shocks: [{kind: fire, start_month: 3, building: 99}]}\n",
            "estate: a shock hits a building that the estate does not have",
        ),
        (
            "estate: {shocks: [{kind: fire, start_month: 3}, {kind: fire, start_month: 3}]}\n",
            "estate: two shocks of one kind hit the same homes at the same time",
        ),
        ("estate: {trend: {exposure_per_year: 2}}\n", "exposure_per_year = 2: must be at most 1"),
        (
            "estate: {organisation: {help: {notice_boards: 1.5}}}\n",
            "estate.organisation.help.notice_boards = 1.5: must be at most 1",
        ),
        (
            "estate: {organisation: {help: {shared_items: some}}}\n",
            "organisation.help.shared_items = 'some': must be a whole number",
        ),
        (
            "parameters: {population: {anger_leaves_most: 0.5}}\n",
            "parameters.population.anger_leaves_most = 0.5: must be at least 1",
        ),
        ("estate: 3\n", "estate = 3: must hold keys of its own"),
        ("phases: [{name: A, start: 5, end: 4}]\n", "phases[0].end = 4: lies before the start"),
        ("phases: [{name: A, start: 37, end: 38}]\n", "phases[0].start = 37: lies after the last"),
        ("phases: [{start: 1, end: 2}]\n", "phases[0].name: is missing"),
        ("phases: 3\n", "phases = 3: must be a list"),
        ("parameters: [a]\n", "parameters = ['a']: must hold keys of its own"),
        ("extends2: a\n", "extends2 = 'a': no such key (did you mean 'extends'?)"),
        ("months: 3\nmonths: 4\n", "mine.yaml:3: the key 'months' stands here a second time"),
        ("roster: 3\n", "mine.yaml:2: roster = 3: must be a text"),
        ("roster: no.csv\n", "no.csv: there is no such file"),
    ],
)
def test_a_mistake_is_told_in_one_line(text: str, said: str):
    found = wrong(f"extends: old_estate/status_quo\n{text}")
    assert len(found) == 1
    assert said in found[0]


def test_a_language_that_is_not_there_is_told():
    assert wrong("extends: old_estate\ntitle: {en: A, fr: B}\n") == [
        "mine.yaml:2: title.zh: is missing",
        "mine.yaml:2: title.fr = 'B': no such key",
    ]


def test_shares_that_are_all_zero_are_told():
    kinds = ", ".join(f"{kind}: 0" for kind in type(EstatePlan().people.mix).model_fields)
    (said,) = wrong(f"extends: old_estate\nestate:\n  people:\n    mix: {{{kinds}}}\n")
    assert said == (
        "mine.yaml:4: estate.people.mix: every share is 0; give at least one kind of household "
        "a share"
    )


def test_a_mistake_in_a_file_below_is_told_with_that_file():
    write("extends: status_quo\ninterventions: [{use: points, fine: -1}]\n", "base.yaml")
    said = wrong("extends: base.yaml\nmonths: x\n", "old_estate/mine.yaml")
    assert [line.split(" = ")[0] for line in said] == [
        "base.yaml:2: interventions.points.fine",
        "mine.yaml:2: months",
    ]


def test_a_measure_that_a_shorter_file_would_silently_lose_is_refused():
    (said,) = wrong("extends: old_estate/points\nmonths: 3\n")
    assert "interventions.points.start = 4: lies after the last month (3)" in said
    assert said.startswith(("scenarios/", "/")), "told where the start is written"


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("point", "extends = 'point': neither a file nor a known name"),
        ("old_estate/point", "extends = 'old_estate/point': neither a file nor a known name"),
        ("no.yaml", "mine.yaml:1: extends = 'no.yaml': there is no such file"),
        ("''", "extends = '': no name given"),
        ("mine.yaml", "extends itself: mine.yaml -> mine.yaml"),
        ("[a]", "extends = ['a']"),
    ],
)
def test_what_cannot_be_extended_is_told(extends: str, said: str):
    assert any(said in line for line in wrong(f"extends: {extends}\n", "old_estate/mine.yaml"))


def test_a_longer_circle_is_told():
    write("extends: mine.yaml\n", "other.yaml")
    (said,) = wrong("extends: other.yaml\n", "old_estate/mine.yaml")
    assert "mine.yaml -> other.yaml -> mine.yaml" in said


def test_mistakes_of_a_file_are_told_even_if_what_it_extends_is_not_there():
    said = wrong("extends: no.yaml\nmonht: 3\n", "old_estate/mine.yaml")
    assert len(said) == 2


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("old_estat/points", "old_estat: neither a file nor one of affordable, commodity"),
        ("old_estate/point", "point: neither a file nor one of status_quo"),
        ("points/points", "does not describe an estate"),
        ("old_estate/commodity", "describes an estate and no measures"),
        ("points", "says what to do but not where; run it as 'old_estate/points'"),
        ("nothing", "nothing: neither a file nor a known name"),
        ("no.yaml", "no.yaml: there is no such file"),
        ("", "no name given"),
        ("old_estate/points/more", "points/more: neither a file nor one of"),
    ],
)
def test_what_cannot_be_run_is_told(reference: str, said: str):
    with pytest.raises(InputError) as caught:
        load(reference)
    assert said in caught.value.text("en")


def test_a_file_that_is_no_text_is_told():
    Path("mine.yaml").write_bytes("title: 小区\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"mine\.yaml:1: not written in UTF-8"):
        load("old_estate/mine.yaml")
    assert wrong("") == ["mine.yaml: the file is empty"]
    assert wrong("a: [\n")[0].startswith("mine.yaml:2: cannot be read as YAML")


# ------------------------------------------------------------ check, diff, speed


def test_check_tells_what_a_file_is():
    write("extends: points\n", "pack.yaml")
    write("extends: old_estate\nestate: {built: 1995}\n", "estate.yaml")
    write("extends: old_estate/points\n", "both.yaml")
    write("building,stair,floor,door,kind,residents,tenure\n1,1,1,1,family,3,owner\n", "r.csv")
    found = [check(name) for name in ("pack.yaml", "estate.yaml", "both.yaml", "r.csv")]
    assert found == ["package", "estate", "scenario", "roster"]
    assert [check(n) for n in ("points", "old_estate", "old_estate/points")] == [
        "package",
        "estate",
        "scenario",
    ]


def test_check_refuses_what_cannot_be_used():
    write("extends: points\nmonths: x\n", "pack.yaml")
    for name in ("pack.yaml", "no.yaml", "no.csv"):
        with pytest.raises(InputError):
            check(name)


def test_the_difference_is_what_a_package_changes():
    assert diff(load("old_estate/status_quo")) == []
    assert diff(load("old_estate/points")) == [("interventions.points.start", None, 4)]
    half = {
        found.key: (found.base, found.option)
        for found in diff(load("old_estate/all_four_half_staff"))
    }
    assert half["interventions.mediation_tiers.social_workers"] == (1.0, 0.5)
    assert half["interventions.time_bank.start"] == (None, 4)


def test_the_difference_of_a_file_of_ones_own_is_found():
    write(
        "extends: old_estate/points\nmonths: 12\nestate: {spaces: {parking: 150}}\n"
        "parameters: {population: {civic_mean: 0.8}}\n"
    )
    assert diff(load("mine.yaml")) == [
        ("estate.spaces.parking", 120, 150),
        ("parameters.population.civic_mean", 0.7, 0.8),
        ("interventions.points.start", None, 4),
    ]
    write("estate: {kind: commodity}\nparameters: {population: {civic_mean: 0.8}}\nmonths: 12\n")
    assert diff(load("mine.yaml")) == [("parameters.population.civic_mean", 0.7, 0.8)]
    assert diff(load("mine.yaml/points"))[0].key == "interventions.points.start"


def test_loading_is_quick_and_brings_nothing_heavy():
    code = (
        "import sys, time; began = time.process_time()\n"
        "from scenarios.library import names; names()\n"
        "assert not {'yaml', 'pydantic', 'numpy'} & set(sys.modules), 'names are only names'\n"
        "from scenarios.loader import load; load('old_estate/all_four')\n"
        "took = time.process_time() - began\n"
        "heavy = {'numba', 'mesa', 'pandas', 'scipy', 'matplotlib', 'pyarrow', 'openpyxl'}\n"
        "print(*heavy & set(sys.modules)); print(took < 2.0, took)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found, quick = done.stdout.splitlines()
    assert found == ""
    assert quick.startswith("True"), quick
