"""Documents: the parts of the model's documents that are written from the code.

    python -m experiments.documents

rewrites, in `model/ODD.md` and `model/EVIDENCE.md`, whatever stands between
`<!-- generated: NAME -->` and `<!-- end: NAME -->`; all other text is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any, Final

from experiments.declared import Declared, declared
from experiments.evidence_ladder import GIVEN, counts, facts_named, ladder
from model.behaviour import Parameters
from model.estate import BuildingPlan, EstatePlan
from model.interventions import CATALOGUE, Plan
from model.parameters import Block
from model.risks import RISK_PLANS, RISKS, RiskPlan
from model.rollout import Mentoring, Pool, Supervision
from model.shocks import ShockPlan

SHARED: Final[dict[str, type[Block]]] = {
    "mentoring": Mentoring,
    "pool": Pool,
    "supervision": Supervision,
}
MODEL: Final = Path(__file__).resolve().parent.parent / "model"
DOCUMENTS: Final = (MODEL / "ODD.md", MODEL / "EVIDENCE.md")
_PART: Final = re.compile(
    r"(<!-- generated: (?P<name>[\w ]+) -->\n).*?(<!-- end: (?P=name) -->)", re.S
)

# What each phase of a day may write; a test holds the names to `Neighbourhood.phases`.
WRITES: Final = {
    "morning": "dials; whatever measures set up when they begin or take down when they end",
    "move": "residents, households, dwellings; drops ties, accounts and open cases of who leaves",
    "meet": "ties",
    "log_in": "accounts, ties",
    "provoke": "the day's list of exposures; occupation of corridors and green",
    "quarrel": "grievances; signals about neighbours and rules",
    "mediate": "cases, staff hours, agreements, grievances, ties, volunteers; signals",
    "publish": "what readers of the month have read; signals about the company",
    "exchange": "ledger (hours), ties, membership; who leads a stair; signals about neighbours",
    "decide": "beliefs, votes and accounts; signals about the company and rules; money",
    "look_after": "volunteers, wellbeing, ties",
    "gather": "attendance, ties, ledger (points), money",
    "act": "what the verbs of the measures write; money",
    "feel": "the three trusts of every resident",
    "record": "monthly counts",
    "night": "the day",
}


class StaleDocumentError(ValueError):
    """A document asks for a part that nobody writes."""


def written(text: str) -> str:
    """Give a document with all its generated parts as the code has them now."""

    def renewed(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in PARTS:
            raise StaleDocumentError(f"no part is called {name!r}; there are {', '.join(PARTS)}")
        return f"{found[1]}\n{PARTS[name]().strip()}\n\n{found[3]}"

    return _PART.sub(renewed, text)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


# -- the parts of the ODD ------------------------------------------------------------------------


def state() -> str:
    """Write every column of every table of the model."""
    from model.columns import columns_of

    parts = []
    for kind in _tables():
        rows = [
            (f"`{name}`", _type(column), column.unit, column.about)
            for name, column in columns_of(kind).items()
        ]
        parts.append(
            f"**`{kind.__module__}.{kind.__name__}`**: {_sentence(kind)}\n\n"
            + table(("column", "type", "unit", "meaning"), rows)
        )
    return "\n\n".join(parts)


def phases() -> str:
    """Write the phases of a day in their order, and what each may write."""
    rows = [
        (number, f"`{name}`", about, WRITES[name])
        for number, (name, about) in enumerate(day_in_phases(), start=1)
    ]
    return table(("", "phase", "what happens", "what it writes"), rows)


def day_in_phases() -> list[tuple[str, str]]:
    """Give name and first sentence of each phase, in the order of the day."""
    from model.neighbourhood import Neighbourhood

    class Names:
        """Stands in for a neighbourhood, so that none has to be lived through."""

        def __getattr__(self, name: str) -> Any:
            return getattr(Neighbourhood, name)

    getter: Any = Neighbourhood.phases
    found: tuple[FunctionType, ...] = getter.fget(Names())
    return [(phase.__name__, _sentence(phase)) for phase in found]


def questions() -> str:
    """Write every question that is put to chance."""
    from model.streams import Question

    return ", ".join(f"*{question.value}*" for question in Question) + "."


def dials() -> str:
    """Write every dial: the input it scales, its unit, and which measures and risks turn it."""
    rows = []
    for name, about, unit, scope in _dials():
        turned = {use: kind.touches for use, kind in CATALOGUE.items()}
        turned |= {use: kind.touches for use, kind in RISKS.items()}
        users = [f"`{use}`" for use, touched in turned.items() if name in touched]
        rows.append((f"`{name}`", about, unit, scope, ", ".join(users) or "none yet"))
    return table(("dial", "input that it scales", "unit", "one for each", "turned by"), rows)


def measures() -> str:
    """Write what each intervention is, the dials and verbs it touches, and its settings."""
    parts = []
    for use, kind in CATALOGUE.items():
        own = [leaf for leaf in declared(_plan_of(kind)) if leaf.source]
        parts.append(
            f"**`{use}`**: {_sentence(kind)}\n\n"
            f"Touches {', '.join(f'`{name}`' for name in kind.touches)}.\n\n{_parameters(own)}"
        )
    common = _parameters([leaf for leaf in declared(Plan) if leaf.name != "use"])
    return f"Every measure has\n\n{common}\n\n" + "\n\n".join(parts)


def risks() -> str:
    """Write what each risk is, what it touches, what stands against it, and its settings."""
    parts = []
    for use, kind in RISKS.items():
        own = [leaf for leaf in declared(RISK_PLANS[use]) if leaf.source]
        against = ", ".join(f"`{name}`" for name in kind.mitigations)
        parts.append(
            f"**`{use}`**: {_sentence(kind)}\n\n"
            f"Touches {', '.join(f'`{name}`' for name in kind.touches)}. "
            f"Against it: {against}.\n\n{_parameters(own)}"
        )
    common = _parameters([leaf for leaf in declared(RiskPlan) if leaf.name != "use"])
    return f"Every risk has\n\n{common}\n\n" + "\n\n".join(parts)


def portfolio() -> str:
    """Write what passes between the estates of a portfolio, and its settings."""
    parts = []
    for name, block in SHARED.items():
        own = [leaf for leaf in declared(block) if leaf.source]
        parts.append(f"**`{name}`**: {_sentence(block)}\n\n{_parameters(own)}")
    return "\n\n".join(parts)


def behaviour() -> str:
    """Write every behavioural parameter, block by block."""
    parts = []
    for name, field in Parameters.model_fields.items():
        block = field.annotation
        assert isinstance(block, type)
        parts.append(f"**`{name}`**: {_sentence(block)}\n\n{_parameters(declared(block))}")
    return "\n\n".join(parts)


def estate() -> str:
    """Write everything that describes an estate."""
    lists: dict[str, type[Block]] = {"buildings": BuildingPlan, "shocks": ShockPlan}
    plan = [leaf for leaf in declared(EstatePlan) if leaf.name not in lists]
    return f"**`estate`**: {_sentence(EstatePlan)}\n\n{_parameters(plan)}\n\n" + "\n\n".join(
        f"**`estate.{name}`**, a list: {_sentence(block)}\n\n{_parameters(declared(block))}"
        for name, block in lists.items()
    )


# -- the parts of the evidence page --------------------------------------------------------------


def evidence_counts() -> str:
    """Write how many parameters stand on which rung, block by block."""
    head, rows = counts(_everything())
    return table(head, rows)


def evidence_rungs() -> str:
    """Write what stands on each rung."""
    parts = []
    for rung, leaves in ladder(_everything()).items():
        rows = [(f"`{leaf.name}`", leaf.about, leaf.source) for leaf in leaves]
        title = f"### {rung.title}\n\n{rung.meaning}"
        parts.append(f"{title}\n\n{table(('parameter', 'meaning', 'source'), rows)}")
    return "\n\n".join(parts)


def evidence_facts() -> str:
    """Write the statement behind every evidence number that a source names."""
    return table(("id", "statement", "kind"), facts_named(_everything()))


PARTS: Final[dict[str, Callable[[], str]]] = {
    "state": state,
    "phases": phases,
    "questions": questions,
    "dials": dials,
    "measures": measures,
    "risks": risks,
    "behaviour": behaviour,
    "portfolio": portfolio,
    "estate": estate,
    "evidence counts": evidence_counts,
    "evidence rungs": evidence_rungs,
    "evidence facts": evidence_facts,
}


def main() -> None:
    """Rewrite the generated parts of all documents."""
    for path in DOCUMENTS:
        draft = path.with_suffix(".tmp")
        draft.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
        draft.replace(path)


# -- small helpers -------------------------------------------------------------------------------


def _everything() -> Iterator[Declared]:
    """Give all that is declared, with names as scenario files use them."""
    roots: dict[str, type[Block]] = {"parameters": Parameters, "estate": EstatePlan}
    roots |= {f"interventions.{use}": _plan_of(kind) for use, kind in CATALOGUE.items()}
    roots |= {f"risks.{use}": plan for use, plan in RISK_PLANS.items()}
    roots |= {f"portfolio.{name}": block for name, block in SHARED.items()}
    for root, block in roots.items():
        for leaf in declared(block):
            if leaf.source:
                yield leaf.under(root)


def _plan_of(kind: type[Any]) -> type[Plan]:
    plan = kind.__annotations__["settings"]
    return vars(__import__(kind.__module__, fromlist=[plan]))[plan]  # type: ignore[no-any-return]


def _parameters(leaves: Iterable[Declared]) -> str:
    head = ("name", "meaning", "unit", "default", "plausible", "bounds", "source")
    return table(head, [_parameter(leaf) for leaf in leaves])


def _parameter(leaf: Declared) -> tuple[str, ...]:
    return (
        f"`{leaf.name}`",
        leaf.about or f"share of {leaf.name.rsplit('.', 1)[-1].replace('_', ' ')} households",
        leaf.unit,
        _number(leaf.default),
        _range(leaf.low, leaf.high),
        _range(leaf.least, leaf.most),
        leaf.source or GIVEN,
    )


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f"from {_number(low)}"
    return f"to {_number(high)}" if low is None else f"{_number(low)} to {_number(high)}"


def _number(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.6g}" if isinstance(value, (int, float)) else str(value)


def _tables() -> list[type[Any]]:
    """Give the model's tables in the order in which their files and classes are found."""
    import model.neighbourhood  # noqa: F401  brings in everything that has columns
    from model.columns import Table

    ours = [kind for kind in _below(Table) if kind.__module__.startswith("model.")]
    return sorted(ours, key=lambda kind: (kind.__module__, kind.__name__))


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _dials() -> Iterator[tuple[str, str, str, str]]:
    from dataclasses import fields

    from model.dials import Dials

    for item in fields(Dials):
        scope = "estate" if item.type == "float" else "dwelling"
        yield item.name, item.metadata["about"], item.metadata["unit"], scope


def _type(column: Any) -> str:
    name = column.dtype.name
    return f"{name} x {column.width}" if column.width else name


def _sentence(thing: Any) -> str:
    return " ".join((thing.__doc__ or "").strip().split("\n\n")[0].split())


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
