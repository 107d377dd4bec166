"""The house style of figures: one face, few colours, labels beside what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from analysis.fonts import families

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["BASE_COLOUR", "COLOURS", "GOAL", "INK", "QUIET", "colours_of", "drawn", "house_style"]

INK: Final = "#1f2933"
QUIET: Final = "#6b7785"
FAINT: Final = "#dfe4ea"
BASE_COLOUR: Final = "#7b8794"
GOAL: Final = "#2f855a"
# Told apart by people with any colour vision, on paper and on a projector.
# References: Okabe & Ito (2008), Color universal design; the yellow is left out, it fades on white.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#b5548a", "#4b4f9e", "#8a6d1d", "#3a9bc9")

_STYLE: Final[dict[Any, Any]] = {
    "font.size": 9.5,
    "axes.unicode_minus": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlecolor": INK,
    "axes.labelsize": 9,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": "#b8c0ca",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "text.parse_math": False,  # a name with two dollar signs is still a name
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "grid.color": FAINT,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "figure.dpi": 110,
    "savefig.dpi": 200,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.constrained_layout.use": True,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    # Identifiers inside an SVG come from this word instead of chance: equal figures, equal bytes.
    "svg.hashsalt": "linli",
}

P = ParamSpec("P")


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style inside the ``with`` block; what a notebook has set stays."""
    from matplotlib import rc_context

    with rc_context({**_STYLE, "font.family": list(families())}):
        yield


def drawn(make: Callable[Concatenate[Figure, P], None]) -> Callable[P, Figure]:
    """Turn a function that fills a figure into one that makes it, in the house style."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Figure:
        from matplotlib.figure import Figure

        with house_style():
            figure = Figure()
            make(figure, *args, **kwargs)
            # Ticks are made when first drawn: here they still get our face.
            figure.draw_without_rendering()
            # Everything has found its place; looking for it again would double the time to save.
            figure.set_layout_engine("none")
        return figure

    return made


def colours_of(options: Sequence[str], *, base: str = "") -> dict[str, str]:
    """Give each option its colour, grey to the base; the order decides, so keep it."""
    others = [option for option in options if option != base]
    chosen = {option: COLOURS[rank % len(COLOURS)] for rank, option in enumerate(others)}
    return {base: BASE_COLOUR, **chosen} if base else chosen


def bare(axes: Axes, *, keep: Sequence[str] = ("bottom",)) -> None:
    """Take away the frame except for the named sides."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
