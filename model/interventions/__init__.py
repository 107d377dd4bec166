"""Interventions: what a property company or the residents can try, one measure a file."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from model.interventions.activity_programme import ActivityProgramme, ActivityProgrammePlan
from model.interventions.base import Cost, Intervention, Plan
from model.interventions.building_meetings import BuildingMeetingsPlan, TeaTalks
from model.interventions.complaint_tracking import ComplaintTracking, ComplaintTrackingPlan
from model.interventions.councils import Councils, CouncilsPlan
from model.interventions.emergency_network import EmergencyNetwork, EmergencyNetworkPlan
from model.interventions.follow_up import FollowUp, FollowUpPlan
from model.interventions.helper_post import HelperPost, HelperPostPlan
from model.interventions.mediation_tiers import MediationTiers, MediationTiersPlan
from model.interventions.noise_sensors import NoiseSensors, NoiseSensorsPlan
from model.interventions.open_books import OpenBooks, OpenBooksPlan
from model.interventions.partner_network import PartnerNetwork, PartnerNetworkPlan
from model.interventions.platform import DigitalPlatform, DigitalPlatformPlan
from model.interventions.points import Points, PointsPlan
from model.interventions.policy_watch import PolicyWatch, PolicyWatchPlan
from model.interventions.public_answers import PublicAnswers, PublicAnswersPlan
from model.interventions.repair_workshops import RepairWorkshops, RepairWorkshopsPlan
from model.interventions.room_allocation import RoomAllocation, RoomAllocationPlan
from model.interventions.shared_spaces import SharedSpaces, SharedSpacesPlan
from model.interventions.social_workers import SocialWorkers, SocialWorkersPlan
from model.interventions.special_care import SpecialCare, SpecialCarePlan
from model.interventions.time_bank import TimeBank, TimeBankPlan
from model.interventions.time_shared_parking import TimeSharedParking, TimeSharedParkingPlan
from model.interventions.volunteer_incentives import VolunteerIncentives, VolunteerIncentivesPlan
from model.interventions.work_instructions import WorkInstructions, WorkInstructionsPlan

# What provides something stands before what needs it: this is the order of a morning.
_ALL: Final[tuple[tuple[type[Plan], type[Intervention]], ...]] = (
    (SocialWorkersPlan, SocialWorkers),
    (MediationTiersPlan, MediationTiers),
    (RepairWorkshopsPlan, RepairWorkshops),
    (FollowUpPlan, FollowUp),
    (SharedSpacesPlan, SharedSpaces),
    (RoomAllocationPlan, RoomAllocation),
    (TimeSharedParkingPlan, TimeSharedParking),
    (ActivityProgrammePlan, ActivityProgramme),
    (DigitalPlatformPlan, DigitalPlatform),
    (HelperPostPlan, HelperPost),
    (ComplaintTrackingPlan, ComplaintTracking),
    (NoiseSensorsPlan, NoiseSensors),
    (BuildingMeetingsPlan, TeaTalks),
    (VolunteerIncentivesPlan, VolunteerIncentives),
    (PointsPlan, Points),
    (TimeBankPlan, TimeBank),
    (SpecialCarePlan, SpecialCare),
    (EmergencyNetworkPlan, EmergencyNetwork),
    (PartnerNetworkPlan, PartnerNetwork),
    (OpenBooksPlan, OpenBooks),
    (CouncilsPlan, Councils),
    (WorkInstructionsPlan, WorkInstructions),
    (PublicAnswersPlan, PublicAnswers),
    (PolicyWatchPlan, PolicyWatch),
)
CATALOGUE: Final[dict[str, type[Intervention]]] = {kind.name: kind for _, kind in _ALL}
PLANS: Final[dict[str, type[Plan]]] = {kind.name: plan for plan, kind in _ALL}
AnyPlan = Annotated[
    SocialWorkersPlan
    | MediationTiersPlan
    | RepairWorkshopsPlan
    | FollowUpPlan
    | SharedSpacesPlan
    | RoomAllocationPlan
    | TimeSharedParkingPlan
    | ActivityProgrammePlan
    | DigitalPlatformPlan
    | HelperPostPlan
    | ComplaintTrackingPlan
    | NoiseSensorsPlan
    | BuildingMeetingsPlan
    | VolunteerIncentivesPlan
    | PointsPlan
    | TimeBankPlan
    | SpecialCarePlan
    | EmergencyNetworkPlan
    | PartnerNetworkPlan
    | OpenBooksPlan
    | CouncilsPlan
    | WorkInstructionsPlan
    | PublicAnswersPlan
    | PolicyWatchPlan,
    Field(discriminator="use"),
]

__all__ = ["CATALOGUE", "PLANS", "AnyPlan", "Cost", "Intervention", "Plan"]
