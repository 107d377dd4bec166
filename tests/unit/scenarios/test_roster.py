"""Rosters: real households, and nothing that tells who they are."""

from pathlib import Path

import pytest

from model.estate import BuildingPlan, EstatePlan
from scenarios.errors import InputError
from scenarios.loader import load
from scenarios.privacy import names_a_person, what_it_looks_like
from scenarios.roster import COLUMNS, RosterFile, read_roster

HEADER = "building,stair,floor,door,kind,residents,tenure,cars,dogs"
ROW = "1,1,1,1,family,3,owner,1,0"


def read(folder: Path, *lines: str, name: str = "r.csv") -> RosterFile:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_roster(path)


def wrong(folder: Path, *lines: str, lang: str = "en") -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, *lines)
    return [line.removeprefix(str(folder) + "/") for line in caught.value.text(lang).splitlines()]


def test_a_household_is_read(tmp_path: Path):
    (row,) = read(tmp_path, HEADER, ROW).rows
    assert row.model_dump() == dict(
        zip(COLUMNS, (1, 1, 1, 1, "family", 3, "owner", 1, 0), strict=True)
    )


def test_columns_may_stand_in_any_order_and_language(tmp_path: Path):
    english = read(tmp_path, HEADER, "2,1,3,4,older_alone,1,renter,0,1").rows
    chinese = read(
        tmp_path,
        "家庭类型,居住人数（人）,住房权属,楼栋,单元,楼层,门号,养犬数,汽车数",
        "独居老人,1人,租户,2号楼,1单元,3层,4号,1,0",
    ).rows
    mixed = read(
        tmp_path,
        "Building,UNIT, Floor ,Flat,Household kind,People,Ownership,cars,pets",
        "２,1,3,4,Older alone,1,RENTER,0,1",
    ).rows
    assert english == chinese == mixed


def test_what_may_be_left_out_is_left_out(tmp_path: Path):
    (row,) = read(tmp_path, HEADER.removesuffix(",cars,dogs"), "1,1,1,1,family,3,owner").rows
    assert (row.cars, row.dogs) == (0, 0)
    (row,) = read(tmp_path, HEADER, "1,1,1,1,family,3,owner,,").rows
    assert (row.cars, row.dogs) == (0, 0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("bulding,stair,floor,door,kind,residents,tenure", "1,1,1,1,family,3,owner"),
            "r.csv:1: the column building / 楼栋 is missing (did you mean 'bulding'?)",
        ),
        (
            ("building,stair,floor,kind,residents,tenure", "1,1,1,family,3,owner"),
            "r.csv:1: the column door / 门号 is missing",
        ),
        ((HEADER + ",Building", ROW + ",1"), "r.csv:1: the column 'Building' stands here twice"),
        ((HEADER + ",remark", ROW + ",x"), "r.csv:1: the column 'remark' is not read; delete it"),
        ((HEADER, ROW, ROW), "r.csv:3: this flat stands in line 2 already (building 1, stair 1"),
        ((HEADER, "1,1,1,1,family,0,owner,1,0"), "r.csv:2: residents = 0: must be at least 1"),
        ((HEADER, "1,1,1,1,family,7,owner,1,0"), "r.csv:2: residents = 7: must be at most 6"),
        ((HEADER, "0,1,1,1,family,3,owner,1,0"), "r.csv:2: building = 0: must be at least 1"),
        ((HEADER, "1,1,1,1,family,3,owner,-1,0"), "r.csv:2: cars = -1: must be at least 0"),
        ((HEADER, "1,1,1,1,family,x,owner,1,0"), "residents = 'x': must be a whole number"),
        ((HEADER, "1,1,1,1,family,2.5,owner,1,0"), "residents = '2.5': must be a whole number"),
        ((HEADER, "1,1,1,,family,3,owner,1,0"), "r.csv:2: door: is empty"),
        (
            (HEADER, "1,1,1,1,famly,3,owner,1,0"),
            "kind = 'famly': must be one of young_single, young_couple, family",
        ),
        (
            (HEADER, "1,1,1,1,family,3,ownr,1,0"),
            "tenure = 'ownr': must be one of owner, renter (did you mean 'owner'?)",
        ),
        (
            (HEADER, "1,1,1,1,older_alone,2,owner,1,0"),
            "residents = 2: a household of the kind older_alone has 1 resident",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, lines: tuple[str, ...], said: str):
    found = wrong(tmp_path, *lines)
    assert len(found) == 1
    assert said in found[0]


