"""Governance: open books, votes, councils, fees, protest, and how content people are."""

from __future__ import annotations

from model.behaviour.governance.beliefs import BeliefParameters
from model.behaviour.governance.contentment import ContentParameters
from model.behaviour.governance.council import CouncilParameters
from model.behaviour.governance.fees import FeeParameters
from model.behaviour.governance.giving import GivingParameters
from model.behaviour.governance.protest import ProtestParameters
from model.behaviour.governance.votes import VoteParameters
from model.parameters import Block

__all__ = [
    "BeliefParameters",
    "ContentParameters",
    "CouncilParameters",
    "FeeParameters",
    "GivingParameters",
    "GovernanceParameters",
    "ProtestParameters",
    "VoteParameters",
]


class GovernanceParameters(Block):
    """How residents judge, decide and pay."""

    beliefs: BeliefParameters = BeliefParameters()
    votes: VoteParameters = VoteParameters()
    council: CouncilParameters = CouncilParameters()
    fees: FeeParameters = FeeParameters()
    giving: GivingParameters = GivingParameters()
    protest: ProtestParameters = ProtestParameters()
    content: ContentParameters = ContentParameters()
