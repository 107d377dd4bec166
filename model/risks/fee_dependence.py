"""Fee dependence: the programme hangs on the property fee, whose margin shrinks."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class FeeDependencePlan(RiskPlan):
    """How much is paid out of fees, and how much dearer service gets."""

    use: Literal["fee_dependence"] = "fee_dependence"
    size: Annotated[
        float,
        known(
            "share of the cost of activities that has to come out of fees",
            unit="share",
            source="E198",
            low=0.6,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    costs: Annotated[
        float,
        known(
            "by how much service gets dearer, as a share of the fees due",
            unit="share",
            source="assumed: wages rise",
            low=0.05,
            high=0.25,
            least=0,
            most=1,
        ),
    ] = 0.12


class FeeDependence(Risk):
    """Pays activities out of fees while service gets dearer, and leaves the rest to the residents.

    What cannot be paid is not held; who misses it is less content and pays less readily, and
    neighbours go by each other. Other channels of money step in where they are.
    """

    name = "fee_dependence"
    touches = ("treasury.depend",)
    mitigations = (
        "partner_network",
        "open_books",
    )
    settings: FeeDependencePlan

    def begin(self, day: int) -> None:
        """Let everything hang on fees."""
        s = self.settings
        self.hood.treasury.depend(on_fees=s.size, costs=s.costs)

    def finish(self, day: int) -> None:
        """Spread the burden as before."""
        self.hood.treasury.depend(on_fees=0.0, costs=0.0)
