"""Fitting the start: moves behaviour until estates without measures look like the surveys.

Only *baselines* are fitted: what surveys say of estates where nothing has been tried yet
(claims of the kind baseline, and the "before" of a before-and-after pair). What the plan says of
afterwards is a claim to be audited. A model fitted to it would repeat it and could not doubt it,
and two estates before and after, without a third beside them, cannot tell a measure from luck.

Nor is an output ever scaled: each band is reached by moving one behavioural parameter that causes
it, inside the range in which that parameter is plausible. What cannot be reached in this way is
reported. The ratio of felt to recorded conflicts is left out on purpose; it is shown as a check.

    python -m experiments.fit_start [--replicates N] [--rounds N] [--jobs N]

Nothing is written: at the end stand the values to put into `model/behaviour/`.

References: Broyden (1965), A class of methods for solving nonlinear simultaneous equations,
Mathematics of Computation 19.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.audit import start_levels, start_requests
from experiments.declared import Declared, declared
from experiments.patch import patched
from experiments.start_bands import BANDS, Band, Finding, Levels, judge, latent_ratio
from experiments.store import Store
from model.behaviour import Parameters

Numbers = NDArray[np.float64]
Values = dict[str, float]  # dotted name below `model.behaviour.Parameters` -> value

_DECLARED: Final = {leaf.name: leaf for leaf in declared(Parameters)}
_EDGE = 0.01  # share of a range that is kept free at both ends
_STRIDE = 0.7  # the longest step in a round, in logits of the place inside the range
_DAMPING = 0.8
_LEARNING = 0.6  # how far a round's surprise changes the slopes


@dataclass(frozen=True)
class Lever:
    """A band and the behaviour that moves it; several parameters move by one common factor."""

    kpi: str
    parameters: tuple[str, ...]
    slope: float  # first guess: half-widths of the band for a step of one logit inside the range

    @property
    def band(self) -> Band:
        """Give the band that this lever has to reach."""
        return next(band for band in BANDS if band.kpi == self.kpi)

    def span(self, start: Mapping[str, float]) -> tuple[float, float]:
        """Give the ends between which the lever may move: a value, or a common factor's log."""
        rows = [_DECLARED[name] for name in self.parameters]
        if len(rows) == 1:
            return _ends(rows[0])
        factors = [
            (low / start[row.name], high / start[row.name])
            for row in rows
            for low, high in [_ends(row)]
        ]
        return math.log(max(low for low, _ in factors)), math.log(min(high for _, high in factors))

    def values(self, place: float, start: Mapping[str, float]) -> Values:
        """Turn a place, in logits between the ends, into the values of the parameters."""
        low, high = self.span(start)
        at = low + (high - low) / (1.0 + math.exp(-place))
        if len(self.parameters) == 1:
            return {self.parameters[0]: at}
        return {name: start[name] * math.exp(at) for name in self.parameters}

    def place(self, start: Mapping[str, float]) -> float:
        """Give the place at which the lever stands at first."""
        low, high = self.span(start)
        at = start[self.parameters[0]] if len(self.parameters) == 1 else 0.0
        share = min(max((at - low) / (high - low), _EDGE), 1.0 - _EDGE)
        return math.log(share / (1.0 - share))


