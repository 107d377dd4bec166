"""A small estate with governance, treasury and surveys, and no quarrels around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from neighbourhoods import parameters
from small_world import World, world

from model.beliefs import Beliefs
from model.estate import EstatePlan
from model.governance import Governance
from model.grievances import Grievances
from model.money import Money
from model.organisation import OrganisationPlan
from model.outlook import Outlook
from model.recorder import Recorder
from model.surveys import Surveys
from model.treasury import Treasury


@dataclass
class Civic:
    world: World
    outlook: Outlook
    beliefs: Beliefs
    governance: Governance
    treasury: Treasury
    surveys: Surveys
    money: Money
    recorder: Recorder

    @property
    def everybody(self) -> np.ndarray:
        return np.flatnonzero(self.world.residents.present)

    @property
    def voters(self) -> np.ndarray:
        return self.governance.voters()


def civic(
    plan: EstatePlan,
    patch: Mapping[str, Any] | None = None,
    organisation: Mapping[str, Any] | None = None,
    *,
    seed: int = 1,
    months: int = 36,
) -> Civic:
    """Build the parts of governance over an estate on its first day, without any past."""
    p = parameters({"governance": patch or {}})
    settings = OrganisationPlan.model_validate(organisation or {})
    place = world(plan.model_copy(update={"organisation": settings}), p, seed=seed)
    people, streams = place.population, place.streams
    recorder, money = Recorder(months), Money()
    outlook = Outlook(place.residents, place.ties, p.outlook, streams)
    outlook.welcome()
    g = p.governance
    beliefs = Beliefs(place.residents, g.beliefs, p.outlook.company_disposition, streams)
    governance = Governance(
        place.estate,
        people,
        place.places,
        place.dials,
        place.agreements,
        place.ties,
        outlook,
        beliefs,
        recorder,
        g,
        0.9,
        streams,
    )
    treasury = Treasury(
        place.estate, people, place.places, beliefs, money, recorder, g.fees, g.giving, streams
    )
    grievances = Grievances(place.residents, p.disputes)
    surveys = Surveys(people, place.ties, grievances, beliefs, recorder, g.content, streams)
    for part in (beliefs, governance, treasury, grievances):
        part.welcome()
    return Civic(place, outlook, beliefs, governance, treasury, surveys, money, recorder)
