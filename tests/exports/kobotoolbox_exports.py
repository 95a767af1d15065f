"""The invented answers as KoboToolbox exports them: labels, and names by its older exporter."""

from __future__ import annotations

from exports.invented_answers import (
    FR,
    LABELS_FR,
    NUMBERS,
    RESPONDENTS,
    ROLES_FR,
    TEAMS_FR,
    delimited,
    text,
)

_SERVER = ("_id", "_uuid", "_submission_time", "_validation_status", "_submitted_by", "_index")
_REJECTED = ("marketing", "manager", "Nord", (1, 1, 1, 1), "turned down")


def kobotoolbox() -> dict[str, bytes]:
    """Every export of KoboToolbox, by file name."""
    return {"kobo_labels_fr.csv": _labels(), "kobo_names.csv": _names()}


def _server(number: int, verdict: str) -> list[str]:
    """The columns that the server adds."""
    stamp = f"2026-10-02T09:{number:02d}:30"
    return [f"{1000 + number}", f"uuid-{number:04d}", stamp, verdict, "jo", f"{number + 1}"]


def _labels() -> bytes:
    """Labels below the path of their groups; boxes to tick; a submission turned down."""
    questions = [f"Profil/{FR[name]}" for name in ("team", "role", "site")]
    statements = [f"Alignement/{FR['stem']}/{item}" for item in FR["items"]]
    boxes = ["Alignement/Leviers ?", "Alignement/Leviers ?/Site", "Alignement/Leviers ?/Service"]
    rows = [["start", "end", *questions, *statements, *boxes, str(FR["comment"]), *_SERVER]]
    for number, (team, role, site, answers, comment) in enumerate((_REJECTED, *RESPONDENTS)):
        texts = [text(answer, LABELS_FR) for answer in answers]
        times = [f"2026-10-02T09:{number:02d}:{second}.000+02:00" for second in ("00", "30")]
        about = [TEAMS_FR[team], ROLES_FR[role], site]
        server = _server(number, "" if number else "Not approved")
        rows.append([*times, *about, *texts, "Site", "1", "0", comment, *server])
    return delimited(rows, ";", quoted=True).encode()


def _names() -> bytes:
    """Names of questions and choices; "n/a" where a question was not put."""
    questions = ["profile/team", "profile/role", "profile/site"]
    statements = [f"alignment/TOG{number}" for number in range(1, 5)]
    rows = [[*questions, *statements, "comment", "meta/instanceID", *_SERVER]]
    for number, (team, role, site, answers, comment) in enumerate((_REJECTED, *RESPONDENTS)):
        texts = [text(answer, NUMBERS) or "n/a" for answer in answers]
        verdict = "" if number else "validation_status_not_approved"
        about = [team or "n/a", role, site]
        server = _server(number, verdict)
        rows.append([*about, *texts, comment or "n/a", f"uuid:{number:04d}", *server])
    return delimited(rows).encode()
