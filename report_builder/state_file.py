"""The private file that remembers what was published, so that a rebuild tells of no few people."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from contextlib import suppress
from pathlib import Path

from report_builder.log_format import event
from report_builder.publish import MARKER
from survey.errors import ConfidentialityError, FewChangedError
from survey.release import ReleaseRecord, WaveRecord
from survey.republication import refuse_few_changed

LOG = logging.getLogger(__name__)

SCHEMA = "alignment-report/state-1"


def state_beside(export: Path, output: Path) -> Path:
    """Where it is remembered what that site shows: beside the export, one file a site."""
    site = hashlib.sha256(os.path.realpath(output).encode("utf-8", "surrogateescape"))
    return export.parent / f".build-report-{site.hexdigest()[:12]}.json"


def keeps_old(state: Path, record: ReleaseRecord, output: Path, *, strict: bool) -> bool:
    """Whether the old site stays, since the new one would tell of a few people beside it.

    Raises:
        FewChangedError: it would, and there is no old site, or `strict` is asked for.
        ConfidentialityError: the threshold is lowered, or the state cannot be read.
    """
    before = _remembered(state)
    if before is None:
        return False
    try:
        refuse_few_changed(before, record)
    except FewChangedError as error:
        told = FewChangedError(error.problem, f"{error.fix} Where nobody has it, delete {state}.")
        if strict or not (output / MARKER).is_file():
            raise told from error
        said = f"the old site stays as it is. {told}"
        LOG.warning("Warning: %s", said, extra=event(told.slug, said))
        return True
    return False


def remember(state: Path, record: ReleaseRecord) -> None:
    """Write what is published; for its owner alone. Where it cannot be written, that is told."""
    content = {
        "schema": SCHEMA,
        "minimum_group": record.minimum_group,
        "waves": [
            {"wave": each.wave, "people": dict(each.people), "answers": dict(each.answers)}
            for each in record.waves
        ],
    }
    new = state.with_name(f"{state.name}.new")
    try:
        with suppress(FileNotFoundError):
            new.unlink()
        new.touch(mode=0o600)
        new.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
        new.replace(state)
    except OSError as error:
        reason = (error.strerror or "unwritable").lower()
        said = (
            f"{state} cannot be written ({reason}): a later build cannot know what this one "
            "published. Name a place for it with --state."
        )
        LOG.warning("Warning: %s", said, extra=event("state", said))


def _remembered(state: Path) -> ReleaseRecord | None:
    """What was published; None where nothing was."""
    try:
        content = state.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(state) from error
    try:
        found = json.loads(content)
        if found["schema"] != SCHEMA:
            raise _unreadable(state)
        return ReleaseRecord(
            minimum_group=int(found["minimum_group"]),
            waves=tuple(
                WaveRecord(
                    wave=str(each["wave"]),
                    people={str(name): int(n) for name, n in each["people"].items()},
                    answers={
                        str(name): tuple(map(int, counts))
                        for name, counts in each["answers"].items()
                    },
                )
                for each in found["waves"]
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unreadable(state) from error


def _unreadable(state: Path) -> ConfidentialityError:
    return ConfidentialityError(
        f"{state}: what was published before cannot be read from it.",
        "restore the file; or, where nothing was published that anybody still has, delete it.",
    )
