"""Surveys: what residents answer about books, sharing, service and life among neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.governance import ContentParameters
from model.beliefs import Belief, Beliefs
from model.grievances import Grievances
from model.groupings import GROUPS
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.ties import Ties

ANSWERS = (
    "believing_books_open",
    "finding_sharing_fair",
    "content_with_service",
    "content_with_life",
)


class Surveys:
    """Asks every resident of 14 and over once a month; a yes has the underlying stock as chance.

    Contentment with the company follows from service and trust; contentment with life among
    neighbours from trust, ties, what is borne from others, how space is shared, and loneliness.
    """

    def __init__(
        self,
        population: Population,
        ties: Ties,
        grievances: Grievances,
        beliefs: Beliefs,
        recorder: Recorder,
        parameters: ContentParameters,
        streams: Streams,
    ) -> None:
        self.population, self.ties, self.grievances = population, ties, grievances
        self.beliefs, self.recorder, self.parameters = beliefs, recorder, parameters
        self.keys = streams.keys([Question.CONTENTMENT])

    def take(
        self,
        day: int,
        everybody: NDArray[np.bool_],
        *,
        loneliness: NDArray[np.floating] | None = None,
    ) -> None:
        """Ask, and count the answers of all adults and of each group.

        ``everybody`` has a row for all and one for each of ``GROUPS``, a column a resident;
        ``loneliness`` is 0 to 1 by resident row.
        """
        answers = self.ask(day, loneliness=loneliness)
        counts = everybody.astype(np.float64) @ answers
        people = np.count_nonzero(everybody, axis=1)
        for group, asked, row in zip(("all", *GROUPS), people, counts, strict=True):
            if not asked and group != "all":
                continue
            for name, count in zip(ANSWERS, row.tolist(), strict=True):
                self.recorder.set(name, count, group=group)

    def ask(self, day: int, *, loneliness: NDArray[np.floating] | None = None) -> NDArray[np.bool_]:
        """Return each resident's answers, one column a question; who is not asked says no."""
        r, p, s, g = (
            self.population.residents,
            self.parameters,
            self.ties.slots,
            self.grievances.slots,
        )
        lonely = np.zeros(r.rows)
        if loneliness is not None:
            lonely[:] = np.nan_to_num(loneliness[: r.rows])
        weights = np.array(list(p.model_dump().values()))
        return _ask(  # type: ignore[no-any-return]
            day,
            weights,
            self.grievances.fading,
            self.keys,
            self.beliefs.held(Belief.BOOKS),
            self.beliefs.held(Belief.FAIRNESS),
            self.beliefs.held(Belief.SERVICE),
            lonely,
            r.identity,
            r.present,
            r.group,
            r.trust,
            r.trust_company,
            r.tolerance,
            s.strength,
            g.against,
            g.level,
            g.touched,
        )


@kernel
def _ask(
    day,
    weights,
    fading,
    keys,
    books,
    fairness,
    service,
    lonely,
    identity,
    present,
    group,
    trust,
    trust_company,
    tolerance,
    strength,
    against,
    level,
    touched,
):  # type: ignore[no-untyped-def]
    answers = np.zeros((identity.size, 4), np.bool_)
    base, by_service, by_company, life, by_trust, by_ties, by_grief, by_fair, by_lonely = weights
    for who in range(identity.size):
        if not present[who] or group[who] == 0:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        answers[who, 0] = u < books[who]
        answers[who, 1] = v < fairness[who]
        odds = base + by_service * (service[who] - 0.6) + by_company * (trust_company[who] - 0.3)
        answers[who, 2] = w < 1.0 / (1.0 + np.exp(-odds))
        borne = 0.0
        for slot in range(against.shape[1]):
            if against[who, slot] >= 0:
                borne += level[who, slot] * np.exp(-fading * (day - touched[who, slot]))
        odds = life + by_trust * (trust[who] - 0.5) + by_fair * (fairness[who] - 0.5)
        odds += by_ties * min(strength[who].sum(), 4.0) - by_lonely * lonely[who]
        odds -= by_grief * min(borne / tolerance[who], 3.0)
        answers[who, 3] = x < 1.0 / (1.0 + np.exp(-odds))
    return answers
