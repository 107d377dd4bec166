"""Organisation: how an estate is run today, before anybody takes a measure."""

from __future__ import annotations

from model.organisation.activities import ActivitiesPlan, KindsPlan
from model.organisation.care import CareOrganisation
from model.organisation.emergency import EmergencyPlan
from model.organisation.funding import FundingPlan
from model.organisation.governance import GovernancePlan
from model.organisation.help import HelpPlan
from model.organisation.platform import PlatformPlan
from model.organisation.service import ServicePlan
from model.organisation.volunteers import VolunteerOrganisation
from model.parameters import Block

__all__ = [
    "ActivitiesPlan",
    "CareOrganisation",
    "EmergencyPlan",
    "FundingPlan",
    "GovernancePlan",
    "HelpPlan",
    "KindsPlan",
    "OrganisationPlan",
    "PlatformPlan",
    "ServicePlan",
    "VolunteerOrganisation",
]


class OrganisationPlan(Block):
    """What the company, the owners and the residents have set up; one block a field of work."""

    activities: ActivitiesPlan = ActivitiesPlan()
    platform: PlatformPlan = PlatformPlan()
    emergency: EmergencyPlan = EmergencyPlan()
    help: HelpPlan = HelpPlan()
    governance: GovernancePlan = GovernancePlan()
    funding: FundingPlan = FundingPlan()
    care: CareOrganisation = CareOrganisation()
    volunteers: VolunteerOrganisation = VolunteerOrganisation()
    service: ServicePlan = ServicePlan()
