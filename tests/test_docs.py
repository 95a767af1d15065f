"""Documentation is a promise: what the program has is documented, and what is documented it has."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from report_builder.cli import main
from survey.errors import SurveyError

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands(command: click.Command) -> Iterator[click.Command]:
    """A command and every one below it."""
    yield command
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from commands(child)


def errors(base: type[SurveyError]) -> Iterator[type[SurveyError]]:
    """Every kind of mistake we name."""
    for error in base.__subclasses__():
        yield error
        yield from errors(error)


def anchors(page: Path) -> set[str]:
    """Where a link into a page may point: each heading, in lower case and with hyphens."""
    headings = re.findall(r"^#+ +(.+?) *$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r" ", "-", re.sub(r"[^\w\- ]", "", text.lower())) for text in headings}


def statistics() -> set[str]:
    """The public functions of survey.statistics."""
    modules = (ROOT / "survey" / "statistics").glob("*.py")
    trees = (ast.parse(module.read_text(encoding="utf-8")) for module in modules)
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


@pytest.mark.parametrize("command", [*commands(main)], ids=lambda command: command.name)
def test_every_command_and_option_has_help(command: click.Command) -> None:
    assert command.help
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_reference_is_what_the_program_says_of_itself() -> None:
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, DOCS / "generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_every_message_has_its_place_on_the_messages_page() -> None:
    slugs = {error.slug for error in errors(SurveyError)}
    assert slugs - anchors(DOCS / "messages.md") == set()


def test_the_messages_page_explains_no_message_that_is_gone() -> None:
    slugs = {error.slug for error in errors(SurveyError)}
    explained = re.findall(r"^#+ `(.+)`$", (DOCS / "messages.md").read_text("utf-8"), re.MULTILINE)
    assert set(explained) - slugs == set()


def test_every_statistic_is_explained_among_the_methods() -> None:
    pages = [*(DOCS / "methods").rglob("*.md"), *DOCS.glob("methods.md")]
    explained = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert {name for name in statistics() if f"`{name}`" not in explained} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), target
        assert not anchor or anchor in anchors(aim), target