def test_all_mistakes_are_told_but_not_by_the_hundred(tmp_path: Path):
    rows = [f"1,1,1,{door},family,9,owner,9,0" for door in range(1, 101)]
    found = wrong(tmp_path, HEADER, *rows)
    assert len(found) == 20
    assert found[0].startswith("r.csv:2: residents = 9")
    assert found[1].startswith("r.csv:2: cars = 9")


def test_mistakes_are_told_in_chinese_too(tmp_path: Path):
    (said,) = wrong(tmp_path, HEADER, ROW, ROW, lang="zh")
    assert "这一户已在第 2 行出现" in said


# ------------------------------------------------------------ personal data


PRIVATE = """
name, Full Name, owner_name, Phone, tel., mobile no, ID, id card, E-mail, WeChat,
姓名, 业主姓名, 联系电话, 手机号, 身份证号码, 微信号
"""


@pytest.mark.parametrize("column", [name.strip() for name in PRIVATE.split(",")])
def test_columns_of_personal_data_are_refused(tmp_path: Path, column: str):
    assert names_a_person(column)
    (said,) = wrong(tmp_path, f"{HEADER},{column}", ROW + ",")
    assert "looks like personal data" in said


@pytest.mark.parametrize("column", ["building", "残障", "residents", "kind", "width", "video"])
def test_other_columns_are_not_taken_for_personal_data(column: str):
    assert not names_a_person(column)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("13812345678", "roster.phone"),
        ("+86 138-1234-5678", "roster.phone"),
        ("张三13812345678", "roster.phone"),
        ("11010519491231002X", "roster.identity"),
        ("110105194912310021", "roster.identity"),
        ("a.b@example.com", "roster.email"),
        ("1381234567", ""),
        ("12345678901", ""),
        ("302", ""),
        ("2号楼", ""),
    ],
)
def test_personal_data_is_told_by_its_shape(cell: str, what: str):
    assert what_it_looks_like(cell) == what


def test_personal_data_is_never_repeated(tmp_path: Path):
    found = wrong(tmp_path, HEADER, "1,1,1,1,family,3,13812345678,1,0", "x,1,1,1,王小明,9,o,1,0")
    assert found == [
        "r.csv:2: column 'tenure' holds what looks like a mobile phone number; delete it: rosters "
        "hold no names, phone numbers or identity numbers"
    ]
    (chinese,) = wrong(tmp_path, HEADER, ROW + ",11010519491231002X", lang="zh")
    assert "疑似身份证号码" in chinese
    assert "110105" not in chinese


# ------------------------------------------------------------ flats


def test_a_flat_that_the_estate_does_not_have_is_told(tmp_path: Path):
    plan = EstatePlan(buildings=(BuildingPlan(count=2, stairs=1, floors=6, doors=2),))
    rows = [f"{flat},family,3,owner,0,0" for flat in ("1,1,1,1", "3,1,1,1", "2,2,1,1", "2,1,7,1")]
    roster = read(tmp_path, HEADER, *rows, "2,1,6,3,family,3,owner,0,0")
    said = [problem.text("en").split(": ", 1)[1] for problem in roster.misfits(plan)]
    assert said[0] == "building = 3: the estate has 2 buildings"
    assert said[1].startswith("stair = 2: building 2 has 1 stairs, 6 floors and 2 doors")
    assert said[2].startswith("floor = 7")
    assert said[3].startswith("door = 3")


