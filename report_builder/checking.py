"""Look at everything a build would read, and say what is understood; write nothing."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from report_builder.checkup import (
    Checkup,
    FileRead,
    NextStep,
    Place,
    ResponsesRead,
    TeamSize,
    Understood,
)
from report_builder.inputs import Inputs
from report_builder.pipeline import (
    Survey,
    counted_survey,
    every_file,
    read_one,
    reported,
    source_of,
    unvoiced,
    what_was_asked,
)
from survey.errors import SurveyError
from survey.export import Column, Export
from survey.mapping import ProfileColumn
from survey.release import Group
from survey.source import Misfits, Source

_MAPPED = frozenset({"item-column", "team-column", "team-value", "unknown-answer"})
"""Mistakes that a mapping file mends."""

_FOR_A_MAPPING = ("questionnaire", "dictionary", "format")
_FOR_A_REPORT = (
    *("questionnaire", "settings", "headcount", "previous", "comments", "dictionary"),
    "format",
)
_EACH = {"mappings": "mapping", "companies": "company", "waves": "wave"}


def checkup(inputs: Inputs) -> Checkup:
    """What a build would see; where it would refuse, all that was understood until then."""
    found = Checkup(next=NextStep("build the site.", _command("build", inputs)))
    try:
        for further in _steps(inputs, found):
            found = further
    except SurveyError as error:
        return replace(found, error=error, next=_after(error, inputs, len(found.files)))
    return found


def _steps(inputs: Inputs, found: Checkup) -> Iterator[Checkup]:
    """The checkup, again and again, each time with one thing more."""
    asked = what_was_asked(inputs)
    sources, misfits = [], Misfits()
    for given in every_file(inputs, asked):
        export = read_one(given.path, inputs)
        before, file, told = found.files, _file(export), (*found.warnings, *export.warnings)
        found = replace(found, files=(*before, file), warnings=told)
        yield found
        with misfits.gathered(export):
            source = source_of(export, given, asked)
            sources.append(source)
            understood = replace(file, columns=_understood(source))
            told = (*found.warnings, *source.mapping.warnings)
            found = replace(found, files=(*before, understood), warnings=told)
        yield found
    misfits.raise_any()
    survey = counted_survey(inputs, asked, tuple(sources))
    notes, warnings = survey.notes, survey.warnings
    found = replace(found, responses=_responses(survey), notes=notes, warnings=warnings)
    yield found
    report = reported(survey)
    yield replace(found, withheld=report.withheld, notes=(*notes, *unvoiced(survey, report)))


def _file(export: Export) -> FileRead:
    return FileRead(
        name=export.path.name,
        tool=export.vendor,
        evidence=export.evidence,
        sheet=export.sheet,
        encoding=export.encoding,
        separator=export.separator,
        header_rows=export.header_rows,
    )


def _understood(source: Source) -> Understood:
    mapping, columns = source.mapping, source.export.columns
    how = Counter(entry.how for entry in mapping.items)
    read = [column.letter for column in columns if column.position in mapping.positions]
    names = [column.letter for column in mapping.names]
    return Understood(
        team=_place(mapping.team),
        company=_place(mapping.company) if mapping.company else None,
        wave=_place(mapping.wave) if mapping.wave else None,
        given={role: text for role, text in _given(source) if text},
        segments=tuple(_place(entry) for entry in mapping.segments),
        respondent=_respondent(source),
        items={name: how[name] for name in sorted(how)},
        not_asked=mapping.missing,
        comments=tuple(_column(e.question.id, e.column, e.how) for e in mapping.comments),
        names=tuple(names),
        read=tuple(read),
        ignored=tuple(c.letter for c in columns if c.letter not in {*read, *names}),
    )


def _place(entry: ProfileColumn) -> Place:
    return _column(entry.id, entry.column, entry.how)


def _given(source: Source) -> tuple[tuple[str, str], ...]:
    """The company and the wave that all of the file is of."""
    return ("company", source.company), ("wave", source.wave)


def _respondent(source: Source) -> Place | None:
    column = source.mapping.respondent
    how = "header" if column == source.export.respondent else "mapping"
    return _column("respondent", column, how) if column else None


def _column(name: str, column: Column, how: str) -> Place:
    return Place(id=name, column=column.letter, header=column.row_text or column.code, how=how)


def _responses(survey: Survey) -> ResponsesRead:
    counted, language = survey.counted, survey.questionnaire.languages[0]
    tally = counted.tally
    sizes = dict(zip(tally.groups, tally.respondents.tolist(), strict=True))
    teams = tuple(
        TeamSize(
            id=team.id,
            name=team.names[language].plain,
            responses=sizes.get(Group(team=team.id), 0),
            cant_say=tally.cant_say_share(Group(team=team.id)),
        )
        for team in survey.questionnaire.teams
    )
    return ResponsesRead(
        read=counted.read,
        kept=sum(team.responses for team in teams) + tally.outside_teams,
        removed={entry.reason: entry.count for entry in counted.removed},
        flagged={entry.reason: entry.count or 0 for entry in counted.flagged},
        teams=teams,
        outside_teams=tally.outside_teams,
    )


def _after(error: SurveyError, inputs: Inputs, files: int) -> NextStep:
    """What to do after a refusal, `files` being how many exports were read."""
    if error.slug in _MAPPED and not inputs.mappings:
        export = inputs.exports[max(files, 1) - 1]
        draft = [*_words("map", (export,), inputs, _FOR_A_MAPPING), "--output", "mapping.yml"]
        return NextStep(
            "draft a mapping file, say in it what is asked, and check again with "
            "--mapping mapping.yml.",
            shlex.join(draft),
        )
    return NextStep("correct what is named, then check again.", _command("check", inputs))


def _command(name: str, inputs: Inputs) -> str:
    words = _words(name, inputs.exports, inputs, _FOR_A_REPORT)
    each = [(option, text) for name, option in _EACH.items() for text in getattr(inputs, name)]
    each += [("language", code) for code in inputs.languages]
    words += [word for option, text in each for word in (f"--{option}", str(text))]
    if inputs.minimum_group:
        words += ["--minimum-group", str(inputs.minimum_group)]
    return shlex.join(words)


def _words(
    name: str, exports: tuple[Path, ...], inputs: Inputs, options: tuple[str, ...]
) -> list[str]:
    """The words of a command with the same files and options."""
    given = {option: getattr(inputs, option) for option in options}
    words = [(f"--{option}", str(value)) for option, value in given.items() if value]
    flat = [word for pair in words for word in pair]
    return ["build-report", name, *map(str, exports), *flat]
