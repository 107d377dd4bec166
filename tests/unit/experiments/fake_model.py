"""A model that answers at once: what happens depends on its request alone."""

from types import SimpleNamespace

import numpy as np

KINDS = ("disputes_per_1000_hh_year", "latent_conflicts_per_1000_hh_year", "trust_index")


class FakeStart:
    """A start-up state that counts how often it is made."""

    made = 0

    def __init__(self, request):
        type(self).made += 1
        self.luck = np.random.default_rng([request.seed, request.replicate]).random()

    def fork(self, measures, *, months, budget=None, risks=()):
        return FakeLife(self.luck, sum(plan.coverage for plan in measures), months)


class FakeLife:
    def __init__(self, luck, dose, months):
        self.luck, self.dose, self.months = luck, dose, months

    def run(self):
        pass

    def results(self):
        level = 50 + 10 * self.luck + self.dose
        table = {"month": np.arange(1, self.months + 1), "yuan": np.full(self.months, self.dose)}
        tables = (
            "kpis_by_group",
            "counts",
            "disputes",
            "exchanges",
            "ledger",
            "spending",
            "dwellings",
            "acquaintance",
            "emergencies",
            "shortfalls",
        )
        return SimpleNamespace(
            kpis={name: np.full(self.months, level) for name in KINDS},
            checks={"hours": 0.0},
            **dict.fromkeys(tables, table),
        )
