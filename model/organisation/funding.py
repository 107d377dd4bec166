"""Funding: where the estate's money comes from, and what it has to pay."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.parameters import Block, known


class FundingPlan(Block):
    """Where the estate's money comes from, and what it has to pay anyway."""

    fee: Annotated[
        float,
        known(
            "property fee of a household",
            unit="yuan/month",
            source="assumed: 2 yuan a square metre",
            low=60,
            high=400,
            least=0,
        ),
    ] = 180.0
    stall_rent: Annotated[
        float,
        known(
            "public income from stalls and fairs",
            unit="yuan/year",
            source="assumed",
            low=0,
            high=40_000,
            least=0,
        ),
    ] = 10_000.0
    parking_fee: Annotated[
        float,
        known(
            "what a parked car brings to public income",
            unit="yuan/month",
            source="assumed; the company keeps the rest",
            low=0,
            high=60,
            least=0,
        ),
    ] = 5.0
    public_fund: Annotated[
        float,
        known(
            "what public income has left over before the first month",
            unit="yuan",
            source="assumed",
            low=0,
            high=100_000,
            least=0,
        ),
    ] = 20_000.0
    subsidy: Annotated[
        float,
        known(
            "subsidy in hand before the first month",
            unit="yuan",
            source="assumed; E169 for one that was granted",
            low=0,
            high=500_000,
            least=0,
        ),
    ] = 0.0
    donations: Annotated[
        float,
        known(
            "donations in a year",
            unit="yuan/year",
            source="assumed; E176 for a fund with a bank",
            low=0,
            high=100_000,
            least=0,
        ),
    ] = 0.0
    drives: Annotated[
        int,
        known(
            "donation drives in a year",
            unit="1/year",
            source="assumed; E126",
            low=0,
            high=4,
            least=0,
            most=12,
        ),
    ] = 1
    repairs: Annotated[
        float,
        known(
            "share of public income that repairs of common parts take",
            unit="share",
            source="E067 over E066",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    set_aside: Annotated[
        float,
        known(
            "share of public income set aside for life among neighbours, not kept in reserve",
            unit="share",
            source="assumed; E170 and E171 for a rule",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25
    service_cost: Annotated[
        float,
        known(
            "share of the fees due that ordinary service costs",
            unit="share",
            source="assumed",
            low=0.6,
            high=0.8,
            least=0,
            most=2,
        ),
    ] = 0.72
    wage: Annotated[
        float,
        known(
            "wage of the company's staff",
            unit="yuan/h",
            source="assumed",
            low=25,
            high=80,
            least=0,
        ),
    ] = 40.0
    activities_from_fees: Annotated[
        float,
        known(
            "share of the cost of activities that the company pays out of fees",
            unit="share",
            source="E198",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.8
    measures_share: Annotated[
        bool,
        Field(description="measures live from the same purses, so that they may starve the rest"),
    ] = False
