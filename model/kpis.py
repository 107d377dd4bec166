"""KPIs: what is measured of a neighbourhood, in which unit, and what the plan says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["KPIS", "Against", "Direction", "Kpi", "Window"]

Direction = Literal["up", "down", ""]
Window = Literal["12 months", "6 months", "3 months", "1 month", "point", "cumulative", "per shock"]
Against = Literal["no measures", "a year before", ""]


@dataclass(frozen=True, slots=True)
class Kpi:
    """One measured quantity.

    ``direction`` tells which way is better (empty: neither), ``window`` the time it looks back on.
    ``start``, ``goal`` and ``forecast`` are the levels that the plan states, ``claims`` where it
    does so. A plan that states a change instead of a level has it in ``goal_change`` or
    ``forecast_change``, a share of what ``against`` names: -0.5 against "no measures" is half of
    the life without measures. Titles and definitions are texts: ``kpi.<name>.title``.
    """

    name: str
    unit: str
    direction: Direction
    window: Window
    start: float | None = None
    goal: float | None = None
    forecast: float | None = None
    goal_change: float | None = None
    forecast_change: float | None = None
    against: Against = ""
    claims: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Tell whether the value is a share from 0 to 1, to be shown in percent."""
        return self.unit.startswith("share ")

    @property
    def months(self) -> int | None:
        """Give the length of the window in months; a moment, a sum and a shock have none."""
        return _MONTHS.get(self.window)


_MONTHS: Final = {"12 months": 12, "6 months": 6, "3 months": 3, "1 month": 1}
YEAR: Final = "12 months"
HALF_YEAR: Final = "6 months"
QUARTER: Final = "3 months"
MONTH: Final = "1 month"
POINT: Final = "point"
CUMULATIVE: Final = "cumulative"
SHOCK: Final = "per shock"

RATE: Final = "per 1000 household-years"
INDEX: Final = "points 0-100"
RESIDENTS: Final = "share of residents"


