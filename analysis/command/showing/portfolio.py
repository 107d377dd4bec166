"""A portfolio on the screen: its estates by batch, and what passes between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.texts import t

if TYPE_CHECKING:
    from scenarios.portfolio import Portfolio


def show_portfolio(portfolio: Portfolio, lang: str) -> None:
    """Print what a portfolio consists of."""
    say = _Say(lang)
    print(f"{portfolio.estate_title.of(lang)}  ({portfolio.name})")
    print(portfolio.estate_story.of(lang))
    print(f"{say('package')}: {portfolio.title.of(lang)}")
    rollout = portfolio.rollout
    for name, batch in rollout.batches.items():
        members = [member for member in portfolio.members if member.batch == name]
        print()
        print(say("batch", batch=members[0].batch_title.of(lang), start=batch.start))
        for member in members:
            homes = member.scenario.estate.dwellings()
            line = say("estate", estate=member.scenario.estate_title.of(lang), dwellings=homes)
            print(f"  {member.name:<20}{member.title.of(lang)}: {line}")
    print()
    sides = {name: _titles(portfolio, name, lang) for name in rollout.batches}
    if plan := rollout.mentoring:
        mentors, learners = (say.joined(sides, names) for names in (plan.mentors, plan.learners))
        print(say("mentoring", mentors=mentors, learners=learners, months=plan.months))
    if pool := rollout.pool:
        givers, takers = (say.joined(sides, names) for names in (pool.givers, pool.takers))
        print(say("pool", givers=givers, takers=takers, start=pool.start))
    if visits := rollout.supervision:
        print(say("supervision", start=visits.start, end=visits.end or portfolio.months))
    if portfolio.evaluation:
        print(say("evaluation", month=portfolio.evaluation))


def _titles(portfolio: Portfolio, batch: str, lang: str) -> str:
    return next(one.batch_title.of(lang) for one in portfolio.members if one.batch == batch)


class _Say:
    """Says texts of this page in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **fields: object) -> str:
        return t(f"command.show.portfolio.{key}", self.lang, **fields)

    def joined(self, titles: dict[str, str], names: tuple[str, ...]) -> str:
        return t("report.list.comma", self.lang).join(titles[name] for name in names)
