"""Small invented surveys, built in code, for tests of the counting and the statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from survey.cells import Cells
from survey.questionnaire import (
    Dimension,
    Item,
    MirrorPair,
    ProfileQuestion,
    Questionnaire,
    ResponseScale,
    ScalePoint,
    Team,
    TeamName,
)
from survey.responses import Coded, Responses
from survey.tally import Tally

LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


def scale(points: int = 5) -> ResponseScale:
    return ResponseScale(
        id="agreement",
        points=tuple(
            ScalePoint(value=value, label={"en": LABELS[value - 1] if points == 5 else str(value)})
            for value in range(1, points + 1)
        ),
        favourable_from=points - 1,
        cant_say={"en": "I can't say"},
        agree={"en": "agree"},
        disagree={"en": "disagree with the opposite statement"},
    )


def item(item_id: str, dimension: str, **changes: object) -> Item:
    fields: dict[str, object] = {
        "id": item_id,
        "dimension": dimension,
        "about": "both",
        "reverse_keyed": False,
        "scale": scale(),
        "pair": None,
        "levers": (),
        "pulse": False,
        "neutral_difference": False,
        "title": {"en": f"Title of {item_id}"},
        "wording": {"en": f"Wording of {item_id}."},
    }
    return Item(**{**fields, **changes})  # type: ignore[arg-type]  # a test names its changes


def team(team_id: str, name: str, colour: str) -> Team:
    named = TeamName(plain=name, article=name, of=f"of {name}")
    return Team(id=team_id, names={"en": named}, colour=colour, answers=(name,))  # type: ignore[arg-type]  # one of two


def questionnaire(items: Sequence[Item] | None = None) -> Questionnaire:
    """Two themes, one mirror pair, one outcome; six items unless others are given."""
    default = (
        item("A1", "A"),
        item("A2", "A", reverse_keyed=True),
        item("B1", "B", about="marketing", pair="P1"),
        item("B2", "B", about="sales", pair="P1"),
        item("B3", "B"),
        item("O1", "O"),
    )
    return Questionnaire(
        id="small",
        version="1",
        title={"en": "A small survey"},
        languages=("en",),
        teams=(team("marketing", "Marketing", "violet"), team("sales", "Sales", "orange")),
        both=("Both",),
        other=("Other",),
        scales=(scale(),),
        dimensions=(
            Dimension(id="A", name={"en": "Theme A"}, outcome=False),
            Dimension(id="B", name={"en": "Theme B"}, outcome=False),
            Dimension(id="O", name={"en": "Outcome"}, outcome=True),
        ),
        items=tuple(items) if items is not None else default,
        pairs=(MirrorPair(id="P1", label={"en": "Keeps promises"}),),
        profile=(
            ProfileQuestion(
                id="region", role="segment", label={"en": "Region"}, wording={"en": "Region?"}
            ),
        ),
        optional=(),
        alignment_item="O1",
        levers=None,
    )


def coded(values: Sequence[str], labels: Sequence[str] | None = None) -> Coded:
    known = tuple(labels if labels is not None else sorted({*values} - {""}))
    place = {label: code for code, label in enumerate(known)}
    codes = np.array([place.get(value, -1) for value in values], dtype=np.int32)
    return Coded(labels=known, codes=codes)


def responses(
    teams: Sequence[str],
    answers: Sequence[Sequence[int]],
    segments: Mapping[str, Sequence[str]] | None = None,
    items: Sequence[str] = ("A1", "A2", "B1", "B2", "B3", "O1"),
) -> Responses:
    """Responses of these teams; answers already keyed (-1 missing, 0 can't say, 1..k)."""
    return Responses(
        rows=np.arange(2, 2 + len(teams), dtype=np.int64),
        team=coded(teams, ("marketing", "sales", "both", "other")),
        company=None,
        wave=None,
        segments=tuple((name, coded(values)) for name, values in (segments or {}).items()),
        items=tuple(items),
        answers=np.array(answers, dtype=np.int8).reshape(len(teams), len(items)),
    )


def random_responses(seed: int, people: int, regions: Sequence[str] = ("", "n", "s")) -> Responses:
    random = np.random.default_rng(seed)
    teams = random.choice(
        ["marketing", "sales", "both", "other", ""], people, p=[0.4, 0.4, 0.1, 0.05, 0.05]
    )
    return responses(
        [*map(str, teams)],
        random.integers(-1, 6, (people, 6)).tolist(),
        {"region": [*map(str, random.choice(regions, people))]},
    )


def cells(found: Cells) -> list[tuple[tuple[str, ...], int, list[int]]]:
    """Each cell by its labels, with its respondents and their answers to each item."""
    return [
        (tuple(names[code] for names, code in zip(found.labels, codes, strict=True)), n, answered)
        for codes, n, answered in zip(
            found.codes.tolist(), found.respondents.tolist(), found.answered.tolist(), strict=True
        )
    ]


def same(first: Tally, second: Tally) -> bool:
    """Whether two tallies hold the same counts, whatever their labels are coded as."""
    scores = zip(
        (first.scores.group, first.scores.dimension, first.scores.answered, first.scores.total),
        (second.scores.group, second.scores.dimension, second.scores.answered, second.scores.total),
        strict=True,
    )
    return (
        first.groups == second.groups
        and first.outside_teams == second.outside_teams
        and np.array_equal(first.answers, second.answers)
        and np.array_equal(first.respondents, second.respondents)
        and all(np.array_equal(one, other) for one, other in scores)
        and np.array_equal(first.scores.count, second.scores.count)
        and cells(first.cells) == cells(second.cells)
    )
