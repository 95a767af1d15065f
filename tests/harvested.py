"""Every number of a report.json, with the groups of people that it says it is made of.

Nothing here knows the tables of the document: it is walked through, and a number belongs to the
groups named by the object that it stands in, or by the nearest one round that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OF_NOBODY = {
    *("schema", "rules", "questionnaire", "withheld", "provenance", "words", "comments"),
    *("groups", "would_end", "figures"),
}
"""Parts without a figure that rests on the answers of a group; some are looked at elsewhere."""

STAKES = {"hours": "NUM2", "cost": "NUM2", "deals": "NUM1", "lost": "NUM1"}
"""The questions on numbers that the parts of what is at stake are made of."""

COMPANIES = {"companies", "panel"}
"""Tables on the one theme that is not named: the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The numbers of one object of the document, and where it says that they come from.

    Attributes:
        at: where in the document, the names of the keys.
        node: the object.
        groups: whose answers they are made of.
        subjects: of each group, to which item, dimension or question; "" where to none.
        bases: how many answered: of each group, or of all together in one; () where not stated.
        at_least: of each of these, whether it is only reached.
        both: whether those alone count who gave an answer to each of the subjects.
    """

    at: tuple[str, ...]
    node: Mapping[str, Any]
    groups: tuple[str, ...]
    subjects: tuple[str, ...]
    bases: tuple[int, ...]
    at_least: tuple[bool, ...]
    both: bool


class UnstatedError(Exception):
    """A number says of no group that it is made of it."""


def figures(document: Mapping[str, Any]) -> Iterator[Figure]:
    """All numbers of the document that rest on people's answers.

    Raises:
        UnstatedError: one has no group.
    """
    for name in [name for name in document if name not in OF_NOBODY]:
        about: dict[str, Any] = {}
        if name in COMPANIES:
            about = {"dimension": "index"}
        if name == "aligned_companies":
            about = {"item": document["questionnaire"]["alignment_item"]}
        yield from _figures(document[name], (name,), about)


def _figures(node: object, at: tuple[str, ...], about: Mapping[str, Any]) -> Iterator[Figure]:
    if isinstance(node, list):
        for each in node:
            yield from _figures(each, at, about)
    elif isinstance(node, dict):
        known = {**about, **_about(node, about)}
        if any(map(_holds_number, node.values())):
            yield _figure(node, at, known)
        for name in [name for name in node if name not in OF_NOBODY]:
            yield from _figures(node[name], (*at, name), known)


def _about(node: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    """What an object says of itself; groups that only its parts name are its own too."""
    found = {name: node[name] for name in ("item", "dimension", "question") if name in node}
    if "item" in found or "dimension" in found:
        found = {"item": None, "dimension": None, **found}
    own = (node["group"],) if "group" in node else tuple(node.get("groups", ()))
    if own or not about.get("groups"):
        found["groups"] = own or tuple(dict.fromkeys(_named(node)))
    return found


def _named(node: Mapping[str, Any] | list[Any]) -> Iterator[str]:
    for each in node.values() if isinstance(node, Mapping) else node:
        if isinstance(each, dict):
            yield from [each["group"]] if "group" in each else each.get("groups", ())
        if isinstance(each, dict | list):
            yield from _named(each)


def _holds_number(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_holds_number, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figure(node: Mapping[str, Any], at: tuple[str, ...], about: Mapping[str, Any]) -> Figure:
    groups = about["groups"]
    if not groups:
        raise UnstatedError(f"{' > '.join(at)}: {dict(node)}")
    subjects = (about.get("item") or about.get("dimension") or "",) * len(groups)
    if at[0] == "stakes":
        subjects = (STAKES[at[1]],) * len(groups)
    if at[0] == "meta":
        groups, subjects = _foreseen(at[-1], about)
    bases = node["bases"] if "bases" in node else [node["base"]] if "base" in node else []
    told = node.get("at_least", False)
    return Figure(
        at=at,
        node=node,
        groups=groups,
        subjects=subjects,
        bases=tuple(bases),
        at_least=tuple(told) if isinstance(told, list) else (told,) * len(bases),
        both=at[-1] == "congruency" and node["paired"],
    )


def _foreseen(part: str, about: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Groups and subjects of a part of a row on what the first group foresees of the second."""
    groups, item, question = about["groups"], about["item"], about["question"]
    if part == "congruency":
        return (groups[0], groups[0]), (item, question)
    if part == "accuracy":
        return groups, (question, item)
    return groups, (question if part == "foreseen" else item,) * len(groups)
