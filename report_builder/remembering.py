"""What a build publishes is compared with every earlier edition, and remembered for later ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.interruption import breakable, unbroken
from report_builder.lock import PATIENCE, locked
from report_builder.log_format import event
from report_builder.publish import MARKER
from report_builder.state_file import Remembered, StateFiles, read_state, write_state
from survey.errors import FewChangedError
from survey.release_record import MOST_MEMBERS, ReleaseRecord
from survey.republication import of_one_survey, refuse_few_changed

MOST_EDITIONS = 20
"""Each is compared with all others, and all of them together: none is ever forgotten."""

LOG = logging.getLogger(__name__)


@contextmanager
def old_site_kept(output: Path, *, strict: bool) -> Iterator[None]:
    """Let the old site be what the build leaves, where the new one would tell of a few people.

    The last line says so: the build ends well, and with nothing new.

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
        kept = f"Not published. The old site is unchanged: {output / 'index.html'}"
        LOG.warning("%s", kept, extra=event("kept", kept))


@dataclass(frozen=True, slots=True)
class _Before:
    """What was published of a survey: into this site, and into others, by their state files."""

    own: Remembered
    others: Mapping[Path, Remembered]


@contextmanager
def compared(
    states: StateFiles, record: ReleaseRecord, patience: float = PATIENCE
) -> Iterator[AbstractContextManager[None]]:
    """Refuse what would tell of a few people; else what remembers it while it is published.

    No other build comes between with the same state. What is yielded is to be entered before the
    new site takes its place, and left after: a build that is killed in between may have published
    it, and the next one takes it for published. It refuses too what tells of a few people beside
    an edition that another site of the survey has got meanwhile.

    Raises:
        FewChangedError: beside the earlier editions, a few people could be told.
        ConfidentialityError: the threshold is lowered, or a state cannot be read.
        OutputPlaceError: another build holds the state for longer than `patience` seconds.
    """
    lock = states.own.with_name(f"{states.own.name}.lock")
    with unbroken(), _alone([lock], f"{states.own}: a site is being built", patience), breakable():
        before = _published(states, record)
        edition = record.salted(before.own.salt)
        if edition in before.own.editions:  # nothing but what is published already
            yield _swapping(states, patience)
        else:
            _refuse(before, record, states.own)
            _tell_nobody_remembered(edition)
            yield _remembered(states, before, record, patience)


@contextmanager
def _alone(locks: Sequence[Path], done: str, patience: float) -> Iterator[None]:
    """Hold the locks; where none can be made beside a state, nor can it be written."""
    with ExitStack() as held:
        for lock in locks:
            with suppress(OSError):
                held.enter_context(locked(lock, done, patience))
        yield


def _swapping(states: StateFiles, patience: float) -> AbstractContextManager[None]:
    """No other site of these exports takes its place meanwhile."""
    return _alone(states.gates(), f"{states.own.parent}: a site is being published", patience)


def _published(states: StateFiles, record: ReleaseRecord) -> _Before:
    """What was published; a new file has the salt of one of the same survey, to be laid beside."""
    own = read_state(states.own)
    others = dict(_of_one_survey(states.others(), record))
    if not own.editions:
        own = replace(own, salt=next((each.salt for each in others.values()), own.salt))
    return _Before(replace(own, site=states.site), others)


def _of_one_survey(
    others: Sequence[Path], record: ReleaseRecord
) -> Iterator[tuple[Path, Remembered]]:
    """Of the state files of other sites, the editions of the same survey."""
    for state in others:
        found = read_state(state)
        edition = record.salted(found.salt)
        same = tuple(each for each in found.editions if of_one_survey(each, edition))
        if same:
            yield state, replace(found, editions=same)


@contextmanager
def _remembered(
    states: StateFiles, before: _Before, record: ReleaseRecord, patience: float
) -> Iterator[None]:
    """One edition more is remembered, unless the block fails."""
    with _swapping(states, patience):
        now = _published(states, record)
        if now.others != before.others:
            _refuse(now, record, states.own)
        known, edition = before.own, record.salted(before.own.salt)
        try:
            write_state(states.own, replace(known, editions=(*known.editions, edition)))
        except OSError as error:
            _tell_unwritable(states.own, error)
        try:
            yield
        except OSError:
            with suppress(OSError):  # else it counts as published, which tells of nobody
                _put_back(states.own, known)
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


def _refuse(before: _Before, record: ReleaseRecord, state: Path) -> None:
    """As `compared` says; and where there are too many to be compared with."""
    together: dict[bytes, list[ReleaseRecord]] = {before.own.salt: [*before.own.editions]}
    for other in before.others.values():
        editions = together.setdefault(other.salt, [])
        editions += [each for each in other.editions if each not in editions]
    published = sum(map(len, together.values()))
    if published >= MOST_EDITIONS:
        raise FewChangedError(
            f"This survey was published {published} times, each time of other answers: no further "
            "edition is compared with so many.",
            f"keep the last one. {_way_out(before, state)}",
        )
    for salt, editions in together.items():
        if editions:
            try:
                refuse_few_changed(editions, record.salted(salt))
            except FewChangedError as error:
                way_out = f"{error.fix} {_way_out(before, state)}"
                raise FewChangedError(error.problem, way_out) from error


def _way_out(before: _Before, state: Path) -> str:
    """What to do where the earlier editions are nobody's, or of another survey."""
    files = [str(state)] if before.own.editions else []
    files += [f"{path} (of {each.site or 'another site'})" for path, each in before.others.items()]
    deletable = f"Where nobody has any of them, delete {', '.join(files)}."
    if not before.others:
        return deletable
    return (
        f"{deletable} Where another site is of another survey, name a file for this one: --state."
    )
