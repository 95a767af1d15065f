"""The map of agreement and effort against effect, as marks to edit; all numbers as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_builder.charts.agreement_map import numbered
from report_builder.charts.apart import Column, kept_apart
from report_builder.charts.axis import printed_share
from report_builder.charts.branded import in_accent
from report_builder.charts.effort_effect import EFFORTS, TICK, effect_of, top_of
from report_builder.charts.lettering import shortened, text_width
from report_builder.charts.rows import label_lines
from report_builder.charts.style import ACTION, INK_2, INK_3, NEUTRAL_EDGE, PAPER, RULE
from report_builder.charts.wording import Wording, shares_of
from report_builder.downloads.deck.points import LABEL
from report_builder.downloads.deck.share_bars import Native, percent_form, sides_key
from report_builder.downloads.deck.slide import At, Field, Grid, Marks, Points, Scale, Spot
from report_builder.lever_file import HARDEST
from report_builder.pages.voice import Voice
from report_builder.recommendations import Bucket, Recommendation
from survey.unanimity import Bound
from survey.verdict import Judgement

LISTED = 12.0
"""The size of text beside a chart, in points."""

MOST = 18
"""The actions that the list beside the chart has room for."""

SMALL, LARGE = 7, 15
"""The sizes of a mark, and of one with a number in it, in points."""

BLANK = '" "'
"""The form of numbers that are not seen: names stand in their place."""

NO_NAME = "\N{NO-BREAK SPACE}"
"""Of marks that are there for their labels or for a line."""

HALF, EDGE = 0.5, 0.03
SIDES = (260.0, 205.0)
"""How wide and high the map is on a slide, at least, in points."""

COLUMN, HEIGHT, APART = 73.0, 280.0, 14.0
"""About how wide and high the column of an effort is on a slide, and how far apart its marks, in
points."""

Placed = tuple[Judgement, int]


def agreement_map(voice: Voice, wording: Wording) -> Native:
    """Each statement at the share of favourable answers in either team; the numbered by name."""
    placed = numbered(voice.report.statements)
    key = sides_key(voice, wording)
    kinds = (
        _marks(wording, placed, key[2][0], side=None),
        *(_marks(wording, placed, key[side][0], side=side) for side in (0, 1)),
        *(_marks(wording, placed, key[side][0], side=side, named=True) for side in (0, 1)),
    )
    arrows = _arrows(wording, placed)
    first, second = (_shares_scale(wording, place) for place in (0, 1))
    chart = Points(
        marks=(*(each for each in (*kinds, arrows) if each.spots), _corners(wording), *_lines()),
        across=first,
        up=second,
        form=percent_form(wording.language),
        square=True,
    )
    about = voice.text("deck.map")
    if arrows.spots:
        about = f"{about} {voice.text('bounds.arrow')}"
    named = sorted((each for each in placed if each[1]), key=lambda each: each[1])
    return Native((chart,), key, about, beside=_listed(wording, named))


def _marks(
    wording: Wording, placed: Sequence[Placed], name: str, *, side: int | None, named: bool = False
) -> Marks:
    """The marks of clear gaps in a team's favour, those with a number apart; or of no clear gap."""
    style = wording.style(side or 0)
    return Marks(
        name=name,
        spots=tuple(
            _spot(wording, judgement, str(number or ""))
            for judgement, number in placed
            if _side(judgement) == side and bool(number) == named
        ),
        colour=NEUTRAL_EDGE if side is None else style.strong,
        form=wording.style(0).form if side is None else style.form,
        size=LARGE if named else SMALL,
        ink=PAPER,
        bold=True,
    )


def _side(judgement: Judgement) -> int | None:
    """In whose favour a gap is clear; None where it is not."""
    if not judgement.clear:
        return None
    return 0 if judgement.gap.difference.value > 0 else 1


def _spot(wording: Wording, judgement: Judgement, said: str) -> Spot:
    x, y = (printed_share(share.value) for share in shares_of(judgement.gap))
    return Spot(x=x, y=y, name=wording.title(judgement.gap.subject), said=said)


def _arrows(wording: Wording, placed: Sequence[Placed]) -> Marks:
    """From marks of shares that are bounds to where these lie; the list tells of the numbered."""
    across = {Bound.AT_MOST: ("←", At.LEFT), Bound.AT_LEAST: ("→", At.RIGHT)}
    up = {Bound.AT_MOST: ("↓", At.BELOW), Bound.AT_LEAST: ("↑", At.ABOVE)}
    spots = (
        replace(_spot(wording, judgement, arrow), name="", at=at)
        for judgement, number in placed
        for share, towards in zip(shares_of(judgement.gap), (across, up), strict=True)
        if share.bound in towards and not number
        for arrow, at in (towards[share.bound],)
    )
    return Marks(name=NO_NAME, spots=tuple(dict.fromkeys(spots)), colour=None, ink=INK_2)


def _lines() -> Iterator[Marks]:
    """Half of each team, and where both teams are equally in favour."""
    for start, end in (((HALF, 0), (HALF, 1)), ((0, HALF), (1, HALF)), ((0, 0), (1, 1))):
        spots = tuple(Spot(x=x, y=y) for x, y in (start, end))
        yield Marks(name=NO_NAME, spots=spots, colour=RULE, joined=True)


def _corners(wording: Wording) -> Marks:
    """What it means to stand in each quarter."""
    one = [_of_team(wording, "map.one", place, SIDES[0] / 2) for place in (0, 1)]
    low, high = EDGE, 1 - EDGE
    return Marks(
        name=NO_NAME,
        spots=(
            Spot(x=0, y=high, said=one[1], at=At.RIGHT),
            Spot(x=1, y=high, said=wording.say("map.both"), at=At.LEFT),
            Spot(x=0, y=low, said=wording.say("map.neither"), at=At.RIGHT),
            Spot(x=1, y=low, said=one[0], at=At.LEFT),
        ),
        colour=None,
        ink=INK_3,
    )


