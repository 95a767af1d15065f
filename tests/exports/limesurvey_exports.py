"""The invented answers as LimeSurvey exports them: tables, VV, structure (.lss), archive (.lsa)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from exports.invented_answers import (
    EN,
    FR,
    LABELS_EN,
    LABELS_FR,
    RESPONDENTS,
    ROLES_EN,
    ROLES_FR,
    TEAMS_EN,
    TEAMS_FR,
    delimited,
    text,
)

_SURVEY, _GROUP = "841748", "3"
_ITEMS = ("TOG1", "TOG2", "TOG3", "TOG4")
_CODES = ("A6", "A1", "A2", "A3", "A4", "A5")
_TEAM_CODES = {"marketing": "AO01", "sales": "AO02", "both": "AO03", "": ""}
_ROLE_CODES = {"manager": "1", "contributor": "2"}
_METADATA = ("id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate")
_TEXTS_EN = (
    "Response ID",
    "Date submitted",
    "Last page",
    "Start language",
    "Seed",
    "Access code",
    "Date started",
)
_TEXTS_FR = (
    "ID de la réponse",
    "Date de soumission",
    "Dernière page",
    "Langue de départ",
    "Seed",
)
_QUESTIONS = ("Q1", "Q2", "Q5", *(f"Q3[{item}]" for item in _ITEMS), "Q4")
_Rows = Iterable[Mapping[str, str]]


def limesurvey() -> dict[str, bytes]:
    """Every export of LimeSurvey, by file name."""
    return {
        "limesurvey_codes.csv": _codes(),
        "limesurvey_text_fr.csv": _text_fr(),
        "limesurvey_code_and_text.csv": _code_and_text(),
        "limesurvey_vv.txt": _vv(),
        "limesurvey.lsa": _archive(),
    }


def limesurvey_definitions() -> dict[str, bytes]:
    """The structure of the survey beside each export that has answer codes, by file name."""
    return {f"limesurvey_{name}.lss": _structure("en") for name in ("codes", "vv")}


def _metadata(number: int, answers: Sequence[int | None]) -> list[str]:
    """The columns before the answers: who left one out has not pressed "send"."""
    sent = "" if None in answers else f"2026-10-02 09:{number:02d}:30"
    last = "1" if None in answers else "2"
    begun = f"2026-10-02 09:{number:02d}:00"
    return [str(number), sent, last, "en", f"77{number:04d}", f"tok{number:04d}", begun]


def _coded() -> Iterator[tuple[int, list[str], list[str]]]:
    """Of each response the number, what stands before the answers, and the answers as codes."""
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS, start=1):
        coded = [text(answer, _CODES) for answer in answers]
        given = [_TEAM_CODES[team], _ROLE_CODES[role], site, *coded, comment]
        yield number, _metadata(number, answers), given


def _codes() -> bytes:
    """Headings and answers as codes."""
    rows = [[*before, *given] for _, before, given in _coded()]
    return delimited([[*_METADATA, *_QUESTIONS], *rows], quoted=True).encode("utf-8-sig")


def _text_fr() -> bytes:
    """Headings and answers in full; an anonymous survey; "N/A" where a question was not shown."""
    grid = [f"{FR['stem']}  [{item}]" for item in FR["items"]]
    questions = [str(FR[name]) for name in ("team", "role", "site")]
    rows = [[*_TEXTS_FR, *questions, *grid, str(FR["comment"])]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS, start=1):
        sent = "" if None in answers else "1980-01-01 00:00:00"
        texts = [text(answer, LABELS_FR) or "N/A" for answer in answers]
        before = [str(number), sent, "2", "fr", "77"]
        rows.append([*before, TEAMS_FR[team] or "N/A", ROLES_FR[role], site, *texts, comment])
    return delimited(rows, ";", quoted=True).encode("utf-8-sig")


def _code_and_text() -> bytes:
    """Headings as code and text with `._.` between, answers in full."""
    grid = [f"{EN['stem']} [{item}]" for item in EN["items"]]
    texts = [*_TEXTS_EN, *(str(EN[name]) for name in ("team", "role", "site")), *grid]
    headings = zip((*_METADATA, *_QUESTIONS), (*texts, str(EN["comment"])), strict=True)
    rows = [[f"{code}._.{heading}" for code, heading in headings]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS, start=1):
        given = [text(answer, LABELS_EN) for answer in answers]
        about = [TEAMS_EN[team], ROLES_EN[role], site]
        rows.append([*_metadata(number, answers), *about, *given, comment])
    return delimited(rows, quoted=True).encode("utf-8-sig")


def _vv() -> bytes:
    """Two header rows, tabs, and escapes; an answer left out is a question not shown."""
    grid = [f"{EN['stem']} ({item})" for item in EN["items"]]
    texts = [*_TEXTS_EN, *(str(EN[name]) for name in ("team", "role", "site")), *grid]
    codes = [name.replace("[", "_").replace("]", "") for name in _QUESTIONS]
    rows = [[*texts, str(EN["comment"])], [*_METADATA, *codes]]
    for _, before, given in _coded():
        rows.append([_escaped(cell) for cell in (*before, *given)])
    return delimited(rows, "\t", "\n").encode()


def _escaped(cell: str) -> str:
    if not cell:
        return "{question_not_shown}"
    marks = (("{", "{lbrace}"), ("\n", "{newline}"), ("\r", "{cr}"), ("\t", "{tab}"))
    for mark, name in marks:
        cell = cell.replace(mark, name)
    return "{quote}" + cell[1:] if cell.startswith('"') else cell


def _archive() -> bytes:
    """Structure, responses, participants with an address, and the seconds each one took."""
    columns = [f"{_SURVEY}X{_GROUP}X{question}" for question in ("11", "12", "15")]
    columns += [f"{_SURVEY}X{_GROUP}X13{item}" for item in _ITEMS]
    names = [*_METADATA, *columns, f"{_SURVEY}X{_GROUP}X14"]
    responses = [dict(zip(names, (*before, *given), strict=True)) for _, before, given in _coded()]
    participants = [{"token": "tok0001", "email": "person1@example.org"}]
    timings = [{"id": str(number), "interviewtime": f"{100 + number}.5"} for number in range(1, 13)]
    parts = {
        f"survey_{_SURVEY}.lss": _structure("fr"),
        f"survey_{_SURVEY}_responses.lsr": _table("Responses", "responses", responses),
        f"survey_{_SURVEY}_tokens.lst": _table("Tokens", "tokens", participants),
        f"survey_{_SURVEY}_timings.lsi": _table("Timings", "timings", timings),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, date_time=(2026, 10, 2, 9, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return buffer.getvalue()


def _structure(language: str) -> bytes:
    """The survey in both languages, of which one is its own; wordings have HTML in them."""
    ids = {"Q1": "11", "Q2": "12", "Q3": "13", "Q4": "14", "Q5": "15"}
    types = {"Q1": "L", "Q2": "!", "Q3": "F", "Q4": "T", "Q5": "S"}
    place = {"sid": _SURVEY, "gid": _GROUP}
    questions = [
        {"qid": ids[code], "parent_qid": "0", "type": types[code], "title": code, **place}
        for code in ids
    ]
    statements = [
        {"qid": f"2{number}", "parent_qid": "13", "type": "T", "title": item, **place}
        for number, item in enumerate(_ITEMS)
    ]
    answers = [*_answers()]
    return _document(
        "Survey",
        {
            "answers": [{key: row[key] for key in ("aid", "qid", "code")} for row in answers],
            "answer_l10ns": [
                {"aid": row["aid"], "answer": row[code], "language": code}
                for row in answers
                for code in ("en", "fr")
            ],
            "questions": questions,
            "subquestions": statements,
            "question_l10ns": [*_wordings(ids)],
            "surveys": [{"sid": _SURVEY, "language": language, "additional_languages": "en fr"}],
        },
    )


def _answers() -> Iterator[dict[str, str]]:
    """Each answer of a closed question: its code, and its label in either language."""
    lists = (
        ("11", _TEAM_CODES, TEAMS_EN, TEAMS_FR),
        ("12", _ROLE_CODES, ROLES_EN, ROLES_FR),
        ("13", dict(enumerate(_CODES)), dict(enumerate(LABELS_EN)), dict(enumerate(LABELS_FR))),
    )
    number = 0
    for question, codes, english, french in lists:
        for key, code in codes.items():
            if code:
                number += 1
                yield {
                    "aid": str(number),
                    "qid": question,
                    "code": code,
                    "en": english[key],  # type: ignore[index]  # three lists, each with its keys
                    "fr": french[key],  # type: ignore[index]
                }


def _wordings(ids: Mapping[str, str]) -> Iterator[dict[str, str]]:
    names = {"Q1": "team", "Q2": "role", "Q3": "stem", "Q4": "comment", "Q5": "site"}
    for language, texts in (("en", EN), ("fr", FR)):
        for code, name in names.items():
            wording = f"<p><b>{texts[name]}</b></p>\n"
            yield {"qid": ids[code], "question": wording, "language": language}
        for number, item in enumerate(texts["items"]):
            yield {"qid": f"2{number}", "question": f"{item}", "language": language}


def _table(kind: str, section: str, rows: _Rows) -> bytes:
    return _document(kind, {section: rows})


def _document(kind: str, sections: Mapping[str, _Rows]) -> bytes:
    body = "".join(_section(name, rows) for name, rows in sections.items())
    languages = "<languages><language>en</language><language>fr</language></languages>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<document>\n<LimeSurveyDocType>{kind}</LimeSurveyDocType>\n"
        f"<DBVersion>606</DBVersion>\n{languages}\n{body}</document>\n"
    ).encode()


def _section(name: str, rows: _Rows) -> str:
    listed = [*rows]
    fields = "".join(f"<fieldname>{field}</fieldname>" for field in listed[0])
    body = "".join(f"<row>{_fields(row)}</row>\n" for row in listed)
    return f"<{name}>\n<fields>{fields}</fields>\n<rows>\n{body}</rows>\n</{name}>\n"


def _fields(row: Mapping[str, str]) -> str:
    """The cells of a row; a name that begins with a digit is masked, a null is empty."""
    masked = {f"_{name}" if name[0].isdigit() else name: cell for name, cell in row.items()}
    return "".join(
        f"<{name}><![CDATA[{cell}]]></{name}>" if cell else f"<{name}/>"
        for name, cell in masked.items()
    )
