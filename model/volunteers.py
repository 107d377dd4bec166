"""Volunteers: who signs up, who finds something to do, and who leaves."""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray

from model import matching
from model.behaviour.volunteers import VolunteerParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.enrolment import Joining, People, Staying, Terms, enter, leave, offers, rates, sign_up
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.organisation import VolunteerOrganisation
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams
from model.ties import FAVOUR, TALK, Ties
from model.wellbeing import Served, Task, Tasks

WEEK = 7
ACTIVE_DAYS = 90
HALF_YEAR = 180
NAMES = tuple(task.name.lower() for task in Task)
FAVOURS = np.array([TALK, TALK, FAVOUR, TALK, TALK, TALK], np.int8)


class Roll(Table):
    """What makes each resident a volunteer or not."""

    willing = Column[float](1.0, np.float32, "lot that decides whether one is willing", unit="0-1")
    knowing = Column[float](
        1.0, np.float32, "lot that decides whether one knows how; -1: was asked", unit="0-1"
    )
    schooled = Column[float](1.0, np.float32, "lot that decides who is trained", unit="0-1")
    waiting = Column[float](0.0, np.float64, "exposure left before signing up", unit="hazard")
    times = Column[int](0, np.int16, "sign-ups so far")
    spell = Column[int](-1, np.int32, "row of the present time as a volunteer, -1 for none")


class Spells(Table):
    """Times as a volunteer, one row from signing up to leaving."""

    resident = Column[int](-1, np.int32, "row of the resident")
    began = Column[int](0, np.int32, "day of signing up", unit="day")
    ended = Column[int](-1_000_000, np.int32, "day of leaving, long ago while it lasts", unit="day")
    last = Column[int](-100_000, np.int32, "day of the last service", unit="day")
    services = Column[int](0, np.int32, "services done")
    hours = Column[float](0.0, np.float64, "hours given", unit="h")
    offer = Column[float](1.0, np.float32, "hours a week on offer", unit="h/week")
    load = Column[float](0.0, np.float32, "hours a week of late", unit="h/week")


