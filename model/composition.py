"""Composition: the parts of a neighbourhood, and which of them know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model import mesa_ports
from model.accounts import Accounts
from model.activities import Activities
from model.agreements import Agreements
from model.behaviour import Parameters
from model.beliefs import Beliefs
from model.calendar import DAYS_PER_MONTH, WARM_DAYS
from model.care import Care
from model.census import Census
from model.clearing import Clearing
from model.dials import Dials
from model.disputes import Disputes
from model.emergencies import Emergencies
from model.encounters import Encounters
from model.estate import Estate, EstatePlan
from model.exposures import Exposures
from model.governance import Governance
from model.grievances import Grievances
from model.groupings import Groupings
from model.groups import Groups
from model.help import Help
from model.home_visits import HomeVisits
from model.ledger import Ledger
from model.mediation import Mediation
from model.meetings import BuildingMeetings
from model.mesa_ports import mesa
from model.money import Money
from model.news import News
from model.outlook import Outlook
from model.platform import Platform
from model.population import Population
from model.recorder import Recorder
from model.resilience import Resilience
from model.rounds import Rounds
from model.service import Service
from model.shortfalls import Shortfalls
from model.spaces import SharedPlaces
from model.staff import Staff
from model.streams import Streams
from model.surveys import Surveys
from model.ties import Ties
from model.treasury import Treasury
from model.trend import Trend
from model.triggers import Noise, Other, Parking, Pets, Space
from model.volunteers import Volunteers
from model.wellbeing import Wellbeing
from model.workshops import Workshops

if TYPE_CHECKING:
    from model.roster import Roster


class Composition(mesa.Model):
    """The parts of a neighbourhood on the first warm day, before anybody knows anybody.

    A part is given the parts it reads or writes, and knows no others.
    """

    def __init__(
        self,
        plan: EstatePlan,
        parameters: Parameters,
        *,
        months: int,
        seed: int,
        replicate: int,
        roster: Roster | None,
    ) -> None:
        self.seed, self.replicate = seed, replicate
        mesa_ports.seed_model(self, seed)
        self.parameters = parameters
        self.months = months
        self.day = -WARM_DAYS
        self.streams = Streams(seed, replicate)
        self._build(plan, roster)

    def make_room(self) -> None:
        """Let every table make room for residents who have just come."""
        for part in (
            self.ties,
            self.grievances,
            self.outlook,
            self.beliefs,
            self.ledger,
            self.help,
            self.activities,
            self.meetings,
            self.groups,
            self.agreements,
            self.platform,
            self.news,
            self.space,
            self.emergencies,
            self.governance,
            self.treasury,
        ):
            part.welcome()
        self.care.welcome(self.day)
        self.volunteers.welcome(self.day)

    def _build(self, plan: EstatePlan, roster: Roster | None) -> None:
        p, streams = self.parameters, self.streams
        self.estate = Estate(plan)
        self.dials = Dials()
        self.dials.rest(self.estate.size)
        self.recorder = Recorder(self.months)
        self.money = Money()
        self.shortfalls = Shortfalls()
        self.trend = Trend(plan.trend.exposure_per_year)
        self.population = Population(
            self.estate, p.population, streams, roster=roster, day=self.day
        )
        residents = self.population.residents
        self.places = SharedPlaces(self.estate)
        self.exposures = Exposures(0, room=4096)
        self.ties = Ties(residents, p.ties, streams)
        self.agreements = Agreements(self.population.households)
        self.accounts = Accounts(residents)
        self.grievances = Grievances(residents, p.disputes)
        self.outlook = Outlook(residents, self.ties, p.outlook, streams)
        self.beliefs = Beliefs(
            residents, p.governance.beliefs, p.outlook.company_disposition, streams
        )
        self.ledger = Ledger(residents)
        self.wellbeing = Wellbeing(0, room=residents.room)
        self.staff = Staff(self.estate, p.staff, streams, days=self.months * DAYS_PER_MONTH)
        self.encounters = Encounters(
            self.estate,
            self.population,
            self.places,
            self.ties,
            self.accounts,
            self.dials,
            p.encounters,
            streams,
        )
        self._build_triggers()
        self._build_processes()
        self._build_emergencies()
        self._build_gatherings()

    def _build_triggers(self) -> None:
        p, streams = self.parameters.triggers, self.streams
        homes, people, promises = self.estate, self.population, self.agreements
        places, dials, heard = self.places, self.dials, self.exposures
        self.noise = Noise(homes, people, places, promises, dials, heard, p.noise, streams)
        self.parking = Parking(homes, people, places, promises, dials, heard, p.space, streams)
        self.space = Space(homes, people, places, promises, dials, heard, p.space, streams)
        self.pets = Pets(homes, people, places, promises, dials, heard, p.pets, streams)
        self.other = Other(homes, people, places, promises, dials, heard, p.other, streams)

    def _build_processes(self) -> None:
        p, streams = self.parameters, self.streams
        self.disputes = Disputes(
            self.population,
            self.ties,
            self.grievances,
            self.outlook,
            self.exposures,
            self.accounts,
            p.disputes,
            self.encounters.home,
            streams,
        )
        self.mediation = Mediation(
            self.estate,
            self.population,
            self.ties,
            self.grievances,
            self.outlook,
            self.agreements,
            self.accounts,
            self.staff,
            self.recorder,
            p.mediation,
            p.disputes,
            streams,
        )
        self.help = Help(
            self.estate,
            self.population,
            self.ties,
            self.outlook,
            self.ledger,
            self.recorder,
            p.help,
            p.ties.transactional_from,
            streams,
        )
        self.activities = Activities(
            self.estate,
            self.population,
            self.ties,
            self.accounts,
            self.ledger,
            self.dials,
            self.recorder,
            p.activities,
            streams,
        )
        self._build_service()
        self._build_platform()
        self._build_governance()
        self._build_care()
        self.census = Census(
            self.estate,
            self.population,
            self.ties,
            self.activities,
            self.help,
            Groupings(self.population, self.mediation.cases),
            self.recorder,
            p.ties,
            p.help.asking_scale,
            streams,
        )

    def _build_service(self) -> None:
        p = self.parameters
        self.clearing = Clearing(
            self.estate,
            self.population,
            self.staff,
            self.grievances,
            self.outlook,
            self.money,
            self.recorder,
            p.clearing,
            p.disputes.retaliation,
            self.streams,
        )
        self.workshops = Workshops(
            self.mediation.cases,
            self.mediation.parties,
            self.population,
            self.mediation.aftermath,
            self.staff,
            self.recorder,
        )
        self.service = Service(
            self.estate,
            self.population,
            self.outlook,
            self.beliefs,
            self.staff,
            self.mediation.cases,
            self.recorder,
            self.parameters,
        )

    def _build_platform(self) -> None:
        p, streams = self.parameters, self.streams
        self.platform = Platform(
            self.estate,
            self.population,
            self.accounts,
            self.ties,
            self.outlook,
            self.recorder,
            p.platform,
            streams,
            day=self.day,
        )
        self.news = News(
            self.estate,
            self.population,
            self.accounts,
            self.outlook,
            self.recorder,
            p.news,
            streams,
        )

    def _build_emergencies(self) -> None:
        p, streams = self.parameters, self.streams
        self.emergencies = Emergencies(
            self.estate,
            self.population,
            self.ties,
            self.outlook,
            self.recorder,
            p.emergencies,
            streams,
            day=self.day,
        )
        self.rounds = Rounds(
            self.estate,
            self.population,
            self.ties,
            self.emergencies.preparedness,
            self.recorder,
            p.rounds,
            streams,
        )
        self.resilience = Resilience(
            self.estate,
            self.population,
            self.ties,
            self.activities,
            self.emergencies,
            self.recorder,
        )

    def _build_gatherings(self) -> None:
        p, streams = self.parameters, self.streams
        homes, people, ties = self.estate, self.population, self.ties
        self.meetings = BuildingMeetings(
            homes, people, ties, self.dials, self.recorder, p.activities, streams
        )
        self.groups = Groups(
            homes, people, self.places, ties, self.dials, self.recorder, p.groups, streams
        )

    def _build_governance(self) -> None:
        p, streams = self.parameters, self.streams
        self.governance = Governance(
            self.estate,
            self.population,
            self.places,
            self.dials,
            self.agreements,
            self.ties,
            self.outlook,
            self.beliefs,
            self.recorder,
            p.governance,
            p.triggers.space.car_home,
            streams,
        )
        self.treasury = Treasury(
            self.estate,
            self.population,
            self.places,
            self.beliefs,
            self.money,
            self.recorder,
            p.governance.fees,
            p.governance.giving,
            streams,
        )
        self.surveys = Surveys(
            self.population,
            self.ties,
            self.grievances,
            self.beliefs,
            self.recorder,
            p.governance.content,
            streams,
        )

    def _build_care(self) -> None:
        p, plan, streams = self.parameters, self.estate.plan.organisation, self.streams
        self.care = Care(
            self.estate,
            self.population,
            self.ties,
            self.wellbeing,
            self.recorder,
            p.care,
            plan.care,
            streams,
        )
        self.home_visits = HomeVisits(
            self.population,
            self.outlook,
            self.recorder,
            p.home_visits,
            streams,
        )
        self.volunteers = Volunteers(
            self.estate,
            self.population,
            self.ties,
            self.recorder,
            p.volunteers,
            plan.volunteers,
            streams,
        )
