"""The invented answers as Typeform exports them: CSV, and what its Responses API answers."""

from __future__ import annotations

import json

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

_AFTER = (
    "Response Type",
    "Start Date (UTC)",
    "Stage Date (UTC)",
    "Submit Date (UTC)",
    "Network ID",
    "Tags",
)
_REFS = ("TOG1", "TOG2", "TOG3", "TOG4")


def typeform() -> dict[str, bytes]:
    """Every export of Typeform, by file name."""
    return {"typeform.csv": _csv(), "typeform.json": _json()}


def _csv() -> bytes:
    """A column for each box to tick, two of them "Other"; who left an answer out is partial."""
    questions = [str(EN[name]) for name in ("team", "role", "site")]
    header = ["#", *questions, *EN["items"], "Tools", "Other", "Meetings", "Other"]
    rows = [[*header, str(EN["comment"]), *_AFTER]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        texts = [text(answer, LABELS_EN) for answer in answers]
        about = [f"{number:032x}", TEAMS_EN[team], ROLES_EN[role], site]
        rows.append([*about, *texts, "Tools", "", "", "", comment, *_after(number, answers)])
    return delimited(rows, end="\n").encode()


def _after(number: int, answers: tuple[int | None, ...]) -> list[str]:
    begun, ended = (f"2026-10-02 09:{number:02d}:{second}" for second in ("00", "45"))
    if None in answers:
        return ["partial", begun, ended, "", f"{number:010x}", ""]
    return ["completed", begun, "", ended, f"{number:010x}", ""]


def _json() -> bytes:
    """The form's definition, in French, and an item for each response."""
    statements = [
        {"ref": ref, "title": title, "type": "multiple_choice"}
        for ref, title in zip(_REFS, FR["items"], strict=True)
    ]
    form = [
        *(
            {"ref": f"r-{name}", "title": FR[name], "type": "short_text"}
            for name in ("team", "role", "site")
        ),
        {
            "ref": "r-grid",
            "title": FR["stem"],
            "type": "matrix",
            "properties": {"fields": statements},
        },
        {"ref": "r-comment", "title": FR["comment"], "type": "long_text"},
    ]
    items = [_item(number) for number in range(len(RESPONDENTS))]
    document = {"total_items": len(items), "definition": {"fields": form}, "items": items}
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _item(number: int) -> dict[str, object]:
    """One response; nothing is said of a question that was left out."""
    team, role, site, answers, comment = RESPONDENTS[number]
    stamp = f"2026-10-02T09:{number:02d}"
    given = [
        ("r-team", "choice", {"label": TEAMS_FR[team]} if team else None),
        ("r-role", "choice", {"label": ROLES_FR[role]}),
        ("r-site", "text", site),
        *(
            (ref, "choice", {"label": text(answer, LABELS_FR)} if answer is not None else None)
            for ref, answer in zip(_REFS, answers, strict=True)
        ),
        ("r-comment", "text", comment or None),
    ]
    return {
        "response_id": f"{number:032x}",
        "landed_at": f"{stamp}:00Z",
        "submitted_at": "0001-01-01T00:00:00Z" if None in answers else f"{stamp}:45Z",
        "metadata": {"network_id": f"{number:010x}"},
        "answers": [
            {"field": {"ref": ref, "type": "x"}, "type": kind, kind: value}
            for ref, kind, value in given
            if value is not None
        ],
    }