_ANNOYANCE: Final = "disputes.annoyance."
_LOUD: Final = ("nights", "children", "others")
LEVERS: Final = (
    Lever("share_not_knowing_next_door", ("encounters.passing",), -1.0),
    Lever("share_knowing_3_households", ("encounters.visit",), 1.6),
    Lever("tie_share_transactional", ("ties.transactional_from",), -1.5),
    Lever("tie_share_emotional", ("ties.emotional_from",), -1.0),
    Lever("dispute_share_noise", tuple(f"triggers.noise.loud_{who}" for who in _LOUD), 3.0),
    Lever("dispute_share_space", (f"{_ANNOYANCE}corridor",), 1.7),
    Lever("dispute_share_pets", (f"{_ANNOYANCE}pets",), 2.5),
    Lever("dispute_share_other", (f"{_ANNOYANCE}garbage",), 1.3),
    Lever("channel_share_private", ("disputes.channel.private",), 1.2),
    Lever("channel_share_formal", ("disputes.channel.formal",), 1.4),
    Lever("mediation_success_rate", ("mediation.settlement.base",), 1.7),
    Lever("response_time_hours", ("mediation.intake",), 0.8),
    Lever("handling_time_hours", ("mediation.gathering",), 0.4),
    Lever("trust_index", ("outlook.neighbours_disposition",), 0.9),
    Lever("share_trusting_manager", ("outlook.company_disposition",), 0.7),
    Lever("attendance_rate", ("activities.go",), 2.0),
    Lever("share_willing_to_ask_neighbour", ("help.asking_scale",), -0.8),
    Lever("disputes_per_estate_year", ("disputes.channel.act",), 1.7),
    Lever("parking_clashes_per_estate_year", ("triggers.space.confrontation",), 0.6),
    Lever("complex_mediation_success_rate", ("mediation.settlement.severity",), -1.0),
    Lever("share_believing_books_open", ("governance.beliefs.books_leaning",), 1.3),
    Lever("share_doing_mutual_aid_12m", ("help.needs",), 0.8),
    Lever("volunteers_idle_share", ("volunteers.hears",), -1.5),
    Lever("platform_monthly_active_share", ("platform.use.often",), 1.5),
    Lever("decision_participation_rate", ("governance.votes.base",), 0.8),
    Lever("disabled_participation_rate", ("care.venture",), 0.8),
    Lever("neighbour_collaboration", ("emergencies.base",), 5.0),
    Lever("resilience_index", ("emergencies.tells",), 0.3),
    Lever("service_satisfaction", ("governance.content.service",), 1.2),
    Lever("resident_satisfaction", ("governance.content.life",), 1.2),
    Lever("fee_collection_rate", ("governance.fees.base",), 1.2),
)


@dataclass(frozen=True)
class Round:
    """What one round of the fit found."""

    values: Values
    findings: list[Finding]
    latent_ratio: float

    @property
    def missed(self) -> list[Finding]:
        """Give the bands that do not hold."""
        return [finding for finding in self.findings if not finding.holds]

    @property
    def distance(self) -> float:
        """Give the greatest distance from the middle of a band, in half-widths."""
        distances = [abs(off(finding)) for finding in self.findings]
        return math.inf if any(map(math.isnan, distances)) else max(distances)


def off(finding: Finding) -> float:
    """Give how far a level lies from the middle of its band, in half-widths."""
    return (finding.value - finding.band.figure) / finding.band.within


def fit(
    live: Callable[[Values], Levels],
    *,
    rounds: int,
    near: float = 1.0,
    levers: Sequence[Lever] = LEVERS,
    watch: Callable[[int, Round], None] = lambda number, found: None,
) -> Round:
    """Move the levers until every band holds, at most so many rounds; give the best round.

    ``live`` gives the levels of the estates under some values. ``near`` is the share of a band's
    half-width within which its level has to come. Damped Broyden steps: the slopes begin as
    guesses, one lever a band, and learn from each round how the levers work on each other.
    """
    start = {name: float(_DECLARED[name].default) for lever in levers for name in lever.parameters}
    places = np.array([lever.place(start) for lever in levers])
    slopes = np.diag([lever.slope for lever in levers])
    best, before, moved = None, None, np.zeros(len(levers))
    for number in range(1, rounds + 1):
        found = _look(live, levers, places, start)
        watch(number, found)
        if best is None or found.distance < best.distance:
            best = found
        if best.distance <= near:
            break
        rest = _rest(found, levers)
        if before is not None:
            slopes = _learned(slopes, moved=moved, gained=rest - before)
        moved, before = _step(slopes, rest), rest
        places = places + moved
    assert best is not None
    return best


def _look(
    live: Callable[[Values], Levels],
    levers: Sequence[Lever],
    places: Numbers,
    start: Mapping[str, float],
) -> Round:
    values: Values = {}
    for lever, place in zip(levers, places.tolist(), strict=True):
        values |= lever.values(place, start)
    levels = live(values)
    return Round(values, judge(levels), latent_ratio(levels))


