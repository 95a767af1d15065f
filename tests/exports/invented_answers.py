"""One invented set of answers, as the exports beside it hold it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

Answers = tuple[int | None, ...]

# Team, role, site, answers to the four statements (0: can't say; None: skipped), comment.
RESPONDENTS: tuple[tuple[str, str, str, Answers, str], ...] = (
    ("marketing", "manager", "Évreux", (5, 4, 2, 4), "Good, on the whole"),
    ("sales", "contributor", "Nord", (2, 2, 4, 3), 'They said "later"; we waited\nfor a month'),
    ("marketing", "contributor", "Nord", (4, 0, 1, 5), ""),
    ("sales", "manager", "Évreux", (1, 3, 5, 2), "Ask jo@example.org"),
    ("sales", "contributor", "Évreux", (3, None, 4, 2), ""),
    ("marketing", "contributor", "Évreux", (4, 5, 2, None), "C'est bien"),
    ("both", "manager", "Nord", (3, 3, 3, 3), ""),
    ("sales", "contributor", "Nord", (2, 1, 5, 1), "Non ; vraiment pas"),
    ("", "contributor", "Nord", (4, 4, 2, 4), ""),
    ("marketing", "manager", "Nord", (5, None, None, None), ""),
    ("sales", "manager", "Nord", (2, 2, 4, 0), ""),
    ("marketing", "contributor", "Évreux", (3, 4, 3, 4), "–"),
)

EN = {
    "team": "Which team do you work in?",
    "role": "What is your role?",
    "site": "At which site do you work?",
    "items": (
        "The two teams plan together.",
        "The two teams share their figures.",
        "We lose time in arguments.",
        "Each team keeps its promises – even late.",
    ),
    "stem": "How far do you agree?",
    "comment": "Anything else?",
}
FR = {
    "team": "Dans quelle équipe travaillez-vous ?",
    "role": "Quelle est votre fonction ?",
    "site": "Sur quel site travaillez-vous ?",
    "items": (
        "Les deux équipes planifient ensemble.",
        "Les deux équipes partagent leurs chiffres.",
        "Nous perdons du temps en débats.",
        "Chaque équipe tient ses promesses – même tard.",
    ),
    "stem": "Dans quelle mesure êtes-vous d’accord ?",
    "comment": "Autre chose ?",
}
TEAMS_EN = {"marketing": "Marketing", "sales": "Sales", "both": "Both", "": ""}
TEAMS_FR = {"marketing": "Marketing", "sales": "Ventes", "both": "Les deux", "": ""}
ROLES_EN = {"manager": "Manager", "contributor": "Contributor"}
ROLES_FR = {"manager": "Encadrement", "contributor": "Collaborateur"}
LABELS_EN = (
    "I can't say",
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
)
LABELS_FR = (
    "Je ne peux pas dire",
    "Pas du tout d’accord",
    "Plutôt pas d’accord",
    "Ni d’accord ni pas d’accord",
    "Plutôt d’accord",
    "Tout à fait d’accord",
)
NUMBERS = ("0", "1", "2", "3", "4", "5")
MIXED = ("I can't say", "1", "2.0", "3", "4 - Agree", "(5) Strongly agree")


def text(answer: int | None, labels: Sequence[str]) -> str:
    """What a person answered, in those words; skipped is blank."""
    return "" if answer is None else labels[answer]


def delimited(
    rows: Iterable[Sequence[str]], separator: str = ",", end: str = "\r\n", *, quoted: bool = False
) -> str:
    """The rows as a delimited text."""
    found = io.StringIO(newline="")
    csv.writer(
        found,
        delimiter=separator,
        lineterminator=end,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    ).writerows(rows)
    return found.getvalue()
