"""Organisation: how an estate is run today, before anybody takes a measure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from model.parameters import Block, known


class KindsPlan(Block):
    """How often each kind of activity is on; the numbers need not sum to one."""

    festival: Annotated[float, Field(description="weight of neighbour festivals", ge=0, le=100)] = (
        0.2
    )
    culture: Annotated[
        float, Field(description="weight of culture and entertainment", ge=0, le=100)
    ] = 0.3
    welfare: Annotated[
        float, Field(description="weight of welfare and mutual aid", ge=0, le=100)
    ] = 0.15
    family: Annotated[
        float, Field(description="weight of afternoons for parents and children", ge=0, le=100)
    ] = 0.15
    sport: Annotated[float, Field(description="weight of sport and games", ge=0, le=100)] = 0.1
    learning: Annotated[
        float, Field(description="weight of courses, talks and reading clubs", ge=0, le=100)
    ] = 0.1

    @model_validator(mode="after")
    def _some(self) -> KindsPlan:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("every weight is 0: give at least one kind of activity a weight")
        return self


class ActivitiesPlan(Block):
    """The programme of public activities as it is today."""

    per_month: Annotated[
        float,
        known(
            "public activities a month",
            unit="1/month",
            source="E264 (before)",
            low=0.8,
            high=1.6,
            least=0,
            most=60,
        ),
    ] = 1.2
    kinds: KindsPlan = KindsPlan()
    variety: Annotated[
        float,
        known(
            "chance that an activity is not simply of the same kind as the one before",
            unit="share",
            source="assumed; E045, E050: programmes are uniform",
            low=0.2,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.5
    fitted: Annotated[
        float,
        known(
            "share of activities whose kind and hour follow a survey of residents",
            unit="share",
            source="E191: none today",
            low=0.0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    building_share: Annotated[
        float,
        known(
            "share of buildings where neighbours hold small meetings",
            unit="share",
            source="E206: none today",
            low=0.0,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0
    building_meetings: Annotated[
        float,
        known(
            "small meetings a month in each of these buildings",
            unit="1/month",
            source="E207: once a week where they are held",
            low=0.0,
            high=4.0,
            least=0,
            most=30,
        ),
    ] = 0.0


class PlatformPlan(Block):
    """The estate's app or mini-program as it is today: access, fees and repairs, mostly (E037)."""

    service: Annotated[bool, Field(description="access, fees and repairs by app")] = True
    circle: Annotated[bool, Field(description="a circle in which neighbours talk")] = False
    help_board: Annotated[bool, Field(description="a board of what people need and offer")] = False
    tracking: Annotated[bool, Field(description="complaints filed and tracked online")] = False
    council: Annotated[bool, Field(description="proposals and votes online")] = False
    books: Annotated[bool, Field(description="public income and spending online")] = False
    years: Annotated[
        float,
        known(
            "years that it has been in use",
            unit="year",
            source="assumed",
            low=2,
            high=12,
            least=0,
            most=100,
        ),
    ] = 10.0
    forced: Annotated[
        float,
        known(
            "share of gates, fees and repairs that can be had in no other way",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.2
    helper_hours: Annotated[
        float,
        known(
            "hours a week of a helper post for app users, per 500 households",
            unit="h/week",
            source="assumed",
            low=0,
            high=10,
            least=0,
            most=500,
        ),
    ] = 0.0
    helpers_known: Annotated[
        float,
        known(
            "share of helpers at the post who are neighbours known to those they teach",
            unit="share",
            source="assumed",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.0
    voice: Annotated[
        float,
        known(
            "share of functions that can be used by voice",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    counters: Annotated[
        float,
        known(
            "share of those without the app whom a counter serves with the same functions",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    moderation: Annotated[
        float,
        known(
            "share of advertising that a moderator takes out of the circle",
            unit="share",
            source="assumed; E017",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    upkeep: Annotated[
        float,
        known(
            "share of the technical upkeep that is paid for",
            unit="share",
            source="assumed; E200",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    watch: Annotated[
        bool, Field(description="somebody answers within hours what is written of the company")
    ] = False


class EmergencyPlan(Block):
    """What is ready for an emergency."""

    leaders: Annotated[
        float,
        known(
            "share of stairs with a leader",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    groups: Annotated[
        float,
        known(
            "share of stairs with a mutual-aid group",
            unit="share",
            source="assumed: none before the programme",
            low=0,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0
    drills: Annotated[
        int,
        known(
            "drills in a year",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=12,
        ),
    ] = 1
    drill_reach: Annotated[
        float,
        known(
            "share of adults who take part in a drill",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.15
    stock_days: Annotated[
        float,
        known(
            "days that the estate's stock of supplies lasts in a shock",
            unit="day",
            source="E091: none; assumed some",
            low=0,
            high=5,
            least=0,
            most=365,
        ),
    ] = 0.5
    clear_lanes: Annotated[
        float,
        known(
            "share of the time that the fire lane is clear",
            unit="share",
            source="E092; assumed",
            low=0.4,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.6


class HelpPlan(Block):
    """What there is today for neighbours who help each other."""

    notice_boards: Annotated[
        float,
        known(
            "share of stairs with a notice board on which neighbours ask for help",
            unit="share",
            source="assumed; E086: hardly anybody hears of an offer",
            low=0,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.2
    shared_items: Annotated[
        int,
        known(
            "things that neighbours may borrow, on the whole estate",
            unit="things",
            source="assumed: none before a sharing station",
            low=0,
            high=200,
            least=0,
            most=100_000,
        ),
    ] = 0


class GovernancePlan(Block):
    """Who decides about money and space, how often, and what residents get to see of it."""

    books_every: Annotated[
        int,
        Field(
            description="months from one look into the books to the next; 0 for never", ge=0, le=120
        ),
    ] = 12
    credibility: Annotated[
        float,
        known(
            "how far what is shown convinces: about 0.2 a notice, 0.5 a ledger, 0.9 an audit",
            unit="0-1",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
    unaccounted: Annotated[
        float,
        known(
            "share of public income for which nobody can account",
            unit="share",
            source="E068 over E066 is 0.75, for a case that led to protest; assumed",
            low=0,
            high=0.75,
            least=0,
            most=1,
        ),
    ] = 0.2
    votes_a_year: Annotated[
        float,
        known(
            "votes of the owners in a year",
            unit="1/year",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=12,
        ),
    ] = 2.0
    notice_reach: Annotated[
        float,
        known(
            "share of residents whom a notice at the stair reaches",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.9
    quorum: Annotated[
        float,
        known(
            "share of the owners who must vote for a decision to stand",
            unit="share",
            source="Civil Code of China, article 278: two thirds",
            low=0.5,
            high=0.67,
            least=0,
            most=1,
        ),
    ] = 0.667
    council_meetings: Annotated[
        float,
        known(
            "meetings of a residents' council in a year; 0 for none",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=52,
        ),
    ] = 0.0
    roles_clear: Annotated[
        float,
        known(
            "share of cases in which company, committee and agencies know whose turn it is",
            unit="share",
            source="assumed; E122",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.7


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


class CareOrganisation(Block):
    """What is done for older people alone, children, disabled people and newcomers."""

    survey: Annotated[
        float,
        known(
            "share of unknown needs that are found in a month",
            unit="1/month",
            source="assumed: the committee hears of some",
            low=0.005,
            high=0.1,
            least=0,
            most=1,
        ),
    ] = 0.02
    visits: Annotated[
        float,
        known(
            "visits a month by staff and carers, per 500 households",
            unit="1/month",
            source="assumed; E160 plans 10 interviews a month",
            low=0,
            high=20,
            least=0,
            most=10000,
        ),
    ] = 4.0
    class_places: Annotated[
        int,
        known(
            "places in a class after school, per 500 households",
            unit="places",
            source="E024: 12 % of communities have one",
            low=0,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 0
    buttons: Annotated[
        float,
        known(
            "share of older people alone with a help button",
            unit="share",
            source="assumed",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    barrier_free: Annotated[
        float,
        known(
            "share of stairs with a barrier-free way to the gate",
            unit="share",
            source="E085",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    partner_visits: Annotated[
        float,
        known(
            "visits a month by a partner institution, per 500 households",
            unit="1/month",
            source="assumed",
            low=0,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 0.0


class VolunteerOrganisation(Block):
    """How volunteers are called, sent and thanked."""

    awareness: Annotated[
        float,
        known(
            "share of residents who know how to take part",
            unit="share",
            source="E090",
            low=0.15,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.24
    dispatch_hours: Annotated[
        float,
        known(
            "hours a week of a dispatcher, per 500 households",
            unit="h/week",
            source="E087, E088: none",
            low=0,
            high=20,
            least=0,
            most=1000,
        ),
    ] = 0.0
    recognition: Annotated[
        float,
        known(
            "how much volunteers are thanked and honoured",
            unit="0-1",
            source="E199: nothing kept them",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    trained: Annotated[
        float,
        known(
            "share of volunteers who are trained and carry a badge",
            unit="share",
            source="assumed",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    patrols: Annotated[
        float,
        known(
            "patrols a week, per 500 households",
            unit="1/week",
            source="assumed",
            low=0,
            high=3,
            least=0,
            most=1000,
        ),
    ] = 0.0
    insured: Annotated[bool, Field(description="volunteers are insured")] = False


class ServicePlan(Block):
    """How complaints are dealt with and learnt from."""

    call_back: Annotated[
        float,
        known(
            "share of closed cases after which staff call back",
            unit="share",
            source="E079",
            low=0.1,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.19
    case_library: Annotated[
        float,
        known(
            "share of cases that are written down for others to learn from",
            unit="share",
            source="E080",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25


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
