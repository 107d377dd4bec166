"""Platform: who uses the estate's app, which functions are open, and what follows for a resident.

Nothing here is an outcome of the estate: a month's use sets inputs that other processes read
from `accounts`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.behaviour.platform import PlatformParameters
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.functions import COMPANY, Functions, Module
from model.kernels import kernel
from model.organisation import PlatformPlan
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.residents import AgeGroup
from model.streams import Question, Streams, four, normal, poisson
from model.ties import GREETING, Ties

MONTH = DAYS_PER_MONTH / DAYS_PER_YEAR  # in years
WEEKS_PER_MONTH = DAYS_PER_MONTH / 7.0
ADULTS = (AgeGroup.YOUNG, AgeGroup.MIDDLE, AgeGroup.OLDER)
AT_COUNTER, WILLING = -200_000, -200_001  # days of draws that stand for good


class Rules(NamedTuple):
    """Numbers that the month's kernel needs."""

    needed: float
    voice: float
    lesson: float
    skill: float
    habit: float
    trust: float


class Platform:
    """Beginning to use it is Bass diffusion within a quarter; being active in a month is a logit.

    Only those can begin whose skill, with voice input and lessons, is enough. They imitate the
    share of users among all adults of the quarter, so that bringing in the old slows nobody. The
    hazard is integrated exactly over a month, whose steps so follow the curve of Bass (1969), A
    new product growth for model consumer durables.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        accounts: Accounts,
        ties: Ties,
        outlook: Outlook,
        recorder: Recorder,
        parameters: PlatformParameters,
        streams: Streams,
        *,
        day: int = 0,
    ) -> None:
        self.estate, self.population, self.accounts = estate, population, accounts
        self.ties, self.outlook, self.recorder = ties, outlook, recorder
        self.parameters, self.streams = parameters, streams
        plan: PlatformPlan = estate.plan.organisation.platform
        opened = np.array([getattr(plan, module.name.lower()) for module in Module])
        self.functions = Functions(estate.size, opened)
        self.forced, self.voice, self.counters = plan.forced, plan.voice, plan.counters
        self.moderation, self.upkeep = plan.moderation, plan.upkeep
        self.helper_hours, self.helpers_known = plan.helper_hours, plan.helpers_known
        self.points_pull = 0.0  # log-odds that rewards add
        self.drafted = 0.0  # share of the time to file that an assistant saves
        self.neglected = self.distrusted = 0.0
        self.hours_saved = np.zeros(estate.quarters)  # of the helper post, not yet a lesson
        self.keys = streams.keys(
            [Question.ADOPTION, Question.HABIT, Question.LESSON, Question.ONLINE]
        )
        self._begin(day, years=plan.years)

    # -- what can be set up ------------------------------------------------------------------

    @property
    def modules(self) -> NDArray[np.bool_]:
        """Return which functions are open to anybody."""
        return self.functions.open_somewhere

    @property
    def suspended(self) -> bool:
        """Tell whether everything but service is shut over its data."""
        return self.functions.suspended

    def open(
        self, *modules: Module, by: str = COMPANY, homes: NDArray[np.bool_] | None = None
    ) -> None:
        """Open functions to homes, all where none are named; who is active has them at once.

        Of two who open the same, each closes only what is its own.
        """
        self.functions.open(*modules, by=by, homes=homes)
        self._set_inputs()

    def close(self, *modules: Module, by: str = COMPANY) -> None:
        """Close functions that somebody has opened; accounts stay."""
        self.functions.close(*modules, by=by)
        self._set_inputs()

    def moderate(self, share: float) -> None:
        """Take a share of the advertising out of the circle."""
        self.moderation = _share("moderation", share)

    def fund(self, share: float) -> None:
        """Pay for a share of the technical upkeep."""
        self.upkeep = _share("upkeep", share)

    def force(self, share: float) -> None:
        """Leave no other way for a share of gates, fees and repairs."""
        self.forced = _share("forced", share)

    def help_users(self, hours: float, *, known: float) -> None:
        """Open a helper post: hours a week per 500 households, and the share of known helpers."""
        if hours < 0.0:
            raise ValueError(f"hours = {hours}: must be 0 or more")
        self.helper_hours, self.helpers_known = hours, _share("known", known)

    def neglect(self, share: float) -> None:
        """Leave a share of the upkeep undone that is paid for, for want of people who can."""
        self.neglected = _share("neglected", share)

    def distrust(self, share: float) -> None:
        """Let a share of those refuse who would let a stranger near their phone (E204)."""
        self.distrusted = _share("distrusted", share)

    def speak(self, share: float) -> None:
        """Let a share of the functions be used by voice."""
        self.voice = _share("voice", share)

    def keep_counters(self, share: float) -> None:
        """Serve a share of those without the app at a counter, with the same functions."""
        self.counters = _share("counters", share)

    def reward(self, pull: float) -> None:
        """Reward use; ``pull`` is the log-odds that the reward adds."""
        self.points_pull = pull

    def assist(self, saved: float) -> None:
        """Let an assistant save a share of the time until an online complaint is in the file."""
        self.drafted = _share("saved", saved)
        self._set_inputs()

    # -- what others ask ---------------------------------------------------------------------

    def is_open(self, module: Module) -> bool:
        """Tell whether a function is open."""
        return bool(self.modules[module])

    def has(self, module: Module) -> NDArray[np.bool_]:
        """Mark the residents to whose home a function is open."""
        return np.asarray(self.functions.offered[module][self.population.residents.dwelling])

    def reached_by(self, module: Module) -> NDArray[np.bool_]:
        """Tell for each resident whether a function reaches them this month, by app or counter."""
        r, active = self.population.residents, self.accounts.table.active
        if not self.modules[module]:
            return np.zeros(r.rows, np.bool_)
        reached = active.copy()
        if self.counters > 0.0:
            luck = self.streams.draws(Question.LESSON, AT_COUNTER, r.identity)
            reached |= r.present & (r.group > 0) & (luck < self.counters)
        return np.asarray(reached & self.has(module))

    # -- the month ---------------------------------------------------------------------------

    def welcome(self) -> None:
        """Make room for residents who have just come; they begin as everybody else does."""
        self.accounts.welcome()

    def log_in(self, day: int) -> None:
        """Let a month begin: lessons, first uses, who will be active, whom they meet online."""
        if day % DAYS_PER_MONTH:
            return
        self._risk(day)
        self._teach(day)
        self._use(day)
        self._set_inputs()
        self._meet(day)
        self._count()

    def _begin(self, day: int, *, years: float) -> None:
        """Draw who uses a platform that has been open for years, given how long they live here.

        The share of users is the fixed point of the hazard that it feeds.
        """
        t, r = self.accounts.table, self.population.residents
        t.able[:] = self._skill() >= self.parameters.adoption.needed
        if not self.modules.any() or years <= 0.0:
            return
        able = r.present & (r.group > 0) & t.able
        days = np.minimum(day - self.population.households.since[r.household], years * 365.0)
        quarter = self.estate.dwellings.quarter[r.dwelling]
        everybody = np.bincount(quarter[r.present & (r.group > 0)], minlength=self.estate.quarters)
        share = np.ones(self.estate.quarters)
        chance = np.zeros(r.rows)
        for _ in range(60):
            hazard = self._innovation + self.parameters.adoption.imitation * share
            chance = -np.expm1(-hazard[quarter] * np.maximum(days, 0) / DAYS_PER_YEAR)
            users = np.bincount(quarter[able], chance[able], self.estate.quarters)
            share = users / np.maximum(everybody, 1)
        luck = self.streams.draws(Question.ADOPTION, -1, r.identity)
        t.adopted[:] = able & (luck < chance)
        t.since[t.adopted] = day

    @property
    def _innovation(self) -> float:
        p = self.parameters.adoption
        return p.innovation + p.forced * self.forced

    def _skill(self) -> NDArray[np.float64]:
        p, r = self.parameters.adoption, self.population.residents
        help_ = p.voice_gain * self.voice + p.lesson_gain * self.accounts.table.taught
        return np.asarray(r.digital + help_, np.float64)

    def _risk(self, day: int) -> None:
        """Shut every function but service when data leak for want of upkeep (E200)."""
        p = self.parameters.upkeep
        upkeep = self.upkeep * (1.0 - self.neglected)
        if day < 0 or upkeep >= 1.0 or not self.modules[Module.CIRCLE :].any():
            return
        chance = -np.expm1(-p.leaks * (1.0 - upkeep) * MONTH)
        if self.streams.draw(Question.LEAK_OF_DATA, day, 0) >= chance:
            return
        self.functions.suspend()
        hit = self.accounts.table.adopted & self.population.residents.present
        self.outlook.hear(np.flatnonzero(hit).astype(np.int32), Stock.COMPANY, bad=p.leak_signal)
        self.recorder.tally("platform_leaks")

    def teach(self, rows: NDArray[np.integer]) -> None:
        """Note people whom somebody has taught at home."""
        self.accounts.table.taught[rows] = True

    def _teach(self, day: int) -> None:
        """Teach those who cannot and would let the helpers of the post near their phone."""
        if self.helper_hours <= 0.0:
            return
        p, r, t = self.parameters.adoption, self.population.residents, self.accounts.table
        sizes = self.estate.quarter_share() * self.estate.size / HOUSEHOLDS_PER_QUARTER
        self.hours_saved += self.helper_hours * WEEKS_PER_MONTH * sizes
        stranger = p.accept_stranger * (1.0 - self.distrusted)
        accept = stranger + self.helpers_known * (p.accept_known - stranger)
        willing = self.streams.draws(Question.LESSON, WILLING, r.identity) < accept
        waiting = r.present & (r.group > 0) & ~t.taught & (self._skill() < p.needed) & willing
        luck = self.streams.draws(Question.LESSON, day, r.identity)
        quarter = self.estate.dwellings.quarter[r.dwelling]
        for here in range(self.estate.quarters):
            queue = np.flatnonzero(waiting & (quarter == here))
            lessons = min(int(self.hours_saved[here] / p.lesson_hours), queue.size)
            t.taught[queue[np.argsort(luck[queue])[:lessons]]] = True
            # hours that nobody asked for are gone at the end of the month
            left = self.hours_saved[here] - lessons * p.lesson_hours
            self.hours_saved[here] = min(left, p.lesson_hours)
            self.recorder.tally("platform_taught", count=lessons)

    def _use(self, day: int) -> None:
        """Let people begin, and draw who is active."""
        a, u = self.parameters.adoption, self.parameters.use
        t, r, homes = self.accounts.table, self.population.residents, self.estate.dwellings
        if not self.modules.any():
            t.active[:] = False
            return
        offered = self.functions.offered
        odds = u.often + u.module * offered[Module.CIRCLE :].sum(axis=0) + self.points_pull
        worth = u.talk * (1.0 - u.advertising * (1.0 - self.moderation))
        odds += np.where(offered[Module.CIRCLE], worth, 0.0)
        _use(
            day,
            Rules(
                a.needed,
                a.voice_gain * self.voice,
                a.lesson_gain,
                u.skill,
                u.habit,
                u.trust,
            ),
            self._innovation,
            a.imitation,
            odds,
            self.keys,
            homes.quarter,
            self.estate.quarters,
            r.identity,
            r.dwelling,
            r.present,
            r.group,
            r.digital,
            r.trust_company,
            t.able,
            t.adopted,
            t.since,
            t.active,
            t.taught,
        )

    def _set_inputs(self) -> None:
        """Write what this month's use changes for each resident."""
        t, p = self.accounts.table, self.parameters.reach
        t.circle[:] = t.active & self.has(Module.CIRCLE)
        tracking = t.active & self.has(Module.TRACKING)
        t.offline[:] = np.where(t.circle, 1.0 - p.displacement, 1.0)
        t.notice[:] = np.where(t.circle, p.notice, 0.0)
        t.easier[:] = np.where(tracking, p.reporting, 0.0)
        t.intake[:] = np.where(tracking, p.intake * (1.0 - self.drafted), 1.0)
        t.board[:] = t.active & self.has(Module.HELP_BOARD)

    def _meet(self, day: int) -> None:
        """Let people who are active in the circle greet each other there."""
        p, t, r = self.parameters.reach, self.accounts.table, self.population.residents
        if not self.modules[Module.CIRCLE] or p.contacts <= 0.0 or not t.circle.any():
            return
        homes, h = self.estate.dwellings, self.population.households
        first, second = _meet_online(
            day,
            0.5 * p.contacts,
            self.keys,
            homes.quarter_start,
            homes.quarter_size,
            homes.household,
            h.first,
            h.size,
            r.identity,
            r.dwelling,
            t.circle,
        )
        kind = np.full(first.size, GREETING, np.int8)
        self.ties.meet(first, second, kind, day, question=7)
        self.recorder.tally("online_contacts", count=first.size)

    def _count(self) -> None:
        r, t = self.population.residents, self.accounts.table
        for what, who in (
            ("platform_active", t.active),
            ("platform_adopted", t.adopted & r.present),
            ("platform_residents", r.present),
        ):
            numbers = np.bincount(r.group[who], minlength=len(AgeGroup))
            self.recorder.set(what, float(numbers[list(ADULTS)].sum()))
            for group in ADULTS:
                self.recorder.set(what, float(numbers[group]), group=group.name.lower())


