"""The private file that remembers every edition of a site that was published.

Its digests are made with a salt of its own: nobody can look up an answer in them without it.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from report_builder.publish import sync_folder
from survey.errors import ConfidentialityError
from survey.release_record import ReleaseRecord, Standing, WaveRecord
from survey.republication import UNTOLD

SCHEMA = "alignment-report/state-2"

COUNTS_ALONE = "alignment-report/state-1"
"""The schema of a single edition without its people, as the first versions wrote it."""

SALT_SIZE = 16


class _StandingJson(TypedDict):
    cell: str
    groups: list[int]
    members: str


class _WaveJson(TypedDict):
    wave: str
    people: dict[str, int]
    tables: dict[str, dict[str, int]]
    subjects: list[str]
    standings: list[_StandingJson]


class _EarlierWaveJson(TypedDict):
    wave: str
    people: dict[str, int]
    answers: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """The editions that were published, the earliest first, digests made with this salt.

    Attributes:
        site: the name of the folder they were published into; empty where it was not kept.
    """

    salt: bytes
    editions: tuple[ReleaseRecord, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFiles:
    """The state file of a site, and where those of other sites of the same exports lie.

    Attributes:
        own: the file of this site.
        site: the name of its folder.
        folders: those of the exports; none where a person has named the file: it alone counts.
    """

    own: Path
    site: str = ""
    folders: tuple[Path, ...] = ()

    @classmethod
    def of(cls, output: Path, exports: Iterable[Path], named: Path | None = None) -> StateFiles:
        """Those of a site: the file that is named, or beside the first export, one file a site."""
        place = os.path.realpath(output)
        site = os.path.basename(place)  # noqa: PTH119 - a text, as realpath gives it
        if named is not None:
            return cls(own=named, site=site)
        folders = tuple(dict.fromkeys(export.parent for export in exports))
        digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:12]
        return cls(own=folders[0] / f".build-report-{digest}.json", site=site, folders=folders)

    def others(self) -> tuple[Path, ...]:
        """The state files of other sites, sorted."""
        found = {each for folder in self.folders for each in folder.glob(".build-report-*.json")}
        return tuple(sorted(found - {self.own}))

    def gates(self) -> tuple[Path, ...]:
        """What is locked while any of these files is written, in an order that is always the same.

        Builds of other sites may then go on side by side, but none is published unseen by another.
        """
        return tuple(folder / ".build-report-states.lock" for folder in sorted(self.folders))


def read_state(state: Path) -> Remembered:
    """What was published; with a salt that nobody has used where nothing was.

    Raises:
        ConfidentialityError: the file cannot be read.
    """
    try:
        return _parsed(state.read_bytes())
    except FileNotFoundError:
        return Remembered(os.urandom(SALT_SIZE))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ConfidentialityError(
            f"{state}: what was published before cannot be read from it.",
            "restore the file; or, where nothing was published that anybody still has, delete it.",
        ) from error


def write_state(state: Path, remembered: Remembered) -> None:
    """Write what was published, for its owner alone; the file is there whole, or as it was.

    Raises:
        OSError: it cannot be written.
    """
    content = {
        "schema": SCHEMA,
        "salt": remembered.salt.hex(),
        "site": remembered.site,
        "editions": [
            {"minimum_group": each.minimum_group, "waves": [*map(_wave_json, each.waves)]}
            for each in remembered.editions
        ],
    }
    new = state.with_name(f"{state.name}.new")
    with suppress(FileNotFoundError):
        new.unlink()
    new.touch(mode=0o600)
    with new.open("w", encoding="utf-8") as file:
        json.dump(content, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    new.replace(state)
    sync_folder(state.parent)


def _wave_json(wave: WaveRecord) -> _WaveJson:
    """A wave; groups are written as their places among the names, which are sorted."""
    place = {name: number for number, name in enumerate(sorted(wave.people))}
    return {
        "wave": wave.wave,
        "people": dict(wave.people),
        "tables": {name: dict(table) for name, table in wave.tables.items()},
        "subjects": [*wave.subjects],
        "standings": [
            {
                "cell": each.cell.hex(),
                "groups": [place[name] for name in each.groups],
                "members": b64encode(each.members).decode(),
            }
            for each in wave.standings
        ],
    }


def _parsed(content: bytes) -> Remembered:
    found = json.loads(content)
    if found["schema"] == COUNTS_ALONE:
        waves = tuple(map(_earlier_wave, found["waves"]))
        record = ReleaseRecord(minimum_group=int(found["minimum_group"]), waves=waves)
        return Remembered(os.urandom(SALT_SIZE), (record,))
    salt = bytes.fromhex(found["salt"])
    if found["schema"] != SCHEMA or len(salt) != SALT_SIZE:
        raise ValueError
    return Remembered(
        salt,
        tuple(
            ReleaseRecord(
                minimum_group=int(each["minimum_group"]), waves=tuple(map(_wave, each["waves"]))
            )
            for each in found["editions"]
        ),
        str(found.get("site", "")),
    )


def _wave(found: _WaveJson) -> WaveRecord:
    people = _counts(found["people"])
    names = sorted(people)
    wave = WaveRecord(
        wave=str(found["wave"]),
        people=people,
        tables={str(name): _counts(table) for name, table in found["tables"].items()},
        subjects=tuple(map(str, found["subjects"])),
        standings=tuple(_standing(each, names) for each in found["standings"]),
    )
    if any(len(each.members) % wave.member_size for each in wave.standings):
        raise ValueError
    return wave


def _standing(found: _StandingJson, names: list[str]) -> Standing:
    return Standing(
        cell=bytes.fromhex(found["cell"]),
        groups=tuple(names[place] for place in found["groups"]),
        members=b64decode(found["members"], validate=True),
    )


def _earlier_wave(found: _EarlierWaveJson) -> WaveRecord:
    """Of the first versions: answers by their place; of scores only how many there are."""
    return WaveRecord(
        wave=str(found["wave"]),
        people=_counts(found["people"]),
        tables={
            str(name): {UNTOLD: int(counts[0])}
            if len(counts) == 1
            else {str(place): int(n) for place, n in enumerate(counts) if n}
            for name, counts in found["answers"].items()
        },
    )


def _counts(found: dict[str, int]) -> dict[str, int]:
    return {str(name): int(n) for name, n in found.items()}