def test_buildings_are_as_large_as_their_households_need(tmp_path: Path):
    rows = [f"{flat},family,3,owner,0,0" for flat in ("1,2,6,1", "1,1,1,3", "3,1,2,2")]
    buildings = read(tmp_path, HEADER, *rows).buildings()
    assert buildings == [
        {"stairs": 2, "floors": 6, "doors": 3},
        {"stairs": 1, "floors": 1, "doors": 0},
        {"stairs": 1, "floors": 2, "doors": 2},
    ]


def estate(folder: Path, text: str) -> str:
    path = folder / "estate.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_estate_takes_its_buildings_from_the_roster(tmp_path: Path):
    read(tmp_path, HEADER, ROW, "1,1,2,2,older_alone,1,renter,0,0")
    scenario = load(estate(tmp_path, "title: Ours\nextends: old_estate\nroster: r.csv\n"))
    assert scenario.estate.dwellings() == 4
    assert scenario.estate.spaces.parking == 120
    assert scenario.roster is not None
    assert [row.kind for row in scenario.roster.rows] == ["family", "older_alone"]
    households = scenario.households()
    assert households is not None
    assert sorted(households.of_dwelling) == [0, 3]


def test_whoever_moves_in_later_is_like_those_of_the_roster(tmp_path: Path):
    rows = [f"1,1,{floor},1,older_alone,1,renter,0,{floor % 2}" for floor in range(1, 9)]
    read(tmp_path, HEADER, *rows, "1,1,8,2,family,3,owner,2,0")
    people = load(estate(tmp_path, "extends: commodity\nroster: r.csv\n")).estate.people
    assert people.vacant == pytest.approx(7 / 16)
    assert people.renters == pytest.approx(8 / 9)
    assert people.cars == pytest.approx(2 / 9)
    assert people.dogs == pytest.approx(4 / 9)
    assert people.mix.older_alone == pytest.approx(8 / 9)
    assert people.mix.young_couple == 0
    assert people.late == load("commodity").estate.people.late


def test_numbers_in_the_file_that_names_the_roster_win(tmp_path: Path):
    read(tmp_path, HEADER, ROW, "1,1,1,2,family,3,owner,1,0")
    text = "extends: commodity\nroster: r.csv\nestate: {people: {cars: 0.3, dogs: 0.5}}\n"
    people = load(estate(tmp_path, text)).estate.people
    assert (people.cars, people.dogs, people.renters, people.vacant) == (0.3, 0.5, 0, 0)


def test_an_estate_with_a_roster_and_nothing_else_is_an_estate(tmp_path: Path):
    read(tmp_path, HEADER, ROW)
    assert load(estate(tmp_path, "roster: r.csv\n") + "/points").estate.dwellings() == 1


def test_buildings_that_the_file_gives_are_kept_and_the_roster_must_fit(tmp_path: Path):
    read(tmp_path, HEADER, ROW, "1,1,9,1,family,3,owner,0,0")
    text = "estate:\n  buildings: [{floors: 6, doors: 2, stairs: 1}]\nroster: r.csv\n"
    with pytest.raises(InputError, match=r"r\.csv:3: floor = 9: building 1 has 1 stairs, 6 floors"):
        load(estate(tmp_path, text))


def test_mistakes_of_a_roster_are_told_with_those_of_its_estate(tmp_path: Path):
    with pytest.raises(InputError):
        read(tmp_path, HEADER, "1,1,1,1,family,9,owner,0,0")
    with pytest.raises(InputError) as caught:
        load(estate(tmp_path, "roster: r.csv\nestate: {built: 1}\n"))
    assert {problem.key for problem in caught.value.problems} == {"residents", "estate.built"}


def test_a_roster_is_part_of_what_a_run_depends_on(tmp_path: Path):
    read(tmp_path, HEADER, ROW)
    name = estate(tmp_path, "roster: r.csv\n")
    first = load(name).model_dump_json()
    read(tmp_path, HEADER, ROW.replace("family,3", "family,4"))
    assert load(name).model_dump_json() != first