_TABLE: Final = (
    # conflict: what was felt, and what reached the records
    Kpi("latent_conflicts_per_1000_hh_year", RATE, "down", YEAR),
    Kpi(
        "disputes_per_1000_hh_year",
        RATE,
        "down",
        YEAR,
        goal_change=-0.5,
        against="no measures",
        claims=("E098", "E261"),
    ),
    Kpi("disputes_per_estate_year", "count", "down", YEAR, start=18, forecast=8, claims=("E261",)),
    Kpi("dispute_share_noise", "share of disputes", "", YEAR, start=0.32, claims=("E009",)),
    Kpi("dispute_share_space", "share of disputes", "", YEAR, start=0.28, claims=("E010",)),
    Kpi("dispute_share_pets", "share of disputes", "", YEAR, start=0.22, claims=("E011",)),
    Kpi("dispute_share_other", "share of disputes", "", YEAR, start=0.18),
    Kpi("noise_complaints_per_1000_hh_year", RATE, "down", YEAR),
    Kpi("night_noise_complaints_per_1000_hh_year", RATE, "down", YEAR, claims=("E182",)),
    Kpi("parking_clashes_per_estate_year", "count", "down", YEAR, start=8, claims=("E063",)),
    # where people turn, and how a case is handled
    Kpi(
        "channel_share_property",
        "share of acting disputants",
        "up",
        YEAR,
        start=0.35,
        claims=("E052",),
    ),
    Kpi(
        "channel_share_formal",
        "share of acting disputants",
        "down",
        YEAR,
        start=0.45,
        claims=("E053",),
    ),
    Kpi(
        "channel_share_private", "share of acting disputants", "", YEAR, start=0.2, claims=("E054",)
    ),
    Kpi("petitions_per_1000_hh_year", RATE, "down", YEAR),
    Kpi("recurrence_rate_180d", "share of closed disputes", "down", YEAR, claims=("E113", "E149")),
    Kpi("mediation_consent_rate", "share of cases", "up", YEAR),
    Kpi(
        "mediation_success_rate",
        "share of closed mediations",
        "up",
        YEAR,
        start=0.41,
        forecast=0.83,
        claims=("E273",),
    ),
    Kpi(
        "complex_mediation_success_rate",
        "share of closed mediations",
        "up",
        YEAR,
        start=0.4,
        forecast=0.82,
        claims=("E159",),
    ),
    Kpi("response_time_hours", "hours (median)", "down", YEAR, start=48, claims=("E028", "E029")),
    Kpi(
        "handling_time_hours",
        "hours (mean)",
        "down",
        YEAR,
        start=72,
        goal=48,
        forecast=18,
        claims=("E115", "E274"),
    ),
    Kpi("mediation_satisfaction", "share of parties", "up", YEAR, goal=0.8, claims=("E108",)),
    Kpi("perceived_fairness", "share of parties", "up", YEAR, claims=("E276",)),
    Kpi("staff_utilisation", "share of staff hours", "", YEAR),
    # ties
    Kpi("share_not_knowing_next_door", RESIDENTS, "down", POINT, start=0.58, claims=("E002",)),
    Kpi("share_knowing_3_households", RESIDENTS, "up", POINT, start=0.23, claims=("E003",)),
    Kpi("tie_share_nodding", "share of ties", "down", POINT, start=0.7, claims=("E046",)),
    Kpi("tie_share_transactional", "share of ties", "up", POINT, start=0.15, claims=("E047",)),
    Kpi("tie_share_emotional", "share of ties", "up", POINT, start=0.15, claims=("E048",)),
    Kpi(
        "nodding_to_acquaintance_12m", "share of ties", "up", YEAR, forecast=0.58, claims=("E270",)
    ),
    Kpi("intergenerational_contacts_per_resident_month", "count", "up", MONTH),
    # trust
    Kpi("trust_index", INDEX, "up", POINT, start=48, goal=75, forecast=76, claims=("E100", "E271")),
    Kpi("trust_manager_index", INDEX, "up", POINT),
    Kpi("trust_rules_index", INDEX, "up", POINT),
    Kpi("share_trusting_manager", RESIDENTS, "up", POINT, start=0.31, claims=("E014",)),
    Kpi("share_believing_books_open", RESIDENTS, "up", POINT, start=0.28, claims=("E055", "E112")),
    Kpi(
        "share_willing_to_ask_neighbour",
        RESIDENTS,
        "up",
        POINT,
        start=0.23,
        forecast=0.71,
        claims=("E272",),
    ),
    # taking part
    Kpi(
        "activities_per_month",
        "count",
        "up",
        MONTH,
        start=1.2,
        goal=2,
        forecast=3.5,
        claims=("E102", "E264"),
    ),
    Kpi("attendance_rate", "share of residents per event", "up", YEAR, start=0.125),
    Kpi(
        "participations_per_resident_year",
        "count",
        "up",
        YEAR,
        start=1.8,
        goal=4,
        forecast=5.6,
        claims=("E103", "E265"),
    ),
    Kpi(
        "participation_rate_12m",
        RESIDENTS,
        "up",
        YEAR,
        start=0.17,
        goal=0.6,
        claims=("E040", "E099"),
    ),
    Kpi("participation_rate_3m", RESIDENTS, "up", QUARTER),
    Kpi(
        "attendee_return_rate",
        "share of first-time attendees",
        "up",
        YEAR,
        start=0.2,
        claims=("E045",),
    ),
    # help, points and volunteers
    Kpi(
        "self_organised_groups",
        "count",
        "up",
        POINT,
        goal_change=0.3,
        against="a year before",
        claims=("E110",),
    ),
    Kpi("help_requests_per_1000_residents_year", "per 1000 resident-years", "up", YEAR),
    Kpi("help_match_rate", "share of requests", "up", YEAR, forecast=0.82, claims=("E034", "E269")),
    Kpi("help_response_time_hours", "hours (median)", "down", YEAR, goal=24, claims=("E104",)),
    Kpi("exchanges_per_estate_year", "count", "up", YEAR, claims=("E106", "E127")),
    Kpi("share_doing_mutual_aid_12m", RESIDENTS, "up", YEAR, start=0.28, claims=("E022",)),
    Kpi("points_issued", "points", "", CUMULATIVE, claims=("E153",)),
    Kpi(
        "points_redeemed_share",
        "share of points issued",
        "up",
        YEAR,
        forecast=0.85,
        claims=("E154",),
    ),
    Kpi("points_outstanding", "points", "", POINT),
    Kpi("volunteers_active", "count", "up", POINT, goal=30, claims=("E167",)),
    Kpi(
        "volunteer_attrition_6m",
        "share of volunteers",
        "down",
        HALF_YEAR,
        start=0.6,
        claims=("E199",),
    ),
    Kpi(
        "volunteers_idle_share",
        "share of volunteers",
        "down",
        HALF_YEAR,
        start=0.3,
        claims=("E088",),
    ),
    Kpi("elderly_served", "count", "up", MONTH),
    # platform, decisions, special groups
    Kpi(
        "platform_monthly_active_share",
        RESIDENTS,
        "up",
        MONTH,
        start=0.35,
        goal=0.7,
        forecast=0.75,
        claims=("E105", "E144"),
    ),
    Kpi("platform_elderly_share", "share of residents over 60", "up", MONTH, claims=("E036",)),
    Kpi(
        "decision_participation_rate",
        "share of eligible owners",
        "up",
        YEAR,
        start=0.28,
        goal=0.5,
        forecast=0.67,
        claims=("E109", "E277"),
    ),
    Kpi(
        "vote_turnout",
        "share of eligible owners",
        "up",
        YEAR,
        start=0.23,
        forecast=0.72,
        claims=("E142", "E203"),
    ),
    Kpi("allocation_fairness", RESIDENTS, "up", POINT, goal=0.9, claims=("E114",)),
    Kpi("special_group_coverage", "share of members", "up", QUARTER, goal=1, claims=("E116",)),
    Kpi(
        "disabled_participation_rate",
        "share of disabled residents",
        "up",
        YEAR,
        start=0.15,
        forecast=0.65,
        claims=("E156",),
    ),
    Kpi("loneliness_elderly_alone", INDEX, "down", POINT),
    # emergencies
    Kpi("resilience_index", INDEX, "up", POINT, start=52, forecast=78, claims=("E300",)),
    Kpi("neighbour_collaboration", INDEX, "up", POINT, start=45, claims=("E096",)),
    Kpi("emergency_response_rate", "share of needs", "up", SHOCK, goal=0.8, claims=("E117",)),
    Kpi("needs_met_72h", "share of needs", "up", SHOCK, forecast=0.8, claims=("E130",)),
    # satisfaction and money
    Kpi("resident_satisfaction", RESIDENTS, "up", POINT, claims=("E263", "E285")),
    Kpi(
        "service_satisfaction", RESIDENTS, "up", POINT, start=0.65, forecast=0.88, claims=("E284",)
    ),
    Kpi(
        "fee_collection_rate",
        "share of fees due",
        "up",
        YEAR,
        start=0.82,
        forecast=0.95,
        claims=("E291",),
    ),
    Kpi(
        "public_income_yuan_year",
        "yuan per year",
        "up",
        YEAR,
        start=120000,
        forecast_change=0.32,
        against="a year before",
        claims=("E066", "E288"),
    ),
    Kpi("programme_cost_yuan", "yuan", "", CUMULATIVE),
    Kpi("cost_per_conflict_avoided_yuan", "yuan", "down", CUMULATIVE),
)

KPIS: Final[dict[str, Kpi]] = {kpi.name: kpi for kpi in _TABLE}