class Volunteers:
    """Residents sign up when willing and knowing how, serve where a need is found, and leave.

    Leaving is a Weibull hazard that falls with time served and rises with idleness and overload;
    thanks lower it (E199). Without a dispatcher a volunteer helps needy acquaintances and whom
    they happen to hear of; a dispatcher goes through the list, longest wait first (E087, E088).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        recorder: Recorder,
        parameters: VolunteerParameters,
        plan: VolunteerOrganisation,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.recorder, self.parameters = recorder, parameters
        self.levels: dict[str, dict[str, float]] = {}  # what each party does for volunteers
        self.publicise(plan.awareness)
        self.dispatch(plan.dispatch_hours)
        self.recognise(plan.recognition)
        self.insure(float(plan.insured))
        self.train(plan.trained)
        self.patrol(plan.patrols)
        self.stranded = self.strain = self.distrusted = 0.0
        self.keys = streams.keys(
            [
                Question.WILLINGNESS,
                Question.SIGN_UP,
                Question.LEAVING,
                Question.SERVICE,
                Question.STRANGER,
            ]
        )
        self.roll = Roll(0, room=population.residents.room)
        self.spells = Spells(0, room=256)
        self.open = np.empty(0, np.int32)  # rows of spells that last
        # Each quarter in units of 500 households, in which hours and patrols are given.
        self.scale = estate.quarter_share() * estate.size / HOUSEHOLDS_PER_QUARTER
        self.patrols_due = np.zeros(estate.quarters)

    # -- what measures may change ------------------------------------------------------------
    # Each verb takes ``by``: the measure that does it, none for the estate itself. Hours and
    # patrols of several add up; of thanks, insurance and training the largest counts.

    def publicise(self, share: float, *, by: str = "") -> None:
        """Set the share of residents who know how to take part, or whom a measure tells (E090).

        Several miss people independently.
        """
        known = self._note("publicity", by, share)
        own = known.get("", 0.0)
        missed = np.prod([1.0 - told for teller, told in known.items() if teller])
        self.awareness = own + (1.0 - own) * (1.0 - float(missed))

    def dispatch(self, hours: float, *, by: str = "") -> None:
        """Set the hours a week of a dispatcher, per 500 households."""
        self.dispatch_hours = sum(self._note("dispatch", by, hours).values())

    def recognise(self, degree: float, *, by: str = "") -> None:
        """Set how much volunteers are thanked and honoured, from 0 to 1."""
        self.recognition = max(self._note("recognition", by, degree).values())

    def insure(self, share: float = 1.0, *, by: str = "") -> None:
        """Set the share of volunteers who are insured."""
        self.insured = max(self._note("insurance", by, share).values())

    def train(self, share: float, *, by: str = "") -> None:
        """Set the share of volunteers who are trained and carry a badge."""
        self.trained = max(self._note("training", by, share).values())

    def strand(self, share: float) -> None:
        """Take away a share of the dispatcher's hours that the estate has of its own (E195)."""
        self.stranded = share

    def wear(self, strain: float) -> None:
        """Let service wear people out: added to the log hazard as far as nobody thanks (E199)."""
        self.strain = strain

    def distrust(self, share: float) -> None:
        """Let a share of those who would let a stranger in refuse (E204)."""
        self.distrusted = share

    def patrol(self, per_week: float, *, by: str = "") -> None:
        """Set the patrols a week, per 500 households."""
        self.patrols = sum(self._note("patrols", by, per_week).values())

    def _note(self, what: str, by: str, level: float) -> dict[str, float]:
        """Note what one party does, and return what all do."""
        levels = self.levels.setdefault(what, {})
        levels[by] = level
        return levels

    def ask(self, rows: NDArray[np.int32]) -> None:
        """Ask residents in person to join; they know how from now on, and join if willing."""
        self.roll.knowing[rows] = -1.0

    # -- who is there ------------------------------------------------------------------------

    def helpers_at_hand(self) -> NDArray[np.int32]:
        """Return the rows of volunteers who live here: whom a call-out reaches."""
        rows = self.spells.resident[self.open]
        return np.asarray(rows[self.population.residents.present[rows]], np.int32)

    def on_call(self) -> NDArray[np.int32]:
        """Return the rows of volunteers whom a dispatcher can call out, nobody without one."""
        return self.helpers_at_hand() if self.dispatch_hours > 0.0 else np.empty(0, np.int32)

    def welcome(self, day: int) -> None:
        """Make room for residents who have just come; on the first day, draw who is enrolled.

        The number is the stationary one, sign-ups over hazard, and times served so far follow
        the law of a renewal process seen at a moment: density S(t) / E[T].
        """
        r = self.population.residents
        start = self.roll.add(r.rows - self.roll.rows).start
        enter(start, self.keys, self._people())
        if start == 0 and r.rows:
            self._start(day)

    def part(self, rows: NDArray[np.int32], day: int) -> None:
        """End the service of residents who move away."""
        spells = self.roll.spell[rows]
        self.spells.ended[spells[spells >= 0]] = day
        self.roll.spell[rows] = -1
        self._drop_ended()

    # -- the week ----------------------------------------------------------------------------

    def serve(self, day: int, tasks: Tasks) -> Served:
        """Let a week of sign-ups, services and leavings happen; return what was done.

        Ties between helper and helped grow by a talk, or by a favour for company on a walk.
        """
        self._sign_up(day)
        served = self._find(day, self._with_patrols(tasks, day))
        pairs = served.receiver >= 0
        if pairs.any():
            self.ties.meet(
                served.volunteer[pairs],
                served.receiver[pairs],
                FAVOURS[served.kind[pairs]],
                day,
                question=7,
            )
        self._leave(day)
        self.recorder.tally("volunteer_services", count=served.volunteer.size)
        self.recorder.tally("volunteer_hours", count=float(served.hours.sum()))
        for kind, count in enumerate(np.bincount(served.kind).tolist()):
            self.recorder.tally("volunteer_services", group=NAMES[kind], count=count)
        return served

    def count(self, day: int) -> None:
        """Count the state at the end of a month, and the volunteers whose half year is over."""
        s = self.spells
        here = self.open
        active = np.count_nonzero(s.last[here] > day - ACTIVE_DAYS)
        self.recorder.set("volunteers_active", float(active))
        self.recorder.set("volunteers", float(here.size))
        due = (s.began <= day - HALF_YEAR) & (s.began > day - HALF_YEAR - DAYS_PER_MONTH)
        left = due & (s.ended >= s.began) & (s.ended < s.began + HALF_YEAR)
        idle = due & (s.services == 0)
        for name, rows in (("due", due), ("left", left), ("idle", idle)):
            self.recorder.set(f"volunteers_{name}_6m", float(np.count_nonzero(rows)))

    def _people(self) -> People:
        r, roll = self.population.residents, self.roll
        return People(
            r.identity, r.present, r.group, r.civic, r.trust_company, r.sociability,
            roll.willing, roll.knowing, roll.schooled, roll.waiting, roll.times, roll.spell,
        )  # fmt: skip

    def _joining(self) -> Joining:
        j = self.parameters.joining
        return Joining(
            j.willing,
            self.awareness,
            j.rate,
            j.civic,
            j.trust,
            j.sociability,
            self.parameters.offer,
        )

    def _staying(self) -> Staying:
        s = self.parameters.staying
        kept = s.recognition * self.recognition + s.insured * self.insured
        kept -= self.strain * (1.0 - self.recognition)
        return Staying(s.lasts, s.shape, s.idle, s.overload, kept)

    def _finding(self) -> matching.Finding:
        p, ties = self.parameters, self.ties.rules
        return matching.Finding(
            p.available,
            p.own,
            p.hears,
            p.visit_hours,
            p.patrol_hours,
            p.accepts * (1.0 - self.distrusted),
            p.accepts_young * (1.0 - self.distrusted),
            self.trained,
            p.trained,
            p.tie,
            p.near,
            p.skill,
            ties.decay,
            ties.slowing,
            0.5 ** (1.0 / p.staying.memory),
        )

    def _start(self, day: int) -> None:
        from scipy.special import gamma, gammaincinv

        staying = self._staying()
        # Half of the time without work is a guess that the warm year puts right.
        pull = exp(0.5 * staying.idle - staying.kept)
        scale = staying.lasts * pull ** (-1.0 / staying.shape)
        shape = 1.0 / staying.shape
        mean = scale * gamma(1.0 + shape)
        rate, luck, age = rates(self._joining(), self.keys, self._people())
        load = rate / WEEK * mean
        rows = np.flatnonzero(luck < load / (1.0 + load)).astype(np.int32)
        served = scale * gammaincinv(shape, age[rows]) ** shape
        self._enrol(rows, day - np.minimum(served, 20_000.0).astype(np.int32))
        self.spells.last[:] = day

    def _sign_up(self, day: int) -> None:
        rows = sign_up(self._joining(), self.keys, self._people())
        if rows.size:
            self._enrol(rows, np.full(rows.size, day, np.int32))
            self.recorder.tally("volunteers_joined", count=rows.size)

    def _enrol(self, rows: NDArray[np.int32], began: NDArray[np.int32]) -> None:
        taken = self.spells.add(rows.size)
        s = self.spells
        s.resident[taken], s.began[taken] = rows, began
        offers(taken.start, self.parameters.offer, self.keys, self._identity(rows), s.offer)
        self.roll.spell[rows] = np.arange(taken.start, taken.stop)
        self.open = np.append(self.open, np.arange(taken.start, taken.stop, dtype=np.int32))

    def _identity(self, rows: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.asarray(self.population.residents.identity[rows])

    def _drop_ended(self) -> None:
        s = self.spells
        self.open = self.open[s.ended[self.open] < s.began[self.open]]

    def _with_patrols(self, tasks: Tasks, day: int) -> Tasks:
        """Add the week's patrols; a patrol of quarter q is written as receiver -1 - q."""
        self.patrols_due += self.patrols * self.scale
        number = np.floor(self.patrols_due).astype(np.int64)
        self.patrols_due -= number
        if not number.any():
            return tasks
        where = -1 - np.repeat(np.arange(number.size), number)
        return Tasks(
            np.append(tasks.receiver, where.astype(np.int32)),
            np.append(tasks.kind, np.full(where.size, Task.PATROL, np.int8)),
            np.append(tasks.known, np.ones(where.size, np.bool_)),
            np.append(tasks.last, np.full(where.size, day - WEEK, np.int32)),
        )

    def _find(self, day: int, tasks: Tasks) -> Served:
        r, s, t = self.population.residents, self.spells, self.ties.slots
        d, h = self.estate.dwellings, self.population.households
        people = matching.People(
            r.identity, r.dwelling, r.group, r.skills, self.roll.schooled,
            t.partner, t.strength, t.touched,
        )  # fmt: skip
        homes = matching.Homes(
            d.household, d.quarter, d.building, d.quarter_start, d.quarter_size, h.first, h.size
        )
        service = matching.Service(s.resident, s.last, s.services, s.hours, s.offer, s.load)
        own = self.levels["dispatch"][""]
        hours = self.dispatch_hours - self.stranded * own
        matches = hours * self.scale / self.parameters.match_hours
        rules = self._finding()
        found = matching.match(
            day, rules, self.keys, matches, tasks, self.open, service, people, homes
        )
        return Served(*found)

    def _leave(self, day: int) -> None:
        s = self.spells
        terms = Terms(s.resident, s.began, s.ended, s.last, s.offer, s.load)
        leave(day, self._staying(), self.keys, self.open, terms, self._people())
        before = self.open.size
        self._drop_ended()
        self.recorder.tally("volunteers_left", count=before - self.open.size)
