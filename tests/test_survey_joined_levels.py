"""Levels that are shown as one: large enough together, and named as far as they may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey.joined_levels import called, joined, large_blocks
from survey.release import JoinedLevel

SIZES = {"north": (9, 9), "south": (8, 7), "west": (3, 6), "east": (2, 9)}


def test_levels_that_are_large_enough_stay_by_themselves() -> None:
    assert large_blocks({"south": (8, 7), "north": (9, 9)}, 5) == (("north",), ("south",))
    assert large_blocks({}, 5) == ()


def test_levels_that_are_all_small_are_one() -> None:
    assert large_blocks({"west": (3, 6), "east": (2, 9)}, 5) == (("east", "west"),)
    assert large_blocks({"west": (1, 6)}, 5) == (("west",),)


@given(
    sizes=st.dictionaries(
        st.sampled_from(["a", "b", "c", "d", "e"]), st.tuples(st.integers(0, 9), st.integers(1, 9))
    ),
    minimum=st.integers(3, 9),
)
def test_each_level_is_in_one_block_and_each_of_several_blocks_is_large(
    sizes: dict[str, tuple[int, int]], minimum: int
) -> None:
    blocks = large_blocks(sizes, minimum)
    assert sorted(level for block in blocks for level in block) == sorted(sizes)
    if len(blocks) > 1:
        for block in blocks:
            assert all(sum(sizes[name][team] for name in block) >= minimum for team in (0, 1))


def test_joining_takes_the_smallest_of_the_others() -> None:
    blocks = large_blocks(SIZES, 5)
    assert joined(blocks, ("north",), SIZES) == (("east", "west"), ("north", "south"))
    assert joined(blocks, ("east", "west"), SIZES) == (("east", "south", "west"), ("north",))


def test_only_large_levels_are_named() -> None:
    assert called("region", ("north", "south"), SIZES, 5) == JoinedLevel(
        segment="region", value="north + south", named=("north", "south"), others=False
    )
    assert called("region", ("east", "west"), SIZES, 5) == JoinedLevel(
        segment="region", value="…", named=(), others=True
    )
