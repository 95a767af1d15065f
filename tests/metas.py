"""Invented surveys in which teams are asked what the other would say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import surveys
from reports import believable_counts, release_from, spread

from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.coorientation import MetaGap, meta_gaps
from survey.gaps import item_gaps
from survey.questionnaire import MetaQuestion, Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.release import Counts, Group, Release, ReleasedGroup, Rules
from survey.verdict import Judgement, judge

TEAMS = ("marketing", "sales")
M, S = (Group(team=team) for team in TEAMS)


def meta(question: str, predicts: Mapping[str, str], **changes: object) -> MetaQuestion:
    fields: dict[str, object] = {
        "id": question,
        "predicts": dict(predicts),
        "scale": surveys.scale(),
        "reverse_keyed": False,
        "wording": {"en": f"The others on {question}."},
    }
    return MetaQuestion(**{**fields, **changes})  # type: ignore[arg-type]  # a test names its changes


def asking(*questions: MetaQuestion) -> Questionnaire:
    """The small questionnaire with these questions beside it."""
    return replace(surveys.questionnaire(), meta=questions)


def counts(*people: int) -> Counts:
    return np.array(people, dtype=np.int64)


def joined(pairs: Mapping[tuple[int, int], int], points: int = 5) -> Counts:
    """People by own answer and answer foreseen, from 1 on."""
    table = np.zeros((points, points), dtype=np.int64)
    for (own, foreseen), people in pairs.items():
        table[own - 1, foreseen - 1] += people
    return table


def released(
    items: Mapping[str, tuple[Counts, Counts]],
    foreseen: Mapping[tuple[str, str], Counts],
    pairs: Mapping[tuple[str, str], Counts] | None = None,
    headcounts: Sequence[int | None] = (None, None),
) -> Release:
    """What may be published: answers of both teams to items, and by question and team foreseen."""
    sizes = [max(int(each[place].sum()) for each in items.values()) for place in (0, 1)]
    return Release(
        rules=Rules(),
        groups=tuple(
            ReleasedGroup(group=group, n=n, headcount=people)
            for group, n, people in zip((M, S), sizes, headcounts, strict=True)
        ),
        items=tuple(items),
        read=sum(sizes),
        removed=(),
        withheld=(),
        outside_teams=0,
        item_counts={
            (item, group): each
            for item, teams in items.items()
            for group, each in zip((M, S), teams, strict=True)
        },
        cant_say_counts={},
        theme_scores={},
        foreseen_counts={(one, Group(team=team)): each for (one, team), each in foreseen.items()},
        foreseen_pairs={
            (one, Group(team=team)): each for (one, team), each in (pairs or {}).items()
        },
    )


def judged_of(release: Release, questionnaire: Questionnaire) -> list[Judgement]:
    """Every item released, judged."""
    first, second = (Group(team=team.id) for team in questionnaire.teams)
    return [judge(gap) for gap in item_gaps(release, questionnaire.items, (first, second))]


def compared(release: Release, questionnaire: Questionnaire) -> tuple[MetaGap, ...]:
    """The meta gaps of everything released."""
    return meta_gaps(release, questionnaire, judged_of(release, questionnaire))


# What the teams say on 1 to 5, and what each foresees: one of the four ways to stand each.
STANDINGS = {
    "HND2": (4.2, 2.2),
    "HND3": (2.2, 4.2),
    "REL1": (4.2, 4.2),
    "REL2": (4.2, 4.2),
}
FORESEEN = {
    ("MET1", "marketing"): 4.2,
    ("MET2", "sales"): 2.2,
    ("MET3", "marketing"): 2.2,
    ("MET3", "sales"): 4.2,
}


def meta_report(
    foreseen: Mapping[tuple[str, str], float] = FORESEEN,
    first: int = 200,
    second: int = 200,
    *,
    paired: bool = False,
) -> Report:
    """A report on our questionnaire in which the teams foresee, on average, these answers."""
    asked = load_questionnaire()
    sizes = {"marketing": first, "sales": second}
    means = {
        item: (spread(one, first), spread(other, second))
        for item, (one, other) in STANDINGS.items()
    }
    counts = {**believable_counts(asked, first, second), **means}
    expected = {
        (question, Group(team=team)): spread(mean, sizes[team])
        for (question, team), mean in foreseen.items()
    }
    release = replace(
        release_from(counts, asked),
        foreseen_counts=expected,
        foreseen_pairs={
            key: np.outer(each, each) // each.sum() for key, each in expected.items() if paired
        },
    )
    return report_of(release, asked, Settings(invented=True), levers=(), segments=())
