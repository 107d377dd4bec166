"""Indicators: monthly KPIs out of monthly counts, each over the window that it is defined on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, MONTHS_PER_YEAR
from model.exposures import TRIGGER_GROUPS
from model.groupings import GROUPS
from model.kpis import KPIS
from model.recorder import SIDES, Recorder
from model.special_groups import SpecialGroup

Series = NDArray[np.float64]
YEAR = MONTHS_PER_YEAR
SURVEYED = {
    "share_believing_books_open": "believing_books_open",
    "allocation_fairness": "finding_sharing_fair",
    "service_satisfaction": "content_with_service",
    "resident_satisfaction": "content_with_life",
}
# Shares whose two counts are kept for some groups alone.
COUNTED_APART = {
    "mediation_satisfaction": ("satisfied_parties", "judging_parties", SIDES),
    "perceived_fairness": ("fair_parties", "judging_parties", SIDES),
    "fee_collection_rate": ("fees_paid", "fees_due", ("owner", "renter")),
    "vote_turnout": ("votes_cast", "votes_eligible", ("young", "middle", "older")),
}
HALF_YEAR = 6
RUN_YEAR = MONTHS_PER_YEAR * DAYS_PER_MONTH / DAYS_PER_YEAR  # twelve plan months in years


def summed(values: Series, window: int) -> Series:
    """Return sums over the last months, NaN until the window is full."""
    out = np.full(values.size, np.nan)
    if values.size >= window:
        total = np.concatenate([[0.0], np.cumsum(values)])
        out[window - 1 :] = total[window:] - total[:-window]
    return out


def ratio(top: Series, bottom: Series) -> Series:
    """Divide, NaN where there is nothing to divide by."""
    out = np.full(top.size, np.nan)
    np.divide(top, bottom, out=out, where=np.nan_to_num(bottom) > 0)
    return out


class Indicators:
    """Turns what a recorder holds into one row a KPI; what nothing brought about stays NaN."""

    def __init__(self, recorder: Recorder, cumulative: dict[str, Series]) -> None:
        self.recorder = recorder
        self.cumulative = cumulative

    def all(self) -> dict[str, Series]:
        """Return every KPI of the catalogue, month by month."""
        found = {
            **self._disputes(),
            **self._mediation(),
            **self._ties(),
            **self._life(),
            **self._exchange(),
            **self._care(),
            **self._platform(),
            **self._emergencies(),
            **self._governance(),
            **self.cumulative,
        }
        nothing = np.full(self.recorder.months, np.nan)
        return {name: found.get(name, nothing.copy()) for name in KPIS}

    def by_group(self) -> dict[tuple[str, str], Series]:
        """Return the KPIs that are told apart by group: (kpi, group) to months.

        What the parties to a case thought of its handling is told apart by side alone: here
        complainant and accused are the parties who judged, elsewhere the people with a case.

        Conflicts of a group are held against as many households as its people would fill, at the
        estate's mean number of adults in a home; so a mean over ages or tenures is the whole.
        """
        found: dict[tuple[str, str], Series] = {}
        homes = ratio(self._year("households"), self._year("adults"))
        full = np.arange(self.recorder.months) >= YEAR - 1
        early = np.arange(self.recorder.months) < 2
        for group in GROUPS:
            rows = self._of_group(group, homes, full=full, early=early)
            found |= {(kpi, group): values for kpi, values in rows.items()}
        for kpi, (top, bottom, groups) in COUNTED_APART.items():
            for group in groups:
                found[kpi, group] = ratio(self._year(top, group), self._year(bottom, group))
        return found

    def _of_group(
        self, group: str, homes: Series, *, full: NDArray[np.bool_], early: NDArray[np.bool_]
    ) -> dict[str, Series]:
        adults = self._of("adults", group)
        mean_adults = self._year("adults", group) / YEAR
        share: Callable[[str], Series] = lambda what: ratio(self._of(what, group), adults)  # noqa: E731
        index: Callable[[str], Series] = lambda what: np.where(  # noqa: E731
            adults > 0, 100.0 * self._of(what, group), np.nan
        )
        visits, felt = self._year("visits", group), self._year("felt_conflicts", group)
        return {
            "trust_index": index("trust"),
            "trust_manager_index": index("trust_company"),
            "trust_rules_index": index("trust_rules"),
            "share_trusting_manager": share("trusting_company"),
            "share_willing_to_ask_neighbour": share("would_ask"),
            "share_not_knowing_next_door": share("not_knowing_next_door"),
            "share_knowing_3_households": share("knowing_3_households"),
            **{kpi: share(what) for kpi, what in SURVEYED.items()},
            "share_doing_mutual_aid_12m": np.where(full, share("mutual_aid_12m"), np.nan),
            "participation_rate_12m": np.where(full, share("took_part_12m"), np.nan),
            "participation_rate_3m": np.where(early, np.nan, share("took_part_3m")),
            "participations_per_resident_year": ratio(visits / RUN_YEAR, mean_adults),
            "latent_conflicts_per_1000_hh_year": ratio(
                felt / RUN_YEAR * 1000.0, mean_adults * homes
            ),
        }

    def _of(self, what: str, group: str = "all") -> Series:
        return self.recorder.series(what, group)

    def _year(self, what: str, group: str = "all") -> Series:
        return summed(self._of(what, group), YEAR)

    def _share(self, top: str, bottom: str) -> Series:
        return ratio(self._year(top), self._year(bottom))

    def _rate(self, what: str, group: str = "all") -> Series:
        """Return a count per 1000 household-years over the last year."""
        households = self._year("households") / YEAR
        return ratio(self._year(what, group) / RUN_YEAR * 1000.0, households)

    def _disputes(self) -> dict[str, Series]:
        found = {
            "latent_conflicts_per_1000_hh_year": self._rate("latent_conflicts"),
            "disputes_per_1000_hh_year": self._rate("disputes"),
            "disputes_per_estate_year": self._year("disputes") / RUN_YEAR,
            "noise_complaints_per_1000_hh_year": self._rate("noise_complaints"),
            "night_noise_complaints_per_1000_hh_year": self._rate("night_noise_complaints"),
            "parking_clashes_per_estate_year": self._year("parking_clashes") / RUN_YEAR,
            "petitions_per_1000_hh_year": self._rate("petitions"),
        }
        disputes = self._year("disputes")
        for group in TRIGGER_GROUPS:
            found[f"dispute_share_{group}"] = ratio(self._year("disputes", group), disputes)
        channels = {"property": "company", "formal": "formal", "private": "private"}
        acting = sum(
            (self._year("acting", group) for group in channels.values()), start=np.float64(0)
        )
        for name, group in channels.items():
            found[f"channel_share_{name}"] = ratio(self._year("acting", group), np.asarray(acting))
        return found

    def _mediation(self) -> dict[str, Series]:
        return {
            "recurrence_rate_180d": self._recurrence(),
            "mediation_consent_rate": self._share("mediation_consented", "mediation_asked"),
            "mediation_success_rate": self._share("mediations_won", "mediations_held"),
            "complex_mediation_success_rate": self._share("complex_won", "complex_held"),
            "response_time_hours": self._median(self.recorder.response_hours),
            "handling_time_hours": self._share("handling_hours", "handled"),
            "mediation_satisfaction": self._share("satisfied_parties", "judging_parties"),
            "perceived_fairness": self._share("fair_parties", "judging_parties"),
            "staff_utilisation": self._share("staff_hours_booked", "staff_hours_available"),
        }

    def _recurrence(self) -> Series:
        """Count only cases whose 180 days are over: those closed 6 to 18 months ago."""
        wait = 6
        closed, back = self._year("closings"), self._year("closings_reopened")
        out = np.full(closed.size, np.nan)
        out[wait:] = ratio(back, closed)[: max(closed.size - wait, 0)]
        return out

    def _median(self, hours: dict[int, list[float]]) -> Series:
        out = np.full(self.recorder.months, np.nan)
        for month in range(YEAR, self.recorder.months + 1):
            recent = [x for m in range(month - YEAR + 1, month + 1) for x in hours.get(m, [])]
            if recent:
                out[month - 1] = float(np.median(recent))
        return out

    def _ties(self) -> dict[str, Series]:
        adults = self._of("adults")
        levels = {
            level: self._of("ties", level) for level in ("nodding", "transactional", "emotional")
        }
        total = np.asarray(sum(levels.values(), start=np.float64(0)))
        found = {f"tie_share_{level}": ratio(count, total) for level, count in levels.items()}
        point: Callable[[str], Series] = lambda what: ratio(self._of(what), adults)  # noqa: E731
        return {
            **found,
            "share_not_knowing_next_door": point("not_knowing_next_door"),
            "share_knowing_3_households": point("knowing_3_households"),
            "nodding_to_acquaintance_12m": ratio(
                self._of("nodding_grown"), self._of("nodding_a_year_ago")
            ),
            "trust_index": 100.0 * self._of("trust"),
            "trust_manager_index": 100.0 * self._of("trust_company"),
            "trust_rules_index": 100.0 * self._of("trust_rules"),
            "share_trusting_manager": point("trusting_company"),
            "share_willing_to_ask_neighbour": point("would_ask"),
        }

    def _life(self) -> dict[str, Series]:
        adults, mean_adults = self._of("adults"), self._year("adults") / YEAR
        full = np.arange(self.recorder.months) >= YEAR - 1
        early = np.arange(self.recorder.months) < 2
        return {
            "activities_per_month": self._of("activities").copy(),
            "attendance_rate": self._share("attendances", "invitations"),
            "participations_per_resident_year": ratio(
                self._year("attendances") / RUN_YEAR, mean_adults
            ),
            "participation_rate_12m": np.where(
                full, ratio(self._of("took_part_12m"), adults), np.nan
            ),
            "participation_rate_3m": np.where(
                early, np.nan, ratio(self._of("took_part_3m"), adults)
            ),
            "attendee_return_rate": self._return(),
            "self_organised_groups": self._of("groups").copy(),
        }

    def _return(self) -> Series:
        """Count first visits 90 to 450 days ago: known once that no longer reaches before day 0."""
        out = ratio(self._of("first_timers_back"), self._of("first_timers"))
        out[: YEAR + 2] = np.nan
        return out

    def _care(self) -> dict[str, Series]:
        adults = self._of("adults")
        full = np.arange(self.recorder.months) >= YEAR - 1
        groups = [group.name.lower() for group in SpecialGroup]
        wanting = sum((self._of("recognised_needs", g) for g in groups), start=np.float64(0))
        reached = sum((self._of("covered_needs", g) for g in groups), start=np.float64(0))
        coverage = ratio(np.asarray(reached), np.asarray(wanting))
        coverage[:2] = np.nan  # a service counts for a quarter
        due = summed(self._of("volunteers_due_6m"), HALF_YEAR)
        return {
            "volunteers_active": self._of("volunteers_active").copy(),
            "volunteer_attrition_6m": ratio(summed(self._of("volunteers_left_6m"), HALF_YEAR), due),
            "volunteers_idle_share": ratio(summed(self._of("volunteers_idle_6m"), HALF_YEAR), due),
            "elderly_served": self._of("elderly_served").copy(),
            "special_group_coverage": coverage,
            "disabled_participation_rate": np.where(
                full,
                ratio(self._of("took_part_12m", "disabled"), self._of("adults", "disabled")),
                np.nan,
            ),
            "loneliness_elderly_alone": ratio(
                self._of("loneliness_sum"), self._of("loneliness_known")
            ),
            "intergenerational_contacts_per_resident_month": ratio(
                self._of("contacts_across_ages"), adults
            ),
        }

    def _exchange(self) -> dict[str, Series]:
        adults, mean_adults = self._of("adults"), self._year("adults") / YEAR
        full = np.arange(self.recorder.months) >= YEAR - 1
        gone = self._year("exchanges", "paid") + self._year("exchanges", "gift")
        return {
            "help_requests_per_1000_residents_year": ratio(
                self._year("help_requests") / RUN_YEAR * 1000.0, mean_adults
            ),
            "help_match_rate": self._share("help_matched", "help_requests"),
            "help_response_time_hours": self._median(self.recorder.help_hours),
            "exchanges_per_estate_year": gone / RUN_YEAR,
            "share_doing_mutual_aid_12m": np.where(
                full, ratio(self._of("mutual_aid_12m"), adults), np.nan
            ),
        }

    def _platform(self) -> dict[str, Series]:
        users, people = "platform_active", "platform_residents"
        return {
            "platform_monthly_active_share": ratio(self._of(users), self._of(people)),
            "platform_elderly_share": ratio(self._of(users, "older"), self._of(people, "older")),
        }

    def _emergencies(self) -> dict[str, Series]:
        """Months without an emergency have no share; the index is a state and always there."""
        return {
            "emergency_response_rate": ratio(
                self._of("emergency_calls_met"), self._of("emergency_calls")
            ),
            "needs_met_72h": ratio(
                self._of("emergency_needs_met_72h"), self._of("emergency_needs")
            ),
            "resilience_index": 100.0 * self._of("resilience"),
            "neighbour_collaboration": 100.0 * self._of("resilience", "collaboration"),
        }

    def _governance(self) -> dict[str, Series]:
        adults = self._of("adults")
        full = np.arange(self.recorder.months) >= YEAR - 1
        return {
            **{kpi: ratio(self._of(what), adults) for kpi, what in SURVEYED.items()},
            "decision_participation_rate": np.where(
                full, ratio(self._of("had_a_say"), self._of("owners_with_vote")), np.nan
            ),
            "vote_turnout": self._share("votes_cast", "votes_eligible"),
            "fee_collection_rate": self._share("fees_paid", "fees_due"),
            "public_income_yuan_year": self._year("public_income"),
        }
