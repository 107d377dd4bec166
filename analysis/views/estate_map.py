"""The estate as a picture: buildings seen from the front, one window a dwelling, as SVG text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.views.numbers import plain
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["estate_map", "legend", "trust_colour", "trust_span"]

# From little to much trust, told apart by people with any colour vision and in grey print.
# References: Nunez, Anderton & Renslow (2018), Optimizing colormaps with consideration for color
# vision deficiency (cividis), PLOS ONE 13.
_CIVIDIS: Final = (
    "#00224e",
    "#123570",
    "#3b496c",
    "#575d6d",
    "#707173",
    "#8a8678",
    "#a59c74",
    "#c3b369",
    "#e1cc55",
    "#fee838",
)
_VACANT: Final = "#ffffff"
_OUTLINE: Final = "#d1190a"
_TIES: Final = "#0f766e"
_WINDOW: Final = (9, 10)  # pixels of a dwelling
_GAP: Final = 1.4
_STAIR_GAP: Final = 4
_BUILDING_GAP: Final = 18
_ROOF: Final = 5
_NAME: Final = 17  # from the ground to below a building's name
_FOOT: Final = 52  # room under a row of buildings, for its ties and names
_MOST_TIES: Final = 18  # pairs of buildings that are joined; more would be clutter


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a building stands: left edge, ground line, size."""

    left: float
    ground: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def estate_map(
    dwellings: pd.DataFrame,
    acquaintance: pd.DataFrame | None = None,
    *,
    lang: str,
    title: str = "",
    span: tuple[float, float] = (0.0, 1.0),
    width: int = 560,
) -> str:
    """Draw one estate: colour is trust, an outline is a recorded dispute, curves are ties.

    Ties are summed between buildings; single ones would hide the rest. ``span`` holds the trust
    at both ends of the colours: give maps that stand side by side the same one.
    """
    homes = dwellings.sort_values("dwelling", kind="stable")
    shapes = _shapes(homes)
    places, height = _places(shapes, width)
    parts = [
        f'<svg class="estate" viewBox="0 0 {width} {_n(height)}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(_about(homes, title, lang))}">',
        *_ties(homes, acquaintance, places, lang),
        *_buildings(places, shapes, lang),
        *_windows(homes, shapes, places, span, lang),
        "</svg>",
    ]
    return "\n".join(parts)


def legend(*, lang: str, span: tuple[float, float] = (0.0, 1.0)) -> str:
    """Explain the colours, outlines and curves, as SVG."""
    step = 150 / len(_CIVIDIS)
    swatches = [
        f'<rect x="{_n(rank * step)}" y="16" width="{_n(step + 0.3)}" height="11" fill="{colour}"/>'
        for rank, colour in enumerate(_CIVIDIS)
    ]
    ends = [plain(end * 100, 0) for end in span]
    lines = [
        (f'<rect x="1" y="{{y}}" width="11" height="11" fill="#a59c74" {_outline()}/>', "dispute"),
        (f'<rect x="1" y="{{y}}" width="11" height="11" fill="{_VACANT}" {_thin()}/>', "vacant"),
        (
            f'<path d="M0 {{m}}h13" stroke="{_TIES}" stroke-width="3" stroke-opacity=".45"/>',
            "ties",
        ),
    ]
    parts = [
        '<svg class="legend" viewBox="0 0 330 108" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{_said("legend_trust", lang)}">',
        f'<text x="0" y="11">{_said("legend_trust", lang)}</text>',
        *swatches,
        f'<text x="0" y="39">{ends[0]}</text>',
        f'<text x="150" y="39" text-anchor="end">{ends[1]}</text>',
    ]
    for rank, (mark, key) in enumerate(lines):
        top = 49 + 20 * rank
        parts.append(mark.format(y=top, m=top + 6))
        parts.append(f'<text x="20" y="{top + 10}">{_said(f"legend_{key}", lang)}</text>')
    return "\n".join([*parts, "</svg>"])


def trust_span(dwellings: pd.DataFrame) -> tuple[float, float]:
    """Choose the trust at both ends of the colours: nine dwellings in ten lie between them."""
    trust = dwellings["trust"].to_numpy(np.float64)
    trust = trust[np.isfinite(trust)]
    if not len(trust):
        return 0.0, 1.0
    low, high = np.quantile(trust, [0.05, 0.95])
    low, high = math.floor(low * 20) / 20, math.ceil(high * 20) / 20
    return (low, high) if high > low else (max(low - 0.05, 0.0), min(low + 0.05, 1.0))