def _shares_scale(wording: Wording, place: int) -> Scale:
    return Scale(
        low=0,
        high=1,
        step=0.25,
        form=percent_form(wording.language),
        title=_of_team(wording, f"map.axis.{place}", place, SIDES[place]),
        colour=wording.style(place).strong,
    )


def _of_team(wording: Wording, message: str, place: int, width: float) -> str:
    """What is said of a team, whose name loses its end where there is no room for both."""
    said = text_width(wording.say(message, team=""), LABEL, bold=True)
    name = shortened(wording.team(place), width - said, LABEL, bold=True)
    return wording.say(message, team=name)


def _listed(wording: Wording, named: Sequence[Placed]) -> tuple[Grid, ...]:
    """The numbered statements by name, with their shares and gaps; nothing without any."""
    if not named:
        return ()
    heads = (wording.team(0), wording.team(1), wording.say("column.gap"))
    header = ("", wording.say("map.widest"), *heads)
    rows = (
        (
            str(number),
            wording.title(judgement.gap.subject),
            *(wording.share(share) for share in shares_of(judgement.gap)),
            wording.language.points(judgement.gap.difference.value),
        )
        for judgement, number in named
    )
    return (_grid(header, rows, (0.06, 0.42, 0.19, 0.19, 0.14)),)


def _grid(header: Sequence[str], rows: Iterator[Sequence[str]], widths: tuple[float, ...]) -> Grid:
    """A table of a number, a name, and figures."""
    return Grid(
        rows=(
            tuple(
                Field(text=text, bold=True, centred=place > 1) for place, text in enumerate(header)
            ),
            *(
                tuple(
                    Field(text=text, bold=place == 0, centred=place != 1)
                    for place, text in enumerate(row)
                )
                for row in rows
            ),
        ),
        widths=widths,
        size=LISTED,
    )


def effort_effect(voice: Voice, wording: Wording) -> Native | None:
    """Each action by its number, at what it takes and may bring; None without any."""
    actions = voice.report.recommendations
    if not actions:
        return None
    now = in_accent(ACTION, voice.settings.brand.accent)
    key = (
        (wording.language.text(f"page.bucket.{Bucket.DO_NOW}"), now),
        (wording.say("effort.later"), INK_3),
    )
    spots = tuple(zip(actions, _beside_each_other(wording, actions), strict=True))
    first, later = (
        Marks(
            name=name,
            spots=tuple(
                spot for action, spot in spots if (action.bucket is Bucket.DO_NOW) is to_do_now
            ),
            colour=colour,
            size=LARGE,
            ink=PAPER,
            bold=True,
        )
        for (name, colour), to_do_now in zip(key, (True, False), strict=True)
    )
    chart = Points(
        marks=(*(each for each in (later, first) if each.spots), _efforts(wording)),
        across=_effort_scale(wording),
        up=_effect_scale(wording, actions),
        form="General",
    )
    about = voice.text("deck.effort")
    if len(actions) > MOST:
        about = f"{about} {voice.text('deck.effort.cut', shown=MOST, count=len(actions))}"
    return Native((chart,), key, about, beside=(_actions_listed(wording, actions[:MOST]),))


def _effort_scale(wording: Wording) -> Scale:
    """A column for each effort, with names in place of numbers."""
    title = wording.say("effort.axis.effort")
    return Scale(low=HALF, high=HARDEST + HALF, step=1, form=BLANK, title=title, lines=2)


def _effect_scale(wording: Wording, actions: Sequence[Recommendation]) -> Scale:
    title = wording.say("effort.axis.effect")
    return Scale(low=0, high=top_of(actions), step=TICK, form="0", title=title)


def _actions_listed(wording: Wording, actions: Sequence[Recommendation]) -> Grid:
    """The actions by name, with what they may bring."""
    header = ("", *(wording.say(f"column.{each}") for each in ("action", "effect")))
    rows = (
        (
            str(rank),
            wording.label(action.lever.title),
            wording.language.number(effect_of(action)),
        )
        for rank, action in enumerate(actions, start=1)
    )
    return _grid(header, rows, (0.07, 0.76, 0.17))


def _beside_each_other(wording: Wording, actions: Sequence[Recommendation]) -> Iterator[Spot]:
    """Each action at its effect, and at its effort or, where another stands there, beside it."""
    unit = HEIGHT / top_of(actions)
    wanted = ((each.lever.effort * COLUMN, effect_of(each) * unit) for each in actions)
    column = Column(aside=(COLUMN - APART) / 2, top=0, foot=HEIGHT)
    found = kept_apart(wanted, column, APART)
    for rank, (action, spot) in enumerate(zip(actions, found, strict=True), start=1):
        x = spot[0] / COLUMN if spot is not None else action.lever.effort
        title = wording.label(action.lever.title)
        yield Spot(x=round(x, 2), y=effect_of(action), name=title, said=str(rank))


def _efforts(wording: Wording) -> Marks:
    """The names of the efforts below their columns."""
    names = (wording.language.text(f"page.effort.{effort}") for effort in EFFORTS)
    spots = tuple(
        Spot(x=effort, y=0, said="\n".join(label_lines(name, COLUMN, size=LABEL)), at=At.BELOW)
        for effort, name in zip(EFFORTS, names, strict=True)
    )
    return Marks(name=NO_NAME, spots=spots, colour=None, ink=INK_2)
