"""Fonts: the Chinese face that travels with us, so that no machine shows empty boxes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FAMILY", "FONT", "characters", "families"]

FAMILY: Final = "Linli Sans SC"
FONT: Final = Path(__file__).parent / "LinliSansSC-Regular.ttf"
# Asked in this order for what the bundled face lacks; names that a machine lacks are left out.
FALLBACKS: Final = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


@cache
def families() -> tuple[str, ...]:
    """Register the bundled face with matplotlib and give the families to ask, in order.

    Our face comes first: Latin and Chinese then share one design, on every machine the same.
    """
    from matplotlib import font_manager

    font_manager.fontManager.addfont(FONT)
    present = {face.name for face in font_manager.fontManager.ttflist}
    return (FAMILY, *(name for name in FALLBACKS if name in present))


@cache
def characters() -> frozenset[str]:
    """Give every character that the bundled face can show."""
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(str(FONT)).get_charmap()))
