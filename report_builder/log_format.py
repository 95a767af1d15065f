"""The formats of the log, and a line of the one for programs: JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FORMATS = ("text", "json")
"""What `--log-format` can ask for."""

VARIABLE = "BUILD_REPORT_LOG_FORMAT"
LONGEST_MESSAGE = 2000
"""Characters of a message that a person will read."""

FIELDS = ("fix", "exit_code")

Fields = dict[str, object]


def event(name: str, said: str, **fields: object) -> Fields:
    """What a program is told of a line of the log: give it as `extra` of the logging call.

    Args:
        name: what has happened; for a mistake its slug, as on the Messages page.
        said: the message, without what a person needs to tell lines apart.
        fields: `fix` and `exit_code`, where there are any.
    """
    return {"event": name, "said": said, **fields}


def json_line(level: str, fields: Mapping[str, object]) -> str:
    """One line of a log for programs: ASCII, and what is long is cut."""
    import json  # noqa: PLC0415 - takes a while, and a signal is heeded before it is needed

    said = str(fields["said"])
    if len(said) > LONGEST_MESSAGE:
        said = f"{said[: LONGEST_MESSAGE - 1]}…"
    line = {"level": level, "event": fields["event"], "message": said}
    return json.dumps(line | {name: fields[name] for name in FIELDS if name in fields})


def asks_for_json(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a command line asks for a log for programs, be it right otherwise or not."""
    named = [
        word.removeprefix("--log-format=")
        for before, word in zip(("", *arguments), arguments, strict=False)
        if before == "--log-format" or word.startswith("--log-format=")
    ]
    return (named[-1] if named else environment.get(VARIABLE)) == "json"
