"""An invented panel: companies whose two teams answered our questionnaire, drawn from a seed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import surveys
from numpy.typing import NDArray

from report_builder.recommendations import load_levers
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.release import Release, Rules
from survey.responses import Responses
from survey.tally import tally

ROLES = ("executive", "manager", "contributor")
TEAMS = ("marketing", "sales")
SYLLABLES = (
    "Al",
    "Bre",
    "Cor",
    "Dun",
    "El",
    "Fal",
    "Gor",
    "Hel",
    "Ist",
    "Jun",
    "Kel",
    "Lor",
    "Mar",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Everybody of a panel: company, team and role by name; answers (people, items), 0 can't say."""

    company: tuple[str, ...]
    team: tuple[str, ...]
    role: tuple[str, ...]
    answers: NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a panel is like.

    Attributes:
        sizes: fewest and most people of a team.
        spread: how far companies lie apart, in points.
        level: the mean answer.
        small: how many companies more have a team of four.
    """

    sizes: tuple[int, int] = (8, 20)
    spread: float = 0.3
    level: float = 3.1
    small: int = 0


def name_of(number: int) -> str:
    """A name for a company: no two alike."""
    first, second = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[first % len(SYLLABLES)]}{SYLLABLES[second].lower()}{number:03d}"


def people(companies: int, kind: Kind = Kind(), *, seed: int = 1) -> People:
    """Invented people of so many companies, and of the small ones besides."""
    total = companies + kind.small
    random = np.random.default_rng(seed)
    asked = load_questionnaire()
    items = len(asked.items)
    n = random.integers(kind.sizes[0], kind.sizes[1] + 1, (total, 2))
    n[companies:] = 4, 9
    shift = random.normal(0, 0.5, (2, items))
    company = random.normal(0, kind.spread, (total, 1, 1))
    own = random.normal(0, 0.6 * kind.spread, (total, 2, 1))
    centre = kind.level + shift[None] + company + own
    team = np.repeat(np.tile([0, 1], total), n.ravel())
    firm = np.repeat(np.repeat(np.arange(total), 2), n.ravel())
    person = random.normal(0, 0.55, (len(team), 1))
    drawn = centre[firm, team] + person + random.normal(0, 0.8, (len(team), items))
    answers = np.clip(np.rint(drawn), 1, 5).astype(np.int8)
    answers[random.random(answers.shape) < 0.03] = 0
    role = random.choice(len(ROLES), len(team), p=(0.1, 0.35, 0.55))
    return People(
        company=tuple(name_of(each) for each in firm.tolist()),
        team=tuple(TEAMS[each] for each in team.tolist()),
        role=tuple(ROLES[each] for each in role.tolist()),
        answers=answers,
    )


def responses(who: People) -> Responses:
    """What the reading of an export of these people gives."""
    asked = load_questionnaire()
    return Responses(
        rows=np.arange(2, 2 + len(who.team), dtype=np.int64),
        team=surveys.coded(who.team, (*TEAMS, "both", "other")),
        company=surveys.coded(who.company),
        wave=None,
        segments=(("role", surveys.coded(who.role, ROLES)),),
        items=tuple(item.id for item in asked.items),
        answers=who.answers,
    )


def released(who: People, rules: Rules | None = None) -> Release:
    """What may be published of them."""
    asked = load_questionnaire()
    counted = Counted(
        waves=(Wave("", tally(responses(who), asked)),), read=len(who.team), removed=()
    )
    return release(counted, asked, rules or Rules())[0]


def reported(who: People, settings: Settings | None = None) -> Report:
    """Their report, with recommendations."""
    asked: Questionnaire = load_questionnaire()
    return report_of(
        released(who),
        asked,
        settings or Settings(invented=True, languages=("en", "fr")),
        levers=load_levers("alignment", asked),
        segments=(),
    )


@cache
def panel_report(companies: int) -> Report:
    """The report of so many companies."""
    return reported(people(companies))


def export(who: People) -> str:
    """The same people as a CSV file."""
    asked = load_questionnaire()
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["company", "team", "role", *(item.id for item in asked.items)])
    for place, answers in enumerate(_as_given(who, asked)):
        rows.writerow(
            [who.company[place], who.team[place].title(), who.role[place].title(), *answers]
        )
    return text.getvalue()


def _as_given(who: People, asked: Questionnaire) -> list[list[str]]:
    """Answers as they were ticked: reverse-keyed ones turned back; "" for who can't say."""
    turned = np.array([item.reverse_keyed for item in asked.items])
    given = np.where(turned & (who.answers > 0), 6 - who.answers, who.answers)
    labels = ["", *(point.label["en"] for point in asked.scales[0].points)]
    return [[labels[point] for point in row] for row in given.tolist()]


def without(who: People, company: str) -> People:
    """The others."""
    kept = np.array([name != company for name in who.company])
    return replace(
        who,
        company=tuple(np.array(who.company)[kept].tolist()),
        team=tuple(np.array(who.team)[kept].tolist()),
        role=tuple(np.array(who.role)[kept].tolist()),
        answers=who.answers[kept],
    )
