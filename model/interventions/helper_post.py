"""Helper post: somebody to sit down with older users, functions by voice, and open counters."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import DAYS_PER_MONTH
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import Need
from model.parameters import known

WEEKS_PER_MONTH = DAYS_PER_MONTH / 7.0


class HelperPostPlan(Plan):
    """How many hours, whose faces, what can be said aloud, and who is served at a counter."""

    needs = (Need.PLATFORM,)

    use: Literal["helper_post"] = "helper_post"
    hours: Annotated[
        float,
        known(
            "hours a week that helpers are at the post, per 500 households",
            unit="h/week",
            source="assumed",
            low=4,
            high=20,
            least=0,
            most=500,
        ),
    ] = 10.0
    helpers_known: Annotated[
        float,
        known(
            "share of the helpers who are neighbours known to those they teach",
            unit="share",
            source="assumed; E204 for the fear of strangers",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.7
    voice: Annotated[
        float,
        known(
            "share of the functions that can be used by voice",
            unit="share",
            source="assumed",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.6
    counters: Annotated[
        float,
        known(
            "share of those without the app whom a counter serves with the same functions",
            unit="share",
            source="assumed; E082 for the need",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    care_of_helpers: Annotated[
        float,
        known(
            "insurance, training and tea for an hour of helping",
            unit="yuan/h",
            source="assumed",
            low=3,
            high=25,
            least=0,
        ),
    ] = 8.0
    voice_cost: Annotated[
        float,
        known(
            "cost of making every function work by voice, per 500 households",
            unit="yuan",
            source="assumed",
            low=5_000,
            high=60_000,
            least=0,
        ),
    ] = 20_000.0
    counter_hours: Annotated[
        float,
        known(
            "clerk's hours a week for a counter that serves everybody without the app, "
            "per 500 households",
            unit="h/week",
            source="assumed",
            low=5,
            high=40,
            least=0,
            most=500,
        ),
    ] = 15.0
    wage: Annotated[
        float,
        known("cost of a clerk's hour", unit="yuan/h", source="assumed", low=25, high=70, least=0),
    ] = 35.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return what helpers, voice input and the counter cost."""
        size = households / STANDARD_SIZE
        helping = self.hours * WEEKS_PER_MONTH * size
        counter = self.counter_hours * self.counters * WEEKS_PER_MONTH * size
        return (
            Cost("helpers", Purse.DONATION, helping * self.care_of_helpers),
            Cost("voice input", Purse.SUBSIDY, self.voice_cost * self.voice * size, over=1),
            Cost("counter", Purse.COMPANY, counter * self.wage, counter),
        )


class HelperPost(Intervention):
    """Brings skill, or a way around it, to those who cannot use the platform."""

    name = "helper_post"
    touches = ("platform.help_users", "platform.speak", "platform.keep_counters")
    settings: HelperPostPlan

    def begin(self, day: int) -> None:
        """Note how things stood."""
        p = self.hood.platform
        self.before = p.helper_hours, p.helpers_known, p.voice, p.counters

    def sustain(self, day: int) -> None:
        """Keep the post, the voice and the counters open as far as the month reaches."""
        s, p, reach = self.settings, self.hood.platform, self.reach(day)
        hours, faces, voice, counters = self.before
        more = s.hours * reach
        if more > 0.0:
            faces = (hours * faces + more * s.helpers_known) / (hours + more)
        p.help_users(hours + more, known=faces)
        p.speak(max(voice, s.voice * reach))
        p.keep_counters(max(counters, s.counters * reach))

    def finish(self, day: int) -> None:
        """Close the post; what was learnt stays with those who learnt it."""
        p = self.hood.platform
        hours, faces, voice, counters = self.before
        p.help_users(hours, known=faces)
        p.speak(voice)
        p.keep_counters(counters)
