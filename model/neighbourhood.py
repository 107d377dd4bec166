"""Neighbourhood: what happens in a day of an estate, and its copies."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model import mesa_ports
from model.behaviour import Parameters
from model.budget import Budget, BudgetPlan
from model.calendar import DAYS_PER_MONTH, month_of
from model.composition import Composition
from model.disputes import Actions
from model.estate import EstatePlan
from model.exposures import TRIGGER_GROUPS
from model.functions import Module
from model.governance import MIDDLE_OF_MONTH
from model.interventions import CATALOGUE, Intervention, Plan
from model.mesa_ports import mesa
from model.residents import Resident, Residents
from model.results import Results, collect
from model.risks import RISKS, Risk, RiskPlan
from model.staff import OfficeClock
from model.start import draw_ties
from model.wellbeing import Task

if TYPE_CHECKING:
    from model.households import Households
    from model.roster import Roster

WEEK, SERVICE_DAY = 7, 5  # volunteers serve in weeks, which end on Saturdays
MESA_OWN = frozenset(vars(mesa.Model())) | {"_agents_made", "_agent_of"}


class Neighbourhood(Composition):
    """Residents of one estate, day by day.

    Making one lives through 360 days without measures, so that the run begins with a life
    already going on; day 0 is the first day of month 1.
    """

    def __init__(
        self,
        estate: EstatePlan | None = None,
        parameters: Parameters | None = None,
        interventions: Sequence[Plan] = (),
        *,
        months: int = 36,
        seed: int | None = 1,
        replicate: int = 0,
        roster: Roster | None = None,
        rng: int | None = None,
        budget: BudgetPlan | None = None,
        risks: Sequence[RiskPlan] = (),
    ) -> None:
        chosen = seed if rng is None else rng
        # Mesa's word for "any seed will do" is None; it is kept, so that the run can be repeated.
        super().__init__(
            estate or EstatePlan(),
            parameters or Parameters(),
            months=int(months),
            seed=secrets.randbits(31) if chosen is None else int(chosen),
            replicate=int(replicate),
            roster=roster,
        )
        self.interventions: tuple[Intervention, ...] = ()
        self.budget: Budget | None = None
        self.risks: tuple[Risk, ...] = ()
        self._agents_made = False
        self._turned = False  # whether somebody turned a dial yesterday
        self._boiled: list[tuple[int, NDArray[np.int32]]] = []
        self._welcome()
        self.governance.remember(self.day, displaced=self.space.displaced())
        draw_ties(
            self.estate,
            self.population,
            self.places,
            self.ties,
            self.encounters,
            self.help,
            self.streams,
            day=self.day,
        )
        self.groups.begin(self.day)
        while self.day < 0:
            self.live()
        self.equip(interventions, months=self.months, budget=budget, risks=risks)

    def equip(
        self,
        interventions: Sequence[Plan],
        *,
        months: int,
        budget: BudgetPlan | None = None,
        risks: Sequence[RiskPlan] = (),
    ) -> None:
        """Give the neighbourhood measures, their money, risks and a horizon; on day 0 only."""
        if self.day != 0:
            raise ValueError(f"measures can be given on day 0, and this is day {self.day}")
        self.months = int(months)
        self.recorder.restart(self.months)
        self.money.restart()
        self.shortfalls.restart()
        self.budget = Budget(budget, self.money) if budget else None
        self.staff.reset(OfficeClock(self.months * DAYS_PER_MONTH))
        self.service.restart()
        self._boiled = []
        self.census.begin(self.day - 1)
        order = list(CATALOGUE)
        plans = sorted(interventions, key=lambda plan: order.index(plan.use))
        self.interventions = tuple(CATALOGUE[plan.use](plan, self) for plan in plans)
        strikes = sorted(risks, key=lambda risk: list(RISKS).index(risk.use))
        self.risks = tuple(RISKS[risk.use](risk, self) for risk in strikes)

    def fork(
        self,
        interventions: Sequence[Plan] = (),
        *,
        months: int | None = None,
        budget: BudgetPlan | None = None,
        risks: Sequence[RiskPlan] = (),
    ) -> Neighbourhood:
        """Return an independent copy as it stands today, on day 0 with measures of its own."""
        twin: Neighbourhood = object.__new__(type(self))
        mesa_ports.seed_model(twin, self.seed)
        twin._agents_made = False
        parts = {name: value for name, value in vars(self).items() if name not in MESA_OWN}
        if self.day == 0:
            parts |= {"interventions": (), "budget": None, "risks": ()}
        vars(twin).update(copy.deepcopy(parts, {id(self): twin}))
        if self.day == 0 or interventions:  # too late for measures is an error, not silence
            twin.equip(interventions, months=months or self.months, budget=budget, risks=risks)
        return twin

    # -- the tables, as Mesa and people look for them ---------------------------------------

    @property
    def residents(self) -> Residents:
        """Return the table of residents."""
        return self.population.residents

    @property
    def households(self) -> Households:
        """Return the table of households."""
        return self.population.households

    @property
    def agents(self) -> Any:
        """Return every resident who lives here as a Mesa agent, made when first asked for."""
        self._make_agents()
        return mesa_ports.all_agents(self)

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("model.agents is Mesa's own: write into model.residents instead")

    @property
    def agents_by_type(self) -> Any:
        """Return the agents grouped by class."""
        self._make_agents()
        return mesa_ports.by_type(self)

    @property
    def agent_types(self) -> list[type]:
        """Return the classes of agents there are."""
        return list(self.agents_by_type)

    def _make_agents(self) -> None:
        if not self._agents_made:
            self._agents_made = True
            self._agent_of: dict[int, Resident] = {}
            for row in np.flatnonzero(self.residents.present):
                self._agent_of[int(row)] = Resident(self, int(row))

    # -- a day -----------------------------------------------------------------------------

    @property
    def phases(self) -> tuple[Callable[[], None], ...]:
        """Return what happens in a day, in order."""
        return (
            self.morning,
            self.move,
            self.meet,
            self.log_in,
            self.provoke,
            self.quarrel,
            self.mediate,
            self.publish,
            self.exchange,
            self.decide,
            self.look_after,
            self.gather,
            self.act,
            self.feel,
            self.record,
            self.night,
        )

    def step(self) -> None:
        """Live one day; after the last month the model stops running."""
        self.live()
        if self.day >= self.months * DAYS_PER_MONTH:
            self.running = False

    def live(self) -> None:
        """Go through the phases of a day."""
        for phase in self.phases:
            phase()

    def run(self) -> Results:
        """Live through all months and return the results."""
        while self.day < self.months * DAYS_PER_MONTH:
            self.live()
        self.running = False
        return self.results()

    def morning(self) -> None:
        """Put the dials to rest, then let measures and what comes from outside turn them."""
        self.recorder.day = self.day
        self.exposures.clear()
        if self.interventions or self.risks or self._turned:
            self.dials.rest(self.estate.size)
        # What is taken away comes first: measures keep up what they provide.
        for risk in self.risks:
            risk.morning(self.day, self.dials)
        outside = [part for part in (self.emergencies, self.trend) if part.turns(self.day)]
        if outside and not (self.interventions or self.risks or self._turned):
            self.dials.rest(self.estate.size)
        if self.budget:
            self.budget.allot(self.day, self.interventions)
        for part in (*self.interventions, *outside):
            part.morning(self.day, self.dials)
        self._turned = bool(outside)

    def move(self) -> None:
        """Let people move out and in; who has open conflicts is likelier to go."""
        if self.day % 7 == 0 and self.parameters.population.anger_leaves > 0:
            homes = self.households.rows
            self.population.weigh(self.grievances.open_by_household(homes, self.day))
        moves = self.population.move(self.day)
        if moves.left.size:
            rows = np.concatenate(
                [
                    np.arange(s.start, s.stop)
                    for s in map(self.population.members, moves.left.tolist())
                ]
            ).astype(np.int32)
            self.ties.part(rows)
            self.groups.part(rows)
            self.ledger.close(rows, self.day)
            self.volunteers.part(rows, self.day)
            self.mediation.drop(rows, moves.left, self.day)
            self.treasury.close(moves.left)
            self.recorder.tally("moves_out", count=moves.left.size)
            self._retire(rows)
        if moves.came.size:
            self.recorder.tally("moves_in", count=moves.came.size)
            self._welcome()

    def meet(self) -> None:
        """Let people come across each other."""
        self.recorder.tally("encounters", count=self.encounters.meet(self.day))

    def log_in(self) -> None:
        """Let people use the platform for a month, and meet there."""
        self.platform.log_in(self.day)
        if self.day % DAYS_PER_MONTH == 0:
            self.help.show_board(self.platform.reached_by(Module.HELP_BOARD))

    def provoke(self) -> None:
        """Let things go wrong, each from its own cause."""
        self.noise.emit(self.day)
        blocked, _, clashes = self.parking.emit(self.day)
        self.recorder.tally("parking_blocked", count=blocked)
        self.recorder.tally("parking_clashes", count=clashes)
        self.space.emit(self.day)
        self.pets.emit(self.day)
        self.other.emit(self.day)

    def quarrel(self) -> None:
        """Let people be annoyed, boil over and act."""
        self.actions: Actions = self.disputes.quarrel(self.day, self.mediation.expected_wait)
        latent = self.disputes.latent
        self.recorder.tally("annoyances", count=int(self.disputes.annoyed.sum()))
        if latent.any():
            self.recorder.tally("latent_conflicts", count=int(latent.sum()))
            for group, triggers in TRIGGER_GROUPS.items():
                count = int(sum(latent[trigger] for trigger in triggers))
                self.recorder.tally("latent_conflicts", group=group, count=count)
            self._note_boiled()

    def mediate(self) -> None:
        """Serve yesterday's tickets and today's disputes; hold workshops of parties."""
        well, badly = self.staff.open_day(self.day, self.estate.dwellings.household)
        self.service.impress(well, badly)
        self.mediation.mediate(self.day, self.actions)
        cases, closed = self.mediation.cases, self.mediation.closed_today
        for place in self.clearing.act(self.day, cases, closed, self.space.occupation):
            self.space.clear(place.household, place.trigger)
        self.volunteers.ask(self.workshops.hold(self.day, closed))
        self.service.count_hours()

    def publish(self) -> None:
        """Let closed cases become known to people who had no part in them."""
        closed, circle = self.mediation.closed_today, self.platform.is_open(Module.CIRCLE)
        self.news.publish(self.day, self.mediation.cases, closed, circle=circle)

    def exchange(self) -> None:
        """Let needs be asked for and met, in an emergency too."""
        self.help.exchange(self.day)
        seen = self.rounds.go(self.day, self.emergencies.agenda.under_way)
        self.care.look_in(self.day, seen)
        for response in self.emergencies.respond(self.day):
            met = response.helper >= 0
            self.help.remember(response.needy[met], response.helper[met], self.day)

    def decide(self) -> None:
        """Run the month: books, council, votes, fees, and what the purses can bear."""
        day_of_month = self.day % DAYS_PER_MONTH
        self.treasury.drive(self.day)
        if day_of_month == 0:
            self._open_month()
        elif day_of_month == MIDDLE_OF_MONTH:
            self.governance.convene(self.day)
        elif day_of_month == DAYS_PER_MONTH - 1:
            self.service.digest(self.day)
            self.governance.judge(self.day, displaced=self.space.displaced())
            self.treasury.close_month(self.day, self.service.hours_on_disputes(self.day))

    def look_after(self) -> None:
        """Let volunteers and carers serve once a week, and bring wellbeing up to date monthly."""
        if self.day % WEEK == SERVICE_DAY:
            tasks = self.care.tasks(self.day)
            served = self.volunteers.serve(self.day, tasks)
            self.care.receive(self.day, served, tasks)
            self.platform.teach(served.receiver[served.kind == Task.TEACHING])
            self.emergencies.call_out(self.volunteers.on_call())
            self.emergencies.preparedness.give_buttons(self.care.with_button())
        if (self.day + 1) % DAYS_PER_MONTH == 0:
            self.care.note_needs(self.home_visits.call(self.day))
            self.care.tend(self.day, self.parking.blocked)
            if self.day >= 0:
                self.volunteers.count(self.day)

    def gather(self) -> None:
        """Hold what the programme has for today; let buildings and groups meet."""
        self.activities.access = self.meetings.access = self.wellbeing.access
        if self.activities.hold(self.day) and self.day >= 0:
            self.census.note_visits(self.day)
        bill = self.activities.bill
        if bill and self.day >= 0:
            self.treasury.pay_activities(self.day, bill)
        self.meetings.hold(self.day)
        month_ends = (self.day + 1) % DAYS_PER_MONTH == 0
        self.groups.live(self.day, self.activities.sociable(self.day) if month_ends else None)

    def act(self) -> None:
        """Let measures act and pay."""
        for intervention in self.interventions:
            intervention.afternoon(self.day)

    def feel(self) -> None:
        """Bring trust up to date."""
        self.outlook.feel()

    def record(self) -> None:
        """Count the state at the end of a month."""
        if (self.day + 1) % DAYS_PER_MONTH == 0:
            self.recorder.tally("contacts_across_ages", count=int(self.ties.across[0]))
            self.ties.across[0] = 0
        if self.day >= 0 and (self.day + 1) % DAYS_PER_MONTH == 0:
            self.census.take(self.day)
            self.clearing.count(self.day)
            self.resilience.take(self.day)
            lonely = self.wellbeing.loneliness / 100.0
            self.surveys.take(self.day, self.census.everybody, loneliness=lonely)

    def night(self) -> None:
        """Close the day."""
        self.day += 1

    @property
    def month(self) -> int:
        """Return the plan month of today, 1 for the first."""
        return month_of(self.day)

    def results(self) -> Results:
        """Return the results so far, as plain data."""
        return collect(self)

    def boiled_at(self, since: int) -> NDArray[np.int64]:
        """Return, by dwelling, the latent conflicts of its people since a day."""
        counts = np.zeros(self.estate.size, np.int64)
        for day, flats in self._boiled:
            if day >= since:
                np.add.at(counts, flats, 1)
        return counts

    # -- small helpers ---------------------------------------------------------------------

    def _welcome(self) -> None:
        """Let every table make room for residents who have just come."""
        before = self.ties.slots.rows
        self.make_room()
        if self._agents_made:
            for row in range(before, self.residents.rows):
                self._agent_of[row] = Resident(self, row)

    def _retire(self, rows: NDArray[np.int32]) -> None:
        if self._agents_made:
            for row in rows.tolist():
                self.deregister_agent(self._agent_of.pop(row))

    def _open_month(self) -> None:
        """Take income in and fund the programme; see whom votes and books reach online."""
        votes, books = map(self.platform.reached_by, (Module.COUNCIL, Module.BOOKS))
        self.governance.reach_online(votes=votes, books=books)
        self.mediation.clear_roles(self.governance.roles_clear)
        if self.day >= 0:
            self.treasury.open_month(self.day, unaccounted=self.governance.unaccounted)
            share = self.treasury.programme(self.day, self.activities.month_cost())
            self.activities.fund(share)
            if share < 1.0:
                self.service.miss(self.activities.regulars(self.day), share=1.0 - share)

    def _note_boiled(self) -> None:
        if self.day >= 0:
            self._boiled.append((self.day, self.residents.dwelling[self.disputes.boiled].copy()))
            self.census.note_boiled(self.disputes.boiled)
