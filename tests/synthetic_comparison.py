"""A made-up comparison: tables with known differences, in the form that the real ones have."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from model.kpis import KPIS

BASE = "old_estate/status_quo"
OPTIONS = ("old_estate/mediation_tiers", "old_estate/shared_spaces", "old_estate/all_four")
TITLES = {
    BASE: {"en": "No measures", "zh": "不采取措施"},
    OPTIONS[0]: {"en": "Three tiers of mediation", "zh": "三级调解"},
    OPTIONS[1]: {"en": "Shared spaces", "zh": "共享空间改造"},
    OPTIONS[2]: {"en": "All four measures", "zh": "四项措施全用"},
}
PHASES = [
    {"name": {"en": "Preparation", "zh": "筹备"}, "start": 1, "end": 3},
    {"name": {"en": "Pilot", "zh": "试点"}, "start": 4, "end": 9},
    {"name": {"en": "Roll-out", "zh": "推广"}, "start": 10, "end": 18},
    {"name": {"en": "Routine", "zh": "常态"}, "start": 19, "end": 36},
]
# What the slice does not simulate stays NaN, as in real runs.
SILENT = (
    "vote_turnout",
    "decision_participation_rate",
    "platform_monthly_active_share",
    "platform_elderly_share",
    "emergency_response_rate",
    "needs_met_72h",
    "allocation_fairness",
    "cost_per_conflict_avoided_yuan",
)
LEVELS = {
    "latent_conflicts_per_1000_hh_year": 410.0,
    "disputes_per_1000_hh_year": 36.0,
    "trust_manager_index": 41.0,
    "trust_rules_index": 44.0,
    "exchanges_per_estate_year": 60.0,
    "volunteers_active": 14.0,
    "help_response_time_hours": 40.0,
    "programme_cost_yuan": 0.0,
    "points_issued": 0.0,
    "points_outstanding": 0.0,
}
# Relative effects at month 36, by option.
EFFECTS = {
    "latent_conflicts_per_1000_hh_year": (-0.09, -0.05, -0.24),
    "disputes_per_1000_hh_year": (-0.12, -0.03, -0.31),
    "trust_index": (0.05, 0.03, 0.17),
    "participation_rate_12m": (0.0, 0.35, 0.9),
    "participations_per_resident_year": (0.0, 0.4, 1.1),
    "mediation_success_rate": (0.45, 0.0, 0.48),
    "response_time_hours": (-0.55, 0.0, -0.52),
    "handling_time_hours": (-0.4, 0.0, -0.42),
    "tie_share_nodding": (0.0, -0.05, -0.12),
    "tie_share_transactional": (0.0, 0.12, 0.3),
    "tie_share_emotional": (0.0, 0.1, 0.22),
    "activities_per_month": (0.0, 0.6, 1.4),
    "exchanges_per_estate_year": (0.0, 0.2, 3.1),
    "points_issued": (0.0, 0.0, 1.0),
}
COSTS = (182_000, 366_000, 1_240_000)
HOUSEHOLDS = 486


def make_runs(
    *, replicates: int = 20, months: int = 36, seed: int = 1, effect: float = 1.0
) -> pd.DataFrame:
    """Make runs of all KPIs; ``effect`` scales every planted difference, 0 makes a null."""
    luck = np.random.default_rng(seed)
    month = np.arange(1, months + 1)
    parts = []
    for kpi in sorted(KPIS):
        shared = _noise(luck, replicates, months)
        for arm, option in enumerate((BASE, *OPTIONS)):
            own = _noise(luck, replicates, months) * 0.25
            values = _values(kpi, arm, month, shared + own, effect)
            parts.append(
                pd.DataFrame(
                    {
                        "option": option,
                        "replicate": np.repeat(np.arange(replicates), months),
                        "month": np.tile(month, replicates),
                        "kpi": kpi,
                        "value": values.ravel(),
                    }
                )
            )
    runs = pd.concat(parts, ignore_index=True)
    number = runs["kpi"] == "disputes_per_estate_year"
    rate = runs["kpi"] == "disputes_per_1000_hh_year"
    runs.loc[number, "value"] = runs.loc[rate, "value"].to_numpy() * HOUSEHOLDS / 1000
    return runs


def make_dwellings(*, seed: int = 1) -> pd.DataFrame:
    """Make the map of an old estate, fourteen buildings of three stairs and six floors."""
    luck = np.random.default_rng(seed)
    parts = []
    for arm, option in enumerate((BASE, *OPTIONS)):
        number = np.arange(14 * 36)
        building = number // 36
        trust = 0.42 + 0.05 * np.sin(building) + (0, 0.03, 0.02, 0.11)[arm]
        occupied = luck.random(len(number)) > 0.04
        noisy = np.clip(trust + luck.normal(0, 0.09, len(number)), 0, 1)
        parts.append(
            pd.DataFrame(
                {
                    "option": option,
                    "replicate": 0,
                    "dwelling": number,
                    "building": building,
                    "stair": number // 12,
                    "floor": number % 12 // 2,
                    "door": number % 2,
                    "occupied": occupied,
                    "trust": np.where(occupied, noisy, np.nan),
                    "conflicts": luck.poisson((0.4, 0.36, 0.38, 0.3)[arm], len(number)),
                    "disputes": luck.poisson((0.07, 0.055, 0.06, 0.035)[arm], len(number)),
                    "ties": luck.poisson(3, len(number)),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def make_acquaintance(*, seed: int = 1) -> pd.DataFrame:
    """Make ties between dwellings, most of them within a stair."""
    luck = np.random.default_rng(seed)
    parts = []
    for arm, option in enumerate((BASE, *OPTIONS)):
        count = (620, 640, 760, 990)[arm]
        first = luck.integers(0, 504, count)
        near = luck.random(count) < (0.8, 0.8, 0.65, 0.6)[arm]
        second = np.where(
            near, first // 12 * 12 + luck.integers(0, 12, count), luck.integers(0, 504, count)
        )
        kept = first != second
        strength = luck.random(count)
        level = np.select(
            [strength < 0.65, strength < 0.83], ["nodding", "transactional"], "emotional"
        )
        ties = pd.DataFrame(
            {
                "option": option,
                "replicate": 0,
                "first": np.minimum(first, second),
                "second": np.maximum(first, second),
                "strength": strength,
                "level": level,
            }
        )
        parts.append(ties[kept].drop_duplicates(["first", "second"]))
    return pd.concat(parts, ignore_index=True)


def make_spending(*, replicates: int = 20, months: int = 36) -> pd.DataFrame:
    """Make what each option spends, by month, measure and channel."""
    shares = {"property_company": 0.35, "street_office": 0.4, "public_income": 0.25}
    measures = {
        OPTIONS[0]: ("mediation_tiers",),
        OPTIONS[1]: ("shared_spaces",),
        OPTIONS[2]: ("mediation_tiers", "shared_spaces", "points", "time_bank"),
    }
    rows = [
        (option, replicate, month, measure, channel, "staff", yuan, yuan / 60)
        for (option, used), total in zip(measures.items(), COSTS, strict=True)
        for replicate in range(replicates)
        for month in range(1, months + 1)
        for measure in used
        for channel, share in shares.items()
        for yuan in [total * share / months / len(used)]
    ]
    columns = ["option", "replicate", "month", "measure", "channel", "what", "yuan", "staff_hours"]
    return pd.DataFrame(rows, columns=columns)


# Effects at the end on trust by group: with the last option renters lose what owners gain.
BY_GROUP = {"owner": 6.0, "renter": -5.0, "older": 1.5, "young": 0.0}


def make_by_group(*, replicates: int = 20, seed: int = 1) -> pd.DataFrame:
    """Make figures by group for the last month; the planted effects belong to the last option."""
    luck = np.random.default_rng(seed)
    shared = luck.normal(0, 2, (len(BY_GROUP), replicates))
    rows = []
    for arm, option in enumerate((BASE, *OPTIONS)):
        for place, (group, effect) in enumerate(BY_GROUP.items()):
            own = luck.normal(0, 0.5, replicates)
            change = effect if arm == len(OPTIONS) else 0.0
            for replicate in range(replicates):
                value = 48.0 + shared[place, replicate] + own[replicate] + change
                rows.append((option, replicate, "trust_index", group, value))
                rows.append((option, replicate, "participation_rate_12m", group, np.nan))
    columns = ["option", "replicate", "kpi", "group", "value"]
    return pd.DataFrame(rows, columns=columns)


def make_record(*, replicates: int = 20, months: int = 36) -> dict[str, object]:
    """Make the record of a comparison."""
    return {
        "base": BASE,
        "options": [{"name": name, "title": TITLES[name]} for name in (BASE, *OPTIONS)],
        "months": months,
        "replicates": replicates,
        "seed": 1,
        "digest": "3f9c2a51b7de",
        "versions": {"linli": "0.1.0", "numpy": "2.3.4", "mesa": "3.3.1"},
        "phases": PHASES,
        "zero_dose": [
            {
                "option": name,
                "months": 3,
                "measures": ["mediation_tiers"],
                "compared": 4312,
                "differing": 0,
                "equal": True,
            }
            for name in OPTIONS
        ],
    }


def write_folder(
    folder: Path, *, runs: pd.DataFrame | None = None, record: dict[str, object] | None = None
) -> Path:
    """Write the files of a comparison, as the command does, and give the folder."""
    from analysis.compare import compare

    folder.mkdir(parents=True, exist_ok=True)
    made = make_runs() if runs is None else runs
    compare(made, BASE).to_csv(folder / "comparison.csv", index=False)
    made.to_parquet(folder / "runs.parquet")
    replicates, months = made["replicate"].nunique(), int(made["month"].max())
    make_by_group(replicates=made["replicate"].nunique()).to_parquet(folder / "by_group.parquet")
    make_dwellings().to_parquet(folder / "dwellings.parquet")
    make_acquaintance().to_parquet(folder / "acquaintance.parquet")
    make_spending(replicates=replicates, months=months).to_parquet(folder / "spending.parquet")
    content = record or make_record(replicates=replicates, months=months)
    (folder / "compare.json").write_text(
        json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    return folder


def _noise(luck: np.random.Generator, replicates: int, months: int) -> np.ndarray:
    """Give each replicate a level of its own and a slow wander around it, both about one."""
    steps = luck.normal(0, 0.25, (replicates, months))
    wander = np.cumsum(steps, axis=1)
    return luck.normal(0, 1, (replicates, 1)) + wander - wander.mean(axis=1, keepdims=True)


def _values(kpi: str, arm: int, month: np.ndarray, noise: np.ndarray, effect: float) -> np.ndarray:
    about = KPIS[kpi]
    if kpi in SILENT:
        return np.full(noise.shape, np.nan)
    cost = 0 if arm == 0 else COSTS[arm - 1] * effect
    if kpi == "programme_cost_yuan":
        return np.tile(cost * month / 36, (len(noise), 1)) * (1 + 0.01 * noise)
    level = LEVELS.get(kpi, about.start or (0.4 if about.is_share else 25.0))
    grown = np.clip((month - 3) / 21, 0, 1)
    change = 0.0 if arm == 0 else EFFECTS.get(kpi, (0.0, 0.0, 0.0))[arm - 1] * effect
    size = 1.0 if kpi == "points_issued" and arm == 3 else level
    values = size * (1 + change * grown) + 0.06 * level * noise
    if kpi == "points_issued":
        values = np.tile(change * 8200 * month / 36, (len(noise), 1))
    values = np.clip(values, 0, 1 if about.is_share else None)
    if about.months and about.months > 1:
        values[:, month < about.months] = np.nan
    return values
