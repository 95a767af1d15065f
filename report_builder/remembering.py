"""What a build publishes is compared with every earlier edition, and remembered for later ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from report_builder.interruption import breakable, unbroken
from report_builder.lock import PATIENCE, locked
from report_builder.log_format import event
from report_builder.publish import MARKER
from report_builder.state_file import Remembered, read_state, write_state
from survey.errors import FewChangedError
from survey.release_record import MOST_MEMBERS, ReleaseRecord
from survey.republication import refuse_few_changed

MOST_EDITIONS = 20
"""Each is compared with all others, and all of them together: none is ever forgotten."""

LOG = logging.getLogger(__name__)


@contextmanager
def old_site_kept(output: Path, *, strict: bool) -> Iterator[None]:
    """Let the old site be what the build leaves, where the new one would tell of a few people.

    Raises:
        FewChangedError: it would, and there is no old site, or `strict` is asked for.
    """
    try:
        yield
    except FewChangedError as error:
        if strict or not (output / MARKER).is_file():
            raise
        said = f"the old site stays as it is. {error}"
        LOG.warning("Warning: %s", said, extra=event(error.slug, said))


@contextmanager
def compared(
    state: Path, record: ReleaseRecord, patience: float = PATIENCE
) -> Iterator[AbstractContextManager[None]]:
    """Refuse what would tell of a few people; else what remembers it while it is published.

    No other build comes between with the same state. What is yielded is to be entered before the
    new site takes its place, and left after: a build that is killed in between may have published
    it, and the next one takes it for published.

    Raises:
        FewChangedError: beside the earlier editions, a few people could be told.
        ConfidentialityError: the threshold is lowered, or the state cannot be read.
        OutputPlaceError: another build holds the state for longer than `patience` seconds.
    """
    with unbroken(), _alone(state, patience), breakable():
        before = read_state(state)
        edition = record.salted(before.salt)
        if edition in before.editions:  # nothing but what is published already
            yield nullcontext()
        else:
            _refuse(before.editions, edition, state)
            _tell_nobody_remembered(edition)
            yield _remembered(state, before, edition)


@contextmanager
def _alone(state: Path, patience: float) -> Iterator[None]:
    """Hold the state; where no lock can be made beside it, nor can it be written."""
    lock = state.with_name(f"{state.name}.lock")
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(locked(lock, f"{state}: a site is being built", patience))
        yield


@contextmanager
def _remembered(state: Path, before: Remembered, edition: ReleaseRecord) -> Iterator[None]:
    """One edition more is remembered, unless the block fails."""
    try:
        write_state(state, replace(before, editions=(*before.editions, edition)))
    except OSError as error:
        _tell_unwritable(state, error)
    try:
        yield
    except OSError:
        with suppress(OSError):  # else it counts as published, which tells of nobody
            _put_back(state, before)
        raise


def _put_back(state: Path, before: Remembered) -> None:
    if before.editions:
        write_state(state, before)
    else:
        state.unlink()


def _tell_nobody_remembered(edition: ReleaseRecord) -> None:
    if not all(wave.standings for wave in edition.waves):
        said = (
            f"more than {MOST_MEMBERS:,} people answered: who they are is not remembered, and "
            "later builds compare this one by its numbers alone."
        )
        LOG.info("Note: %s", said, extra=event("note", said))


def _tell_unwritable(state: Path, error: OSError) -> None:
    reason = (error.strerror or "unwritable").lower()
    said = (
        f"{state} cannot be written ({reason}): a later build cannot know what this one "
        "published. Name a place for it with --state."
    )
    LOG.warning("Warning: %s", said, extra=event("state", said))


def _refuse(before: Sequence[ReleaseRecord], after: ReleaseRecord, state: Path) -> None:
    """As `compared` says; and where there are too many to be compared with."""
    deletable = f"Where nobody has any of them, delete {state}."
    if len(before) >= MOST_EDITIONS:
        raise FewChangedError(
            f"This site was published {len(before)} times, each time of other answers: no further "
            "edition is compared with so many.",
            f"keep the last one. {deletable}",
        )
    if before:
        try:
            refuse_few_changed(before, after)
        except FewChangedError as error:
            raise FewChangedError(error.problem, f"{error.fix} {deletable}") from error
