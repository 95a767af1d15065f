"""Which company, wave and mapping each export has: as given, or as the settings say by its name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from survey.errors import SettingsError
from survey.fields import Fields
from survey.wording import listed, plain, quoted

PLACEHOLDERS = ("company", "wave")
LONGEST_TEXT = 200

MOST_WILD = 4
"""A company, a wave, and what stands around them; more could be read in endless ways."""

_Given = TypeVar("_Given")

_BRACES = re.compile(r"\{([^{}]*)\}")
_WILD = re.compile(r"(\*|\{company\}|\{wave\})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule:
    """What the settings say of the exports with such a name.

    Attributes:
        name: of a file, with as many folders before it as matter; `*` stands for anything,
            `{company}` and `{wave}` for what is to be taken from there.
        place: where the rule stands, for messages.
        company, wave: "" where they are taken from the name, or left open.
    """

    name: str
    place: str
    company: str = ""
    wave: str = ""
    mapping: Path | None = None

    def readings(self, path: Path) -> tuple[dict[str, str], ...]:
        """What the placeholders stand for in a name: nothing if it is another, two if unsure.

        >>> rule = FileRule(name="{company}_{wave}.csv", place="line 2")
        >>> rule.readings(Path("Acme_2026.csv"))
        ({'company': 'Acme', 'wave': '2026'},)
        >>> [found["wave"] for found in rule.readings(Path("Acme_Spring_2026.csv"))]
        ['Spring_2026', '2026']
        """
        # As many folders as the rule names: what is open never reaches into another one.
        parts = path.absolute().parts[-self.name.count("/") - 1 :]
        name = unicodedata.normalize("NFC", "/".join(parts))
        # As little for the first placeholder as can be, then as much: unlike where both fit.
        found = [_expression(self.name, lazy).fullmatch(name) for lazy in ("?", "")]
        taken = [{key: plain(text) for key, text in m.groupdict().items()} for m in found if m]
        return tuple(reading for place, reading in enumerate(taken) if reading not in taken[:place])


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """An export to be read, and what is known of the whole file; "" and None where nothing is."""

    path: Path
    company: str = ""
    wave: str = ""
    mapping: Path | None = None


def file_rules(fields: Fields, path: Path) -> tuple[FileRule, ...]:
    """The rules of a settings file, in order, every mistake noted in its fields.

    Args:
        fields: of the settings file at `path`; a mapping is named from its folder.
        path: of the settings file.
    """
    return tuple(_rule(entry, path) for entry in fields.mappings("files"))


def files_given(
    exports: Sequence[Path],
    rules: Sequence[FileRule] = (),
    *,
    companies: Sequence[str] = (),
    waves: Sequence[str] = (),
    mappings: Sequence[Path] = (),
) -> tuple[FileGiven, ...]:
    """Every export with its company, wave and mapping.

    What is given to the command stands over the settings: a single text or mapping holds for
    every export, several go one to one, and a blank text leaves it open. Of the settings the
    first rule that fits a name counts.

    Raises:
        SettingsError: names that a rule can read in more than one way.
    """
    unsure: list[str] = []
    each = zip(
        exports,
        _one_each(tuple(map(plain, companies)) or ("",), exports),
        _one_each(tuple(map(plain, waves)) or ("",), exports),
        _one_each(mappings or (None,), exports),
        strict=True,
    )
    found = []
    for path, company, wave, mapping in each:
        said = _by_name(path, rules, unsure)
        found.append(
            FileGiven(
                path=path,
                company=company or said.company,
                wave=wave or said.wave,
                mapping=mapping or said.mapping,
            )
        )
    if unsure:
        raise SettingsError(
            "Names of exports can be read in more than one way:\n" + listed(unsure),
            "say company and wave of such a file in an entry of its own, above the other; or use "
            "a mark between them that neither of them holds.",
        )
    return tuple(found)


def unused_rules(rules: Sequence[FileRule], exports: Sequence[Path]) -> tuple[str, ...]:
    """The rules that fit none of the exports, a sentence each: a name may be mistyped."""
    return tuple(
        f"{rule.place}: no export given is named {quoted(rule.name)}."
        for rule in rules
        if not any(rule.readings(path) for path in exports)
    )


def _one_each(given: Sequence[_Given], exports: Sequence[Path]) -> Sequence[_Given]:
    """One for each export; a single one is meant for all."""
    return [given[0]] * len(exports) if len(given) == 1 else given


def _by_name(path: Path, rules: Sequence[FileRule], unsure: list[str]) -> FileGiven:
    """What the first rule that fits says of an export; where it is not sure, that is noted."""
    fitting = ((rule, rule.readings(path)) for rule in rules)
    rule, readings = next(((rule, found) for rule, found in fitting if found), (None, ()))
    if rule is None:
        return FileGiven(path=path)
    if len(readings) > 1:
        ways = " or ".join(_told(reading) for reading in readings)
        unsure.append(f"{path.name} by {quoted(rule.name)} ({rule.place}): {ways}")
    return FileGiven(
        path=path,
        company=rule.company or readings[0].get("company", ""),
        wave=rule.wave or readings[0].get("wave", ""),
        mapping=rule.mapping,
    )


def _told(reading: dict[str, str]) -> str:
    return ", ".join(f"{key} {quoted(text, 40)}" for key, text in reading.items())


def _expression(name: str, lazy: str) -> re.Pattern[str]:
    """A rule's name as an expression; with `lazy` "?" each part that is open takes the least."""
    parts = {key: f"(?P<{key}>.+{lazy})" for key in PLACEHOLDERS}
    wild = {"*": f".*{lazy}", **{f"{{{key}}}": part for key, part in parts.items()}}
    pieces = _WILD.split(unicodedata.normalize("NFC", name))
    text = "".join(wild.get(piece) or re.escape(piece) for piece in pieces)
    return re.compile(text, re.IGNORECASE)


