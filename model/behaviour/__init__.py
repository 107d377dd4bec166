"""Behaviour: every number about how people and services act, one file a mechanism."""

from __future__ import annotations

from model.behaviour.activities import ActivityParameters
from model.behaviour.care import CareParameters
from model.behaviour.clearing import ClearingParameters
from model.behaviour.disputes import DisputeParameters
from model.behaviour.emergencies import EmergencyParameters
from model.behaviour.encounters import EncounterParameters
from model.behaviour.governance import GovernanceParameters
from model.behaviour.groups import GroupParameters
from model.behaviour.help import HelpParameters
from model.behaviour.home_visits import HomeVisitParameters
from model.behaviour.mediation import MediationParameters
from model.behaviour.news import NewsParameters
from model.behaviour.outlook import OutlookParameters
from model.behaviour.platform import PlatformParameters
from model.behaviour.population import PopulationParameters
from model.behaviour.rounds import RoundParameters
from model.behaviour.staff import StaffParameters
from model.behaviour.ties import TieParameters
from model.behaviour.triggers import TriggerParameters
from model.behaviour.volunteers import VolunteerParameters
from model.parameters import Block

__all__ = ["Parameters"]


class Parameters(Block):
    """Everything about behaviour that can be set before a run."""

    population: PopulationParameters = PopulationParameters()
    encounters: EncounterParameters = EncounterParameters()
    ties: TieParameters = TieParameters()
    triggers: TriggerParameters = TriggerParameters()
    disputes: DisputeParameters = DisputeParameters()
    mediation: MediationParameters = MediationParameters()
    clearing: ClearingParameters = ClearingParameters()
    staff: StaffParameters = StaffParameters()
    outlook: OutlookParameters = OutlookParameters()
    help: HelpParameters = HelpParameters()
    activities: ActivityParameters = ActivityParameters()
    care: CareParameters = CareParameters()
    home_visits: HomeVisitParameters = HomeVisitParameters()
    volunteers: VolunteerParameters = VolunteerParameters()
    platform: PlatformParameters = PlatformParameters()
    news: NewsParameters = NewsParameters()
    emergencies: EmergencyParameters = EmergencyParameters()
    rounds: RoundParameters = RoundParameters()
    groups: GroupParameters = GroupParameters()
    governance: GovernanceParameters = GovernanceParameters()
