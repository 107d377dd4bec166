"""What becomes of things on common ground that no talk could move."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ClearingParameters(Block):
    """Coordination with agencies that may clear, and the risk of clearing without them."""

    coordination: Annotated[
        float,
        known(
            "days (mean) until outside agencies come, where it is plain whose turn it is",
            unit="day",
            source="E072: 7 over all cases, of which some go round first",
            low=3,
            high=14,
            least=0,
            most=365,
        ),
    ] = 6.0
    gone_round: Annotated[
        float,
        known(
            "how many times as long it takes in a case that nobody took up at first",
            unit="times",
            source="assumed; E122",
            low=1,
            high=3,
            least=1,
            most=100,
        ),
    ] = 1.5
    instructed: Annotated[
        float,
        known(
            "share of that time left where written instructions say who does what",
            unit="share",
            source="assumed; E073 for what residents expect",
            low=0.15,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    hours: Annotated[
        float,
        known(
            "staff hours of a clearing, or of going along with the agencies",
            unit="h",
            source="assumed",
            low=1,
            high=8,
            least=0,
            most=100,
        ),
    ] = 3.0
    suit: Annotated[
        float,
        known(
            "chance that a household sues the company that cleared its things, and wins",
            unit="share",
            source="assumed; E189 for one case",
            low=0.01,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.05
    backed: Annotated[
        float,
        known(
            "share of that chance left where written instructions cover what was done",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    damages: Annotated[
        float,
        known(
            "damages that the company has to pay",
            unit="yuan",
            source="E189",
            low=2_000,
            high=20_000,
            least=0,
        ),
    ] = 5_000.0
    suit_hours: Annotated[
        float,
        known(
            "staff hours that a lawsuit takes",
            unit="h",
            source="assumed",
            low=8,
            high=60,
            least=0,
            most=1000,
        ),
    ] = 20.0
    wary: Annotated[
        float,
        known(
            "how far one lost lawsuit lowers the readiness to clear (log)",
            unit="log",
            source="assumed; E189: it makes companies shy",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    wary_half_life: Annotated[
        float,
        known(
            "days in which such a lesson is half forgotten",
            unit="day",
            source="assumed",
            low=180,
            high=1000,
            least=1,
            most=10_000,
        ),
    ] = 365.0
    relief: Annotated[
        float,
        known(
            "share of the complainant's grievance that goes with the things",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
