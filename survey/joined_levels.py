"""Levels of a segment that are shown as one, because each alone would point at a few people."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from survey.release import JoinedLevel

Block = tuple[str, ...]
"""Levels that are shown as one, sorted; most often a single one."""

Sizes = Mapping[str, tuple[int, ...]]
"""People by level, one number a team; "" are those who stated none."""

OTHERS = "…"
"""In the value of a joined level: those who are in no level that is named."""


def large_blocks(sizes: Sizes, minimum: int) -> tuple[Block, ...]:
    """The levels, those in which a team has fewer than `minimum` people as one.

    Those who stated no level are with them, also where they are themselves the few. Where these are
    still too few together, the smallest of the others joins them, and so on. What is left may be
    one block, which compares with nothing.

    >>> large_blocks({"north": (9, 9), "south": (8, 7), "west": (3, 6), "east": (2, 9)}, 5)
    (('east', 'west'), ('north',), ('south',))
    >>> large_blocks({"north": (9, 9), "south": (8, 7), "east": (2, 9)}, 5)
    (('east', 'south'), ('north',))
    """
    levels = [level for level, people in sizes.items() if level and any(people)]
    small = tuple(sorted(level for level in levels if min(sizes[level]) < minimum))
    large: set[Block] = {(level,) for level in levels if level not in small}
    unstated = sizes.get("", ())
    if any(unstated) and (small or any(0 < n < minimum for n in unstated)):
        small = ("", *small)
    while large and small and min(_people(small, sizes)) < minimum:
        smallest = _smallest(large, sizes)
        large.remove(smallest)
        small = tuple(sorted(small + smallest))
    return tuple(sorted(large | {small} - {()}))


def joined(blocks: Collection[Block], block: Block, sizes: Sizes) -> tuple[Block, ...]:
    """The blocks, one of them joined with the smallest of the others.

    >>> joined((("a",), ("b",), ("c",)), ("b",), {"a": (9,), "b": (5,), "c": (7,)})
    (('a',), ('b', 'c'))
    """
    others = set(blocks) - {block}
    smallest = _smallest(others, sizes)
    return tuple(sorted(others - {smallest} | {tuple(sorted(block + smallest))}))


def called(segment: str, block: Block, sizes: Sizes, minimum: int) -> JoinedLevel:
    """What a block goes by: its levels in which each team has at least `minimum` people.

    Of the other levels not even the name is told.

    >>> called("region", ("east", "south"), {"south": (8, 7), "east": (2, 9)}, 5).value
    'south + …'
    """
    named = tuple(level for level in block if level and min(sizes[level]) >= minimum)
    others = len(named) < len(block)
    value = " + ".join((*named, OTHERS) if others else named)
    return JoinedLevel(segment=segment, value=value, named=named, others=others)


def _smallest(blocks: Collection[Block], sizes: Sizes) -> Block:
    return min(blocks, key=lambda block: (sum(_people(block, sizes)), block))


def _people(block: Block, sizes: Sizes) -> list[int]:
    """People of the block, one number a team."""
    return [sum(team) for team in zip(*(sizes[level] for level in block), strict=True)]