def _rest(found: Round, levers: Sequence[Lever]) -> Numbers:
    by_kpi = {finding.band.kpi: off(finding) for finding in found.findings}
    # A level that is not known yet says nothing about where to go.
    return np.asarray(np.nan_to_num([by_kpi[lever.kpi] for lever in levers]))


def _step(slopes: Numbers, rest: Numbers) -> Numbers:
    """Give the damped step that should bring every level to the middle of its band."""
    wished = -np.linalg.lstsq(slopes, rest, rcond=0.05)[0]
    return np.asarray(np.clip(_DAMPING * wished, -_STRIDE, _STRIDE))


def _learned(slopes: Numbers, *, moved: Numbers, gained: Numbers) -> Numbers:
    """Change the slopes by what a step brought beyond what they had promised."""
    length = float(moved @ moved)
    if length == 0.0:
        return slopes
    return slopes + _LEARNING * np.outer(gained - slopes @ moved, moved) / length


def _ends(row: Declared) -> tuple[float, float]:
    if row.low is None or row.high is None:
        raise ValueError(f"{row.name} has no plausible range, so it cannot be fitted")
    return row.low, row.high


# -- the command ---------------------------------------------------------------------------------


def living(
    *, replicates: int, months: int, seed: int, jobs: int | None, folder: Path
) -> Callable[[Values], Levels]:
    """Give a function that lives through the three estates and returns their levels."""
    requests = start_requests(seed=seed, replicates=replicates, months=months)

    def live(values: Values) -> Levels:
        changes = {f"parameters.{name}": value for name, value in values.items()}
        changed = [
            request.model_copy(update={"scenario": patched(request.scenario, changes)[0]})
            for request in requests
        ]
        levels, made = start_levels(changed, store=Store(folder), jobs=jobs)
        if made.failures:
            raise RuntimeError(f"a run failed: {made.failures[0].error}")
        return levels

    return live


def table(found: Round) -> str:
    """Write a round as text: figure, level and distance of every band."""
    lines = [f"{'':34}{'figure':>8}{'level':>9}{'off':>7}"]
    for finding in found.findings:
        band, mark = finding.band, "" if finding.holds else "  outside"
        level = f"{band.kpi:34}{band.figure:8.3f}{finding.value:9.3f}"
        lines.append(f"{level}{off(finding):+7.2f}{mark}")
    lines.append(f"felt conflicts for each one on record: {found.latent_ratio:.1f} (never fitted)")
    return "\n".join(lines)


def advice(found: Round) -> str:
    """Write what to put into `model/behaviour/`, and what could not be reached."""
    lines = ["Values for model/behaviour/, beside the defaults there:"]
    for name, value in found.values.items():
        row = _DECLARED[name]
        lines.append(f"  {name:40}{value:10.4g}   ({row.default:g}; {row.low:g} to {row.high:g})")
    missed = [finding.band.kpi for finding in found.missed]
    lines.append(f"Not reached: {', '.join(missed)}." if missed else "All bands hold.")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Fit the start, print each round and, at the end, the values; 1 if a band is missed."""
    asked = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="linli-fit-") as folder:
        live = living(
            replicates=asked.replicates,
            months=asked.months,
            seed=asked.seed,
            jobs=asked.jobs,
            folder=Path(folder),
        )
        best = fit(live, rounds=asked.rounds, near=asked.near, watch=_print_round)
    print(advice(best))
    return 1 if best.missed else 0


def _print_round(number: int, found: Round) -> None:
    print(f"Round {number}\n{table(found)}\n", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.fit_start",
        description="Fit behaviour to the start bands; see the docstring of this module.",
    )
    parser.add_argument("--replicates", type=_count, default=8, help="runs an estate (default 8)")
    parser.add_argument("--rounds", type=_count, default=10, help="rounds at most (default 10)")
    parser.add_argument("--months", type=_count, default=36, help="months a run (default 36)")
    parser.add_argument("--seed", type=int, default=1, help="number that fixes all luck")
    parser.add_argument("--jobs", type=_count, default=None, help="runs at a time (default: all)")
    near = "stop when every level is within this share of its half-width (default 0.5)"
    parser.add_argument("--near", type=float, default=0.5, help=near)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is too few; give 1 or more")
    return number


if __name__ == "__main__":
    raise SystemExit(main())