def _rule(entry: Fields, path: Path) -> FileRule:
    name = entry.text("name", longest=LONGEST_TEXT)
    rule = FileRule(
        name=name,
        place=f"{path.name}, line {entry.line('name')}",
        company=plain(entry.text("company", "", longest=LONGEST_TEXT)),
        wave=plain(entry.text("wave", "", longest=LONGEST_TEXT)),
        mapping=_mapping(entry, path.parent),
    )
    for problem in _problems(rule) if name else ():
        entry.mistake("name", problem)
    return rule


def _mapping(entry: Fields, folder: Path) -> Path | None:
    """The file named, beside the settings; a mistake is noted when it is not there."""
    if not entry.has("mapping"):
        return None
    name = entry.text("mapping")
    if not (folder / name).is_file():
        entry.mistake("mapping", f"there is no file {quoted(name, 100)} beside the settings")
    return folder / name


def _problems(rule: FileRule) -> Iterator[str]:
    """What is wrong with the name of a rule, or with its use."""
    placeholders = Counter(_BRACES.findall(rule.name))
    yield from _strange(placeholders)
    if re.search(r"[*}][*{]", rule.name):
        yield "two open parts stand side by side: what separates them in the names goes between"
    if len(_WILD.findall(rule.name)) > MOST_WILD:
        yield f"has more than {MOST_WILD} open parts (`*` and placeholders)"
    stated = {"company": rule.company, "wave": rule.wave}
    for key in (key for key, text in stated.items() if text and placeholders[key]):
        yield f"the {key} is given, and taken from the name too: keep one"
    if not (placeholders or rule.company or rule.wave or rule.mapping):
        yield "nothing is said of these files: give company, wave or mapping"


def _strange(placeholders: Counter[str]) -> Iterator[str]:
    known = " and ".join(f"{{{key}}}" for key in PLACEHOLDERS)
    for key, count in placeholders.items():
        if key not in PLACEHOLDERS:
            yield f"{quoted(f'{{{key}}}')} is no placeholder; known are {known}"
        elif count > 1:
            yield f"{{{key}}} stands in it more than once"
