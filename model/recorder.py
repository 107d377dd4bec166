"""Recorder: monthly counts, and the sums that KPIs are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.calendar import month_of
from model.cases import Cases, Channel, Outcome
from model.exposures import TRIGGER_GROUPS

GROUP_OF_TRIGGER = {
    int(trigger): name for name, triggers in TRIGGER_GROUPS.items() for trigger in triggers
}
SIDES = ("complainant", "accused")  # of a case
INSIDE = (Outcome.SETTLED, Outcome.TRANSFORMED, Outcome.IMPOSED, Outcome.FAILED)


class Recorder:
    """Keeps one number a month for each thing counted and each group; warm days count nothing."""

    def __init__(self, months: int) -> None:
        self.months = months
        self.day = 0
        self.counts: dict[tuple[str, str], NDArray[np.float64]] = {}
        self.response_hours: dict[int, list[float]] = {}
        self.help_hours: dict[int, list[float]] = {}

    def restart(self, months: int) -> None:
        """Forget everything and begin a run of so many months."""
        self.months = months
        self.counts.clear()
        self.response_hours.clear()
        self.help_hours.clear()

    def tally(self, what: str, *, group: str = "all", count: float = 1.0) -> None:
        """Add to a count of the present month."""
        if self.day < 0 or not count:
            return
        month = month_of(self.day)
        if month <= self.months:
            self.series(what, group)[month - 1] += count

    def set(self, what: str, value: float, *, group: str = "all") -> None:
        """Note the state of something at the end of the present month."""
        month = month_of(self.day)
        if 1 <= month <= self.months:
            self.series(what, group)[month - 1] = value

    def series(self, what: str, group: str = "all") -> NDArray[np.float64]:
        """Return the monthly counts of one thing, zero where nothing happened."""
        return self.counts.setdefault((what, group), np.zeros(self.months))

    def open_case(self, case: int, cases: Cases) -> None:
        """Count a new case by channel, and by cause when it is on record."""
        self.tally("acting", group=Channel(int(cases.channel[case])).name.lower())
        if cases.recorded[case]:
            group = GROUP_OF_TRIGGER[int(cases.trigger[case])]
            self.tally("disputes", group=group)
            self.tally("disputes")
            if group == "noise":
                self.tally("noise_complaints")
                if cases.night[case]:
                    self.tally("night_noise_complaints")

    def leave_estate(self, case: int, cases: Cases) -> None:
        """Count a case that goes to petition or court."""
        self.tally("petitions")

    def close_case(self, case: int, cases: Cases) -> None:
        """Count how a case ended, how long it took, and what the parties thought of it."""
        outcome = Outcome(int(cases.outcome[case]))
        self.tally("closed", group=outcome.name.lower())
        if cases.asked[case]:
            self.tally("mediation_asked")
            self.tally("mediation_consented", count=float(cases.consent[case]))
        if cases.consent[case]:
            won = float(outcome in (Outcome.SETTLED, Outcome.TRANSFORMED))
            self.tally("mediations_held")
            self.tally("mediations_won", count=won)
            if cases.complicated[case]:
                self.tally("complex_held")
                self.tally("complex_won", count=won)
        if not cases.handled[case] or np.isnan(cases.responded[case]):
            return
        if self.day >= 0:
            hours = float(cases.responded[case] - cases.opened[case])
            self.response_hours.setdefault(month_of(self.day), []).append(hours)
        if outcome in INSIDE:
            self.tally("handled")
            self.tally("handling_hours", count=float(cases.closed[case] - cases.opened[case]))
        if outcome != Outcome.WITHDRAWN:
            self.tally("judging_parties", count=2.0)
            for side in SIDES:
                self.tally("judging_parties", group=side)
            self._judged("satisfied_parties", cases.satisfied[case], cases.pleased_first[case])
            self._judged("fair_parties", cases.fair[case], cases.fair_first[case])

    def _judged(self, what: str, parties: float, first: float) -> None:
        """Count parties of one mind, and apart who complained and who was complained of."""
        self.tally(what, count=float(parties))
        for side, count in zip(SIDES, (float(first), float(parties) - float(first)), strict=True):
            self.tally(what, group=side, count=count)
