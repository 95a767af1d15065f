"""A plan in words, English as the command is: its answer, its table, what it takes for granted."""

from __future__ import annotations

from report_builder.table import Table
from survey.planning import DRAWS, Chances, Plan, Question

SMALL_GAP = (
    "A gap of {gap:g} is no more than the margin of {margin:g}: unless everyone answers, half of "
    "all surveys find less, and a report calls that no gap. Ask for a larger one."
)
NO_HEADCOUNT = "Give the teams' head-counts if you know them: in small teams far fewer answers do."
FOUND = (
    "“Gap found”: in how many of {draws} surveys drawn at random a report would say “gap”, if the "
    "teams truly differ by {gap:g} on a scale of 1 to 5."
)
SHOWN = (
    "“Alignment shown”: in how many it would say “aligned”, within ± {margin:g}, if they do not "
    "differ at all."
)
SPREAD = (
    "Answers lie as far apart as they usually do (a deviation of 1.2 points), round the middle of "
    "the scale. Teams more of one mind need fewer answers."
)
SILENT = "Whoever does not answer thinks like those who do. No number of answers makes up for that."
ALONE = (
    "One statement, judged alone. A report allows for the number of its statements: try "
    "--statements 34."
)
FAMILY = "One gap among {count} statements, and none in the others: the hardest case."

HEADER = ("Answers, first team", "Answers, second team", "Gap found", "Alignment shown")


def table_of(plan: Plan) -> Table:
    """Answers of each team, and the two chances in whole per cent."""
    return Table(
        HEADER,
        tuple(
            (*map(str, line.answers), percent(line.gap), percent(line.aligned))
            for line in plan.lines
        ),
    )


def heading(question: Question) -> str:
    """What is planned for, in a line.

    >>> heading(Question(headcounts=(40, None)))
    'How many answers it takes: teams of 40 people and of unknown size'
    """
    sizes = dict.fromkeys(map(_team, question.headcounts))
    return f"How many answers it takes: teams of {' and of '.join(sizes)}"


def answer(plan: Plan) -> tuple[str, str]:
    """What it takes to find the gap, and to show alignment."""
    asked, chance = plan.question, percent(plan.question.chance)
    gap = _answer(plan.for_gap, f"To find a gap of {asked.gap:g} in {chance} of surveys", plan)
    aligned = _answer(
        plan.for_aligned,
        f"To show alignment within ± {asked.margin:g} in {chance} of surveys",
        plan,
    )
    return gap, aligned


def notes(question: Question) -> tuple[str, ...]:
    """What the figures take for granted, in plain words."""
    return (*_hints(question), *_assumptions(question))


def text_of(plan: Plan) -> str:
    """The whole plan for a terminal."""
    table = table_of(plan)
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in (table.header, *table.rows)
    ]
    told = [f"- {note}" for note in notes(plan.question)]
    parts = ([heading(plan.question)], [*answer(plan)], lines, told)
    return "\n\n".join("\n".join(part) for part in parts)


def percent(share: float) -> str:
    """A chance in whole per cent; neither 0 nor 100 unless it is.

    >>> percent(0.999), percent(1.0), percent(0.834)
    ('>99%', '100%', '83%')
    """
    whole = round(100 * share)
    if whole == 100 and share < 1.0:  # noqa: PLR2004 - per cent
        return ">99%"
    return "<1%" if whole == 0 and share > 0.0 else f"{whole}%"


def _team(people: int | None) -> str:
    return "unknown size" if people is None else f"{people} people"


def _answer(found: Chances | None, aim: str, plan: Plan) -> str:
    if found is None:
        most = plan.lines[-1].answers
        return f"{aim}: more than {most[0]} and {most[1]} answers, or not at all."
    first, second = found.answers
    return f"{aim}: {first} answers of the first team and {second} of the second."


def _hints(question: Question) -> tuple[str, ...]:
    hints = []
    if question.gap <= question.margin:
        hints.append(SMALL_GAP.format(gap=question.gap, margin=question.margin))
    if None in question.headcounts:
        hints.append(NO_HEADCOUNT)
    return tuple(hints)


def _assumptions(question: Question) -> tuple[str, ...]:
    family = ALONE if question.statements == 1 else FAMILY.format(count=question.statements)
    return (
        FOUND.format(draws=DRAWS, gap=question.gap),
        SHOWN.format(margin=question.margin),
        SPREAD,
        SILENT,
        family,
    )