def _share(name: str, value: float) -> float:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{name} = {value}: must be from 0 to 1")
    return value


@kernel
def bass_chance(share, innovation, imitation, years):  # type: ignore[no-untyped-def]
    """Return the chance that somebody who has not begun does so within a time.

    Solves dF/dt = (p + qF)(1 - F) from today's share, so that steps of any length agree.
    """
    left = (1.0 - share) / (innovation + imitation * share)
    left *= np.exp(-(innovation + imitation) * years)
    later = (1.0 - innovation * left) / (1.0 + imitation * left)
    return (later - share) / (1.0 - share)


@kernel
def _use(
    day,
    rules,
    innovation,
    imitation,
    odds_at_home,
    keys,
    quarter,
    quarters,
    identity,
    dwelling,
    present,
    group,
    digital,
    trust,
    able,
    adopted,
    since,
    active,
    taught,
):  # type: ignore[no-untyped-def]
    adults = np.zeros(quarters)
    can = np.zeros(quarters)
    users = np.zeros(quarters)
    for who in range(identity.size):
        active[who] = False
        if not present[who] or group[who] == 0:
            continue
        skill = digital[who] + rules.voice + (rules.lesson if taught[who] else 0.0)
        able[who] = skill >= rules.needed
        adults[quarter[dwelling[who]]] += 1.0
        can[quarter[dwelling[who]]] += able[who]
        users[quarter[dwelling[who]]] += able[who] and adopted[who]
    chance = np.zeros(quarters)
    for part in range(quarters):
        if can[part] > users[part] and innovation + imitation * users[part] > 0.0:
            # one imitates the users among all neighbours, of whom some never can be users
            pull = imitation * can[part] / adults[part]
            chance[part] = bass_chance(users[part] / can[part], innovation, pull, 30.0 / 365.0)
    for who in range(identity.size):
        if not present[who] or group[who] == 0 or not able[who]:
            continue
        u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        if not adopted[who] and u < chance[quarter[dwelling[who]]]:
            adopted[who] = True
            since[who] = day
        if not adopted[who]:
            continue
        skill = digital[who] + rules.voice + (rules.lesson if taught[who] else 0.0)
        w, _, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], 0, 0)
        odds = odds_at_home[dwelling[who]] + rules.skill * (skill - rules.needed)
        odds += rules.habit * normal(w)
        odds += rules.trust * (trust[who] - 0.3)
        active[who] = v < 1.0 / (1.0 + np.exp(-odds))


@kernel
def _meet_online(
    day,
    rate,
    keys,
    quarter_start,
    quarter_size,
    household,
    first_member,
    size,
    identity,
    dwelling,
    active,
):  # type: ignore[no-untyped-def]
    """Return the pairs who greet each other: each draws homes, and finds who is active there."""
    first = np.empty(20 * identity.size, np.int32)
    second = np.empty(20 * identity.size, np.int32)
    count = 0
    for who in range(identity.size):
        if not active[who]:
            continue
        u, _, _, _ = four(keys[3, 0], keys[3, 1], day, identity[who], 0, 0)
        here = dwelling[who]
        for attempt in range(min(poisson(u, rate), 20)):
            v, w, _, _ = four(keys[3, 0], keys[3, 1], day, identity[who], 1, attempt)
            home = household[quarter_start[here] + int(v * quarter_size[here])]
            if home < 0:
                continue
            other = first_member[home] + int(w * size[home])
            if active[other] and dwelling[other] != here:
                first[count], second[count] = who, other
                count += 1
    return first[:count], second[:count]