def trust_colour(trust: float, span: tuple[float, float] = (0.0, 1.0)) -> str:
    """Give the colour of a trust; a vacant dwelling (NaN) is white."""
    if not math.isfinite(trust):
        return _VACANT
    place = min(max((trust - span[0]) / (span[1] - span[0]), 0.0), 1.0) * (len(_CIVIDIS) - 1)
    under = min(int(place), len(_CIVIDIS) - 2)
    ends = [_CIVIDIS[under], _CIVIDIS[under + 1]]
    mixed = [
        round(
            int(ends[0][at : at + 2], 16) * (1 - place + under)
            + int(ends[1][at : at + 2], 16) * (place - under)
        )
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _shapes(homes: pd.DataFrame) -> dict[int, tuple[list[int], int, int]]:
    """Give of each building its stairs, the doors of a landing and the floors."""
    shapes = {}
    for number in sorted(homes["building"].unique()):
        part = homes[homes["building"] == number]
        stairs = sorted(int(stair) for stair in part["stair"].unique())
        shapes[int(number)] = (stairs, int(part["door"].max()) + 1, int(part["floor"].max()) + 1)
    return shapes


def _places(
    shapes: Mapping[int, tuple[list[int], int, int]], width: int
) -> tuple[dict[int, _Place], float]:
    """Stand the buildings in rows that fit the width, each row on its own ground."""
    sizes = {
        number: (
            len(stairs) * (doors * (_WINDOW[0] + _GAP) + _STAIR_GAP) + _STAIR_GAP,
            floors * (_WINDOW[1] + _GAP) + _ROOF + 3,
        )
        for number, (stairs, doors, floors) in shapes.items()
    }
    rows: list[list[int]] = [[]]
    used = 0.0
    for number, (wide, _) in sizes.items():
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append(number)
        used += wide + _BUILDING_GAP
    places, ground = {}, 0.0
    for row in rows:
        ground += max((sizes[number][1] for number in row), default=0.0) + 4
        taken = sum(sizes[number][0] for number in row) + _BUILDING_GAP * (len(row) - 1)
        left = max((width - taken) / 2, 0.0)
        for number in row:
            wide, high = sizes[number]
            places[number] = _Place(left, ground, wide, high)
            left += wide + _BUILDING_GAP
        ground += _FOOT
    return places, ground


def _buildings(
    places: Mapping[int, _Place], shapes: Mapping[int, tuple[list[int], int, int]], lang: str
) -> list[str]:
    parts = []
    for number, place in places.items():
        top = place.ground - place.height
        parts.append(
            f'<rect x="{_n(place.left)}" y="{_n(top)}" width="{_n(place.width)}" '
            f'height="{_n(place.height)}" rx="2" fill="#e6eaef"/>'
            f'<rect x="{_n(place.left - 2)}" y="{_n(top)}" width="{_n(place.width + 4)}" '
            f'height="{_ROOF - 2}" rx="1" fill="#5b6673"/>'
            f'<path d="M{_n(place.left - 6)} {_n(place.ground)}h{_n(place.width + 12)}" '
            'stroke="#9aa5b1" stroke-width="1.4"/>'
            f'<text x="{_n(place.middle)}" y="{_n(place.ground + 13)}" text-anchor="middle">'
            f"{escape(t('report.map.building', lang, number=number + 1))}</text>"
        )
    return parts


def _windows(
    homes: pd.DataFrame,
    shapes: Mapping[int, tuple[list[int], int, int]],
    places: Mapping[int, _Place],
    span: tuple[float, float],
    lang: str,
) -> list[str]:
    quiet: list[str] = []
    troubled: list[str] = []
    for home in homes.to_dict("records"):
        stairs, doors, _ = shapes[int(home["building"])]
        place = places[int(home["building"])]
        stair = stairs.index(int(home["stair"]))
        left = place.left + _STAIR_GAP + stair * (doors * (_WINDOW[0] + _GAP) + _STAIR_GAP)
        x = left + int(home["door"]) * (_WINDOW[0] + _GAP)
        y = place.ground - (int(home["floor"]) + 1) * (_WINDOW[1] + _GAP) - 1
        disputed = int(home["disputes"]) > 0
        line = _outline() if disputed else _thin() if not home["occupied"] else ""
        trust = float(home["trust"]) if home["occupied"] else math.nan
        drawn = (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_WINDOW[0]}" height="{_WINDOW[1]}" '
            f'fill="{trust_colour(trust, span)}" {line}><title>{_told(home, lang)}</title></rect>'
        )
        if disputed:  # a light line inside keeps the outline visible on the darkest windows
            drawn += (
                f'<path d="M{_n(x + 1.5)} {_n(y + 1.5)}h{_WINDOW[0] - 3}v{_WINDOW[1] - 3}'
                f'h-{_WINDOW[0] - 3}z" fill="none" stroke="#fff" stroke-width=".9"/>'
            )
        (troubled if disputed else quiet).append(drawn)
    return [*quiet, *troubled]  # outlines on top of their neighbours


