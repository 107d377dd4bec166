"""Themes: the groups of KPIs and their order; which KPIs open the report, lead or are primary."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

__all__ = ["HEADLINES", "LEADS", "PRIMARIES", "PRIMARY", "THEMES", "leads_of", "theme_of"]

PRIMARY: Final = "latent_conflicts_per_1000_hh_year"
"""The KPI that options are ranked on."""

THEMES: Final[dict[str, tuple[str, ...]]] = {
    "conflict": (
        PRIMARY,
        "disputes_per_1000_hh_year",
        "disputes_per_estate_year",
        "dispute_share_noise",
        "dispute_share_space",
        "dispute_share_pets",
        "dispute_share_other",
        "noise_complaints_per_1000_hh_year",
        "night_noise_complaints_per_1000_hh_year",
        "parking_clashes_per_estate_year",
    ),
    "handling": (
        "channel_share_property",
        "channel_share_formal",
        "channel_share_private",
        "petitions_per_1000_hh_year",
        "recurrence_rate_180d",
        "mediation_consent_rate",
        "mediation_success_rate",
        "complex_mediation_success_rate",
        "response_time_hours",
        "handling_time_hours",
        "mediation_satisfaction",
        "perceived_fairness",
        "staff_utilisation",
    ),
    "ties": (
        "share_not_knowing_next_door",
        "share_knowing_3_households",
        "tie_share_nodding",
        "tie_share_transactional",
        "tie_share_emotional",
        "nodding_to_acquaintance_12m",
        "intergenerational_contacts_per_resident_month",
    ),
    "trust": (
        "trust_index",
        "trust_manager_index",
        "trust_rules_index",
        "share_trusting_manager",
        "share_believing_books_open",
        "share_willing_to_ask_neighbour",
    ),
    "taking_part": (
        "activities_per_month",
        "attendance_rate",
        "participations_per_resident_year",
        "participation_rate_12m",
        "participation_rate_3m",
        "attendee_return_rate",
        "self_organised_groups",
    ),
    "help": (
        "help_requests_per_1000_residents_year",
        "help_match_rate",
        "help_response_time_hours",
        "exchanges_per_estate_year",
        "share_doing_mutual_aid_12m",
        "points_issued",
        "points_redeemed_share",
        "points_outstanding",
        "volunteers_active",
        "volunteer_attrition_6m",
        "volunteers_idle_share",
        "elderly_served",
    ),
    "platform": (
        "platform_monthly_active_share",
        "platform_elderly_share",
    ),
    "decisions": (
        "decision_participation_rate",
        "vote_turnout",
        "allocation_fairness",
    ),
    "special_groups": (
        "special_group_coverage",
        "disabled_participation_rate",
        "loneliness_elderly_alone",
    ),
    "emergencies": (
        "resilience_index",
        "neighbour_collaboration",
        "emergency_response_rate",
        "needs_met_72h",
    ),
    "money": (
        "resident_satisfaction",
        "service_satisfaction",
        "fee_collection_rate",
        "public_income_yuan_year",
        "programme_cost_yuan",
        "cost_per_conflict_avoided_yuan",
    ),
}

PRIMARIES: Final[tuple[str, ...]] = (
    PRIMARY,
    "disputes_per_1000_hh_year",
    "trust_index",
    "participation_rate_12m",
)
"""The KPIs declared before any run: the one that ranks, and those of the plan's three main goals.

Only differences in these are corrected for being many; all others explore.
"""

# What the figure of each theme shows; a theme that is not named shows its first KPIs.
LEADS: Final[dict[str, tuple[str, ...]]] = {
    "conflict": (
        PRIMARY,
        "disputes_per_1000_hh_year",
        "noise_complaints_per_1000_hh_year",
        "parking_clashes_per_estate_year",
    ),
    "handling": (
        "mediation_success_rate",
        "handling_time_hours",
        "response_time_hours",
        "recurrence_rate_180d",
    ),
    "ties": (
        "share_not_knowing_next_door",
        "share_knowing_3_households",
        "tie_share_emotional",
        "nodding_to_acquaintance_12m",
    ),
    "trust": (
        "trust_index",
        "share_trusting_manager",
        "share_willing_to_ask_neighbour",
        "share_believing_books_open",
    ),
    "taking_part": (
        "participation_rate_12m",
        "participations_per_resident_year",
        "activities_per_month",
        "self_organised_groups",
    ),
    "help": (
        "exchanges_per_estate_year",
        "share_doing_mutual_aid_12m",
        "help_match_rate",
        "volunteers_active",
    ),
    "money": (
        "resident_satisfaction",
        "service_satisfaction",
        "fee_collection_rate",
        "programme_cost_yuan",
    ),
}
_PANELS: Final = 4

# Each card shows the first of its KPIs that the runs hold a number for.
HEADLINES: Final[tuple[tuple[str, ...], ...]] = (
    (PRIMARY,),
    ("trust_index",),
    ("participation_rate_12m", "participations_per_resident_year", "participation_rate_3m"),
    ("programme_cost_yuan",),
)


def theme_of(kpi: str) -> str:
    """Name the theme a KPI is shown under; one that is not in the catalogue goes to the last."""
    return next((theme for theme, names in THEMES.items() if kpi in names), list(THEMES)[-1])


def leads_of(theme: str, known: Collection[str]) -> list[str]:
    """Choose up to four KPIs of a theme to draw, of those that have a number.

    Where a lead has none, another KPI of the theme takes its place.
    """
    names = dict.fromkeys((*LEADS.get(theme, ()), *THEMES[theme]))
    return [name for name in names if name in known][:_PANELS]
