"""Emergency network: leaders and groups of stairs, rounds, drills, stocks and clear lanes."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class EmergencyNetworkPlan(Plan):
    """How far the estate is organised for an emergency, and what that costs each year."""

    use: Literal["emergency_network"] = "emergency_network"
    leaders: Annotated[
        float,
        known(
            "share of stairs with a leader",
            unit="share",
            source="assumed; E131 for one centre and many groups",
            low=0.6,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.9
    groups: Annotated[
        float,
        known(
            "share of stairs with a mutual-aid group",
            unit="share",
            source="assumed; E131 for one centre and many groups",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    drills: Annotated[
        int,
        known(
            "drills in a year",
            unit="1/year",
            source="assumed",
            low=1,
            high=4,
            least=0,
            most=12,
        ),
    ] = 2
    drill_reach: Annotated[
        float,
        known(
            "share of adults who take part in a drill",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.35
    stock_days: Annotated[
        float,
        known(
            "days for which supplies are laid in",
            unit="day",
            source="assumed; E091 for an estate without",
            low=2,
            high=10,
            least=0,
            most=365,
        ),
    ] = 5.0
    clear_lanes: Annotated[
        float,
        known(
            "share of the time that the fire lane is clear",
            unit="share",
            source="assumed; E092 for a lane full of cars",
            low=0.7,
            high=0.98,
            least=0,
            most=1,
        ),
    ] = 0.85
    rounds: Annotated[
        float,
        known(
            "share of days on which leaders, asked to, look in on older people alone in a lockdown",
            unit="share",
            source="assumed",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    leader_training: Annotated[
        float,
        known(
            "yearly cost of training and equipping the leaders of all stairs of 500 households",
            unit="yuan/year",
            source="assumed",
            low=5_000,
            high=40_000,
            least=0,
        ),
    ] = 15_000.0
    drill_cost: Annotated[
        float,
        known(
            "materials and instructors of a drill per 500 households",
            unit="yuan",
            source="assumed",
            low=1_000,
            high=10_000,
            least=0,
        ),
    ] = 4_000.0
    drill_hours: Annotated[
        float,
        known(
            "staff hours for a drill per 500 households",
            unit="h",
            source="assumed",
            low=10,
            high=80,
            least=0,
        ),
    ] = 40.0
    supplies: Annotated[
        float,
        known(
            "supplies for a household and a day",
            unit="yuan",
            source="assumed",
            low=5,
            high=30,
            least=0,
        ),
    ] = 12.0
    perishing: Annotated[
        float,
        known(
            "share of the supplies that passes its date in a year and is replaced, month by month",
            unit="1/year",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    lane_hours: Annotated[
        float,
        known(
            "staff hours a month to keep lanes clear, per 500 households",
            unit="h/month",
            source="assumed",
            low=5,
            high=60,
            least=0,
        ),
    ] = 20.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of staff", unit="yuan/h", source="assumed", low=25, high=60, least=0
        ),
    ] = 35.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the first stock, then training, drills, lanes and what perishes, each month."""
        size = households / STANDARD_SIZE
        stock = self.stock_days * self.supplies * households
        drills = self.drills * size * MONTH_IN_YEARS
        hours, lanes = self.drill_hours * drills, self.lane_hours * size
        training = self.leader_training * self.leaders * size * MONTH_IN_YEARS
        renewal = self.perishing * stock * MONTH_IN_YEARS
        return (
            Cost("supplies", Purse.SUBSIDY, stock, over=1),
            Cost("supplies", Purse.PUBLIC_INCOME, renewal, after=1),
            Cost("training", Purse.SUBSIDY, training),
            Cost("drills", Purse.COMPANY, self.drill_cost * drills + hours * self.wage, hours),
            Cost("clear lanes", Purse.COMPANY, lanes * self.wage, lanes),
        )


class EmergencyNetwork(Intervention):
    """Lays in, drills and organises; what comes of it shows when something happens."""

    name = "emergency_network"
    touches = (
        "emergencies.organise",
        "emergencies.train",
        "emergencies.lay_in",
        "emergencies.clear",
        "emergencies.ask",
    )
    settings: EmergencyNetworkPlan

    def sustain(self, day: int) -> None:
        """Bring what is ready from how the estate is found up to what the month pays for."""
        s, before = self.settings, self.hood.estate.plan.organisation.emergency
        drills = round(before.drills + self.reach(day) * max(s.drills - before.drills, 0))
        reach = self._up_to(s.drill_reach, before.drill_reach, day)
        lanes = self._up_to(s.clear_lanes, before.clear_lanes, day)
        self.hood.emergencies.organise(
            leaders=self._up_to(s.leaders, before.leaders, day),
            groups=self._up_to(s.groups, before.groups, day),
            by=self.name,
        )
        self.hood.emergencies.train(drills=drills, reach=reach, by=self.name)
        stock = self._up_to(s.stock_days, before.stock_days, day)
        self.hood.emergencies.lay_in(days=stock, by=self.name)
        self.hood.emergencies.clear(lanes=lanes, by=self.name)
        rounds = self._up_to(s.rounds, before.rounds, day)
        self.hood.emergencies.ask(rounds=rounds, by=self.name)

    def finish(self, day: int) -> None:
        """Leave what the estate had; who was at a drill remembers it for a while."""
        self.hood.emergencies.organise(leaders=0.0, groups=0.0, by=self.name)
        self.hood.emergencies.train(drills=0, reach=0.0, by=self.name)
        self.hood.emergencies.lay_in(days=0.0, by=self.name)
        self.hood.emergencies.clear(lanes=0.0, by=self.name)
        self.hood.emergencies.ask(rounds=0.0, by=self.name)

    def _up_to(self, level: float, before: float, day: int) -> float:
        """Return a level on its way from what there was; what is better already stays."""
        return before + self.reach(day) * max(level - before, 0.0)
