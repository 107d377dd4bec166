"""Start bands: what an estate without measures should look like, beside the plan's figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ESTATES: Final = ("commodity", "old_estate", "affordable")
WITHOUT_MEASURES: Final = "status_quo"


@dataclass(frozen=True)
class Band:
    """A figure of the plan's surveys and how far the start may lie from it."""

    kpi: str
    figure: float
    within: float
    estate: str | None = None  # None: the mean of the three estates

    @property
    def low(self) -> float:
        """Give the lower end."""
        return self.figure - self.within

    @property
    def high(self) -> float:
        """Give the upper end."""
        return self.figure + self.within

    def holds(self, value: float) -> bool:
        """Tell whether a value lies inside; an unknown one does not."""
        return self.low <= value <= self.high


BANDS: Final = (
    Band("share_not_knowing_next_door", 0.58, 0.08),
    Band("share_knowing_3_households", 0.23, 0.08),
    Band("tie_share_nodding", 0.70, 0.08),
    Band("tie_share_transactional", 0.15, 0.08),
    Band("tie_share_emotional", 0.15, 0.08),
    Band("dispute_share_noise", 0.32, 0.06),
    Band("dispute_share_space", 0.28, 0.06),
    Band("dispute_share_pets", 0.22, 0.06),
    Band("dispute_share_other", 0.18, 0.06),
    Band("channel_share_property", 0.35, 0.08),
    Band("channel_share_formal", 0.45, 0.08),
    Band("channel_share_private", 0.20, 0.08),
    Band("mediation_success_rate", 0.41, 0.08),
    Band("response_time_hours", 48.0, 16.0),
    Band("handling_time_hours", 72.0, 24.0),
    Band("trust_index", 48.0, 6.0),
    Band("share_trusting_manager", 0.31, 0.08),
    Band("attendance_rate", 0.125, 0.03),
    Band("participations_per_resident_year", 1.8, 0.4),
    Band("share_willing_to_ask_neighbour", 0.23, 0.08),
    Band("disputes_per_estate_year", 18.0, 6.0),
    Band("parking_clashes_per_estate_year", 8.0, 4.0, estate="old_estate"),
    Band("complex_mediation_success_rate", 0.40, 0.10),
    Band("share_believing_books_open", 0.28, 0.08),
    Band("activities_per_month", 1.2, 0.3),
    Band("share_doing_mutual_aid_12m", 0.28, 0.08),
    Band("volunteers_idle_share", 0.30, 0.10),
    Band("platform_monthly_active_share", 0.35, 0.08),
    Band("decision_participation_rate", 0.28, 0.08),
    Band("disabled_participation_rate", 0.15, 0.08),
    Band("resilience_index", 52.0, 6.0),
    Band("neighbour_collaboration", 45.0, 8.0),
    Band("service_satisfaction", 0.65, 0.08),
    Band("resident_satisfaction", 0.52, 0.08, estate="old_estate"),
    Band("fee_collection_rate", 0.82, 0.06),
)


@dataclass(frozen=True)
class Told:
    """A figure that is shown beside the model and not held; ``why`` names the reason's text."""

    figure: float
    why: str
    estate: str | None = None


# What cannot hold together with a band above, or is an input and no finding.
TOLD: Final = {
    "participation_rate_12m": Told(0.17, "participations"),
    "attendee_return_rate": Told(0.20, "participations"),
    "vote_turnout": Told(0.23, "risk"),
    "volunteer_attrition_6m": Told(0.60, "risk"),
    "public_income_yuan_year": Told(120_000.0, "input"),
}

# Felt conflicts for each one on record: plausible range, told and never fitted.
LATENT_RATIO: Final = (3.0, 20.0)

Levels = Mapping[str, Mapping[str, float]]  # estate -> KPI -> mean over replicates and months


@dataclass(frozen=True)
class Finding:
    """A band and where the model starts."""

    band: Band
    value: float

    @property
    def holds(self) -> bool:
        """Tell whether the start lies inside the band."""
        return self.band.holds(self.value)


def judge(levels: Levels) -> list[Finding]:
    """Hold every band against the levels of the three estates."""
    return [Finding(band, level_of(levels, band.kpi, band.estate)) for band in BANDS]


def level_of(levels: Levels, kpi: str, estate: str | None = None) -> float:
    """Give the level of one estate, or the mean over all of them."""
    if estate is not None:
        return levels[estate][kpi]
    return sum(level[kpi] for level in levels.values()) / len(levels)


def latent_ratio(levels: Levels) -> float:
    """Tell how many conflicts are felt for each one that is put on record."""
    recorded = level_of(levels, "disputes_per_1000_hh_year")
    felt = level_of(levels, "latent_conflicts_per_1000_hh_year")
    return felt / recorded if recorded else float("nan")