def _ties(
    homes: pd.DataFrame,
    acquaintance: pd.DataFrame | None,
    places: Mapping[int, _Place],
    lang: str,
) -> list[str]:
    parts = []
    for first, second, count in _between_buildings(homes, acquaintance):
        curve = _curve(places[first], places[second])
        about = escape(t("report.map.between", lang, count=count))
        parts.append(
            f'<path d="{curve}" fill="none" stroke="{_TIES}" stroke-opacity=".38" '
            f'stroke-width="{_n(min(0.7 * math.sqrt(count), 7))}"><title>{about}</title></path>'
        )
    return parts


def _curve(first: _Place, second: _Place) -> str:
    """Draw from name to name in one row, from name to roof where one building stands below."""
    upper, lower = sorted((first, second), key=lambda place: (place.ground, place.left))
    x, end, y = upper.middle, lower.middle, upper.ground + _NAME
    if upper.ground == lower.ground:
        sag = y + 2 * min(26, 8 + 0.04 * abs(end - x))
        return f"M{_n(x)} {_n(y)}Q{_n((x + end) / 2)} {_n(sag)} {_n(end)} {_n(y)}"
    roof = lower.ground - lower.height
    return f"M{_n(x)} {_n(y)}C{_n(x)} {_n(y + 22)} {_n(end)} {_n(roof - 22)} {_n(end)} {_n(roof)}"


def _between_buildings(
    homes: pd.DataFrame, acquaintance: pd.DataFrame | None
) -> Sequence[tuple[int, int, int]]:
    """Count the ties between each two buildings and keep the pairs with the most."""
    if acquaintance is None or acquaintance.empty:
        return []
    of = homes.set_index("dwelling")["building"]
    ends = [of.reindex(acquaintance[end]).to_numpy(np.float64) for end in ("first", "second")]
    known = np.isfinite(ends[0]) & np.isfinite(ends[1]) & (ends[0] != ends[1])
    pairs: NDArray[Any] = np.sort(np.stack(ends)[:, known].astype(np.int64), axis=0)
    found, counts = np.unique(pairs, axis=1, return_counts=True)
    order = np.lexsort((found[1], found[0], -counts))[:_MOST_TIES]
    return [(int(found[0, at]), int(found[1, at]), int(counts[at])) for at in order]


def _told(home: Mapping[Any, Any], lang: str) -> str:
    """Say what a dwelling shows when the pointer rests on it."""
    where = {name: int(home[name]) + 1 for name in ("building", "floor", "door")}
    said = [t("report.map.home", lang, **where)]
    if not home["occupied"]:
        said.append(t("report.map.vacant", lang))
    else:
        said.append(t("report.map.trust", lang, trust=plain(float(home["trust"]) * 100, 0)))
        said += [t(f"report.map.{key}", lang, **{key: int(home[key])}) for key in _COUNTED]
    return escape(" · ".join(said))


_COUNTED: Final = ("conflicts", "disputes")


def _about(homes: pd.DataFrame, title: str, lang: str) -> str:
    trust = homes["trust"].to_numpy(np.float64)
    known = trust[np.isfinite(trust)]
    return t(
        "report.map.about",
        lang,
        option=title,
        homes=len(homes),
        trust=plain(float(known.mean()) * 100 if len(known) else math.nan, 0),
        disputes=int((homes["disputes"] > 0).sum()),
    )


def _outline() -> str:
    return f'stroke="{_OUTLINE}" stroke-width="2"'


def _thin() -> str:
    return 'stroke="#b8c0ca" stroke-width=".8"'


def _said(key: str, lang: str) -> str:
    return escape(t(f"report.map.{key}", lang))


def _n(number: float) -> str:
    """Write a coordinate shortly."""
    return f"{number:.1f}".rstrip("0").rstrip(".")
