"""Make the bundled font: a renamed subset of Noto Sans CJK SC with TrueType outlines.

Run it again when a text uses a character the font lacks (a test tells):

    sudo apt-get install fonts-noto-cjk
    python analysis/fonts/make_font.py

It needs fontTools, which the ``dev`` extra brings. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import unicodedata
from pathlib import Path
from typing import Any, Final

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, newTable  # type: ignore[import-untyped]

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
SOURCE: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FAMILY: Final = "Linli Sans SC"
POSTSCRIPT: Final = "LinliSansSC-Regular"
FACE: Final = "Noto Sans CJK SC"
# A name may not keep the reserved word of the source; licence and copyright have to stay.
KEPT_NAMES: Final = (0, 13, 14)
DROPPED_TABLES: Final = ("BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")
# How far a TrueType outline may stray from the original, in thousandths of the type size.
TOLERANCE: Final = 2.0
RANGES: Final = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0xFF),  # Latin with accents, degree, plus-minus, middle dot
    (0x2010, 0x2016),  # dashes
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),  # quotes, bullets
    (0x2460, 0x2473),  # numbers in circles
    (0x3000, 0x3017),  # Chinese punctuation
    (0xFF01, 0xFF5E),  # full-width forms
)
SIGNS: Final = "…‰′″€←↑→↓↔∞≈≠≤≥−√∑■□▲△▼▽◆◇○●★☆✓¥"


def gb2312() -> set[str]:
    """Give the 6,763 characters of GB 2312, levels 1 and 2: everyday Chinese, most names."""
    found = set()
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def of_project() -> set[str]:
    """Give every character of the texts, the shipped scenarios and the names file."""
    found = set((HERE / "name_characters.txt").read_text(encoding="utf-8"))
    for pattern in ("texts/*/*.toml", "estates/*.yaml", "packages/*.yaml"):
        for path in sorted((ROOT / "scenarios").glob(pattern)):
            found |= set(path.read_text(encoding="utf-8"))
    return found


def characters() -> set[str]:
    """Give all characters that the font has to show."""
    signs = {chr(code) for first, last in RANGES for code in range(first, last + 1)} | set(SIGNS)
    return {
        c for c in gb2312() | signs | of_project() if not unicodedata.category(c).startswith("C")
    }


def subset(source: Path) -> TTFont:
    """Open the simplified Chinese face of the source and keep only our characters."""
    font = TTFont(source, fontNumber=_face_number(source), recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += DROPPED_TABLES
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = list(KEPT_NAMES)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    return font


def to_truetype(font: TTFont) -> None:
    """Replace the cubic outlines by quadratic ones, which every PDF and SVG writer embeds."""
    order = font.getGlyphOrder()
    glyphs = {name: _quadratic(font, name) for name in order}
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    _prepare_maxp(font["maxp"])
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont) -> None:
    """Give the subset its own name, as the licence asks of a modified version."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    words = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} 1.0", 4: FAMILY, 5: "Version 1.0"}
    for number, word in (words | {6: POSTSCRIPT}).items():
        names.setName(word, number, 3, 1, 0x409)


def _face_number(source: Path) -> int | None:
    if source.suffix.lower() != ".ttc":
        return None
    with TTCollection(source, lazy=True) as collection:
        faces = [font["name"].getDebugName(1) for font in collection.fonts]
    if FACE not in faces:
        raise SystemExit(f"{source}: no face {FACE!r}, only {', '.join(faces)}")
    return faces.index(FACE)


def _quadratic(font: TTFont, name: str) -> Any:
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
    return pen.glyph()


def _prepare_maxp(table: Any) -> None:
    table.tableVersion = 0x00010000
    table.maxZones = 1
    for field in (
        *("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"),
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
        "maxComponentDepth",
    ):
        setattr(table, field, 0)


def main() -> int:
    """Write the font beside this script and print its size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--source", type=Path, default=SOURCE, help="Noto Sans CJK (ttc or otf)")
    parser.add_argument("--out", type=Path, default=HERE / "LinliSansSC-Regular.ttf")
    chosen = parser.parse_args()
    if not chosen.source.is_file():
        raise SystemExit(f"{chosen.source}: no such font; install fonts-noto-cjk or give --source")
    font = subset(chosen.source)
    to_truetype(font)
    rename(font)
    draft = chosen.out.with_suffix(".draft")
    font.save(draft)
    os.replace(draft, chosen.out)
    missing = characters() - {chr(code) for code in font.getBestCmap()}
    size = chosen.out.stat().st_size
    print(f"{chosen.out.name}: {len(font.getBestCmap())} characters, {size / 1e6:.2f} MB")
    print(f"not in the source: {''.join(sorted(missing))}" if missing else "nothing is missing")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
