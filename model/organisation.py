"""Organisation: how an estate is run today, before anybody takes a measure."""

from __future__ import annotations

from model.parameters import Block


class OrganisationPlan(Block):
    """What the company, the owners and the residents have set up; one block a field of work."""
