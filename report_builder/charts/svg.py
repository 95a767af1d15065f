"""What matplotlib wrote, made fit for a page: small, accessible, in the page's colours and font."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from report_builder.charts.canvas import TITLE, Drawing, Painted, Words, paint
from report_builder.charts.style import PALETTE, PAPER, Colour
from report_builder.readable import readable

MARGIN = 16
"""Pixels of paper round a drawing that stands alone."""

_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
# No style attribute on a page: its Content-Security-Policy takes none. What a drawing on a page
# needs beside its attributes stands in report.css.
_LOOK_INLINE = 'stroke-linejoin="round"'
# Figures all of one width, as the widths of texts were measured.
_LOOK_ALONE = (
    f'{_LOOK_INLINE} font-family="Inter,system-ui,sans-serif"'
    """ style="font-feature-settings:'tnum'\""""
)

_VARIABLES = {colour.light: colour.variable for colour in PALETTE}
_FIGURE = '<g id="figure_1">'
_AFTER = re.compile(r"</g>\s*</svg>\s*$")
_BETWEEN = re.compile(r">\s+<")
_STYLE = re.compile(r'style="([^"]*)"')
_STRAIGHT = re.compile(r'(<path d="M[^A-Z"]*L[^A-Zz"]*") fill="none"')
_ALONE = re.compile(r"<g>(<use [^>]*>)</g>")
_OUTLINE_AGAIN = re.compile(r'(<use [^>]*?) stroke="[^"]*" stroke-width="[^"]*"')
_COLOUR = re.compile(r'"(#[0-9a-f]{6})"')
_COORDINATES = re.compile(r' (d|x|y)="([^"]*)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_AROUND_LETTER = re.compile(r" ?([A-Za-z]) ?")
_MARKER = re.compile(r'(id="|href="#)(m[0-9a-f]{10})"')
_DEFINITIONS = re.compile(r"<defs>(.*?)</defs>")
_GROUP = re.compile(r'<g id="(words|title)(\d+)"(/?)>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Svgs:
    """One drawing twice: for a page, in its variables, and alone, in plain colours."""

    inline: str
    standalone: str


def svgs(drawing: Drawing, *, prefix: str, name: str, alt: str) -> Svgs:
    """The drawing as SVG text.

    Args:
        drawing: what to paint.
        prefix: of every id in the text; unique on the page.
        name: what the chart is, in a few words.
        alt: what the chart shows, for those who do not see it.
    """
    painted = paint(drawing)
    body = _renamed(_compact(painted.svg), prefix)
    head = f'<title id="{prefix}-t">{plain(name)}</title><desc id="{prefix}-d">{plain(alt)}</desc>'
    inline, alone = _filled(_coloured(body), painted, True), _filled(body, painted, False)
    paper = f'<rect x="-{MARGIN}" y="-{MARGIN}" width="100%" height="100%" fill="{PAPER.light}"/>'
    return Svgs(
        inline=f"{_opened(drawing, prefix, _LOOK_INLINE, 0)}{head}{inline}</svg>\n",
        standalone=f"{_opened(drawing, prefix, _LOOK_ALONE, MARGIN)}{head}{paper}{alone}</svg>\n",
    )


def plain(text: str) -> str:
    """The text as it may stand in XML and in a template: readable, then escaped.

    >>> plain("a < b {{ c }}")
    'a &lt; b &#123;&#123; c &#125;&#125;'
    """
    escaped = escape(readable(text))
    return escaped.replace("{", "&#123;").replace("}", "&#125;")


def _opened(drawing: Drawing, prefix: str, look: str, margin: int) -> str:
    width, height = _short(drawing.width + 2 * margin), _short(drawing.height + 2 * margin)
    return (
        f'<svg {_NAMESPACES} width="{width}" height="{height}"'
        f' viewBox="{-margin} {-margin} {width} {height}" role="img"'
        f' aria-labelledby="{prefix}-t" aria-describedby="{prefix}-d" {look}>'
    )


def _compact(written: str) -> str:
    """The figure's own elements, without white space, with short numbers."""
    figure = written[written.index(_FIGURE) + len(_FIGURE) :]
    body = _BETWEEN.sub("><", _AFTER.sub("", figure).strip())
    body = _ALONE.sub(r"\1", _COORDINATES.sub(_short_coordinates, body))
    # A straight line has nothing to fill; the outline of a mark stands where the mark is defined.
    return _OUTLINE_AGAIN.sub(r"\1", _STRAIGHT.sub(r"\1", _STYLE.sub(_attributes, body)))


def _attributes(style: re.Match[str]) -> str:
    """A style attribute's declarations, as an attribute each."""
    pairs = (each.split(":") for each in style.group(1).split(";") if each.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)


def _short_coordinates(match: re.Match[str]) -> str:
    name, values = match.groups()
    short = _NUMBER.sub(lambda number: _short(float(number.group())), " ".join(values.split()))
    tight = _AROUND_LETTER.sub(r"\1", short)
    return f' {name}="{tight}"'


def _short(number: float) -> str:
    """To 0.1 pixel: "12", "12.5"."""
    return f"{round(number, 1) + 0:g}"


def _renamed(body: str, prefix: str) -> str:
    """Markers under ids of the chart's own, all defined before the first is used."""
    names: dict[str, str] = {}
    for _, marker in _MARKER.findall(body):
        names.setdefault(marker, f"{prefix}-{len(names)}")
    renamed = _MARKER.sub(lambda found: f'{found.group(1)}{names[found.group(2)]}"', body)
    definitions = "".join(_DEFINITIONS.findall(renamed))
    return (f"<defs>{definitions}</defs>" if definitions else "") + _DEFINITIONS.sub("", renamed)


def _coloured(body: str) -> str:
    """Each colour as the variable of its role."""
    return _COLOUR.sub(lambda value: f'"{_VARIABLES[value.group(1)]}"', body)


def _filled(body: str, painted: Painted, inline: bool) -> str:
    """The body with every text and tooltip in its place."""

    def fill(group: re.Match[str]) -> str:
        kind, number, _ = group.groups()
        if kind == TITLE:
            return f"<g><title>{plain(painted.titles[int(number)])}</title>"
        return _text(painted.words[int(number)], inline)

    return _GROUP.sub(fill, body)


def _text(words: Words, inline: bool) -> str:
    look = f'font-size="{_short(words.size)}"'
    look += ' font-weight="600"' if words.bold else ""
    look += f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    look += f' fill="{_value(words.colour, inline)}"'
    x, y = _short(words.x), _short(words.y)
    return f'<text x="{x}" y="{y}" {look}>{plain(words.text)}</text>'


def _value(colour: Colour, inline: bool) -> str:
    return colour.variable if inline else colour.light
