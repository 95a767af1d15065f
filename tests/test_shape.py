"""The code's bar: sizes, docstrings, cycles, contracts; and what no committed file may say."""

from __future__ import annotations

import ast
import configparser
import graphlib
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("survey", "report_builder", "site_templates")
FOLDERS = (*PACKAGES, "tests", "bench", "examples", "docs")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
MODULES = [path for path in FILES if path.relative_to(ROOT).parts[0] in PACKAGES]

LONGEST_FILE = 400
MEDIAN_FILE = 120
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 6
LONG_FUNCTION = 25  # 95 % of all functions are no longer than this

# What knows a person's answer, a count that may not be shown, or a comment.
ANSWERS = {
    f"survey.{name}"
    for name in (
        "responses",
        "cleaning",
        "tally",
        "cells",
        "keying",
        "notices",
        "comments",
        "vocabulary",
        "engines",
        "disclosure",
    )
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def size(function: Function) -> int:
    """Lines of a function from its `def` to its end, its docstring not counted."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or 0) - docstring.lineno + 1)


def place(path: Path) -> str:
    """The file as a reader names it."""
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, known: frozenset[str]) -> frozenset[str]:
    """Our own modules that a file imports anywhere: lazily or only for typing included."""
    named: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            named.update(members & known or {node.module})
    return frozenset(named & known - {module_name(path)})


@pytest.mark.parametrize("path", FILES, ids=place)
def test_a_file_is_one_noun_and_fits_a_reader(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert {f.name: size(f) for f in functions(path) if size(f) > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", FILES, ids=place)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(parsed(path))


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_everything_public_has_a_docstring(path: Path) -> None:
    public = (
        node
        for parent in ast.walk(parsed(path))
        if isinstance(parent, ast.Module | ast.ClassDef)
        and not getattr(parent, "name", "").startswith("_")
        for node in parent.body
        if isinstance(node, Documented) and not node.name.startswith("_")
    )
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_most_files_and_functions_are_short() -> None:
    files = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    sizes = [size(function) for path in MODULES for function in functions(path)]
    assert statistics.median(files) <= MEDIAN_FILE
    assert statistics.median(sizes) <= MEDIAN_FUNCTION
    assert statistics.quantiles(sizes, n=20)[-1] <= LONG_FUNCTION


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = frozenset(map(module_name, MODULES))
    graph = {module_name(path): imports(path, known) for path in MODULES}
    assert list(graphlib.TopologicalSorter(graph).static_order())


def test_the_contract_of_the_release_names_every_module_it_is_about() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    layers = config["importlinter:contract:survey-layers"]["layers"].split("\n")
    ordered = [re.findall(r"\w+", layer) for layer in layers]
    behind = config["importlinter:contract:nothing-behind-the-release"]
    waist = ordered.index(["disclosure"])
    above = {f"survey.{name}" for row in ordered[:waist] for name in row}
    existing = {".".join(module_name(path).split(".")[:2]) for path in MODULES}
    assert above & existing <= set(behind["source_modules"].split())
    assert ANSWERS & existing <= set(behind["forbidden_modules"].split())


def test_the_architecture_page_shows_the_layers_as_they_are_enforced() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    existing = {name for path in MODULES for name in module_name(path).split(".")[1:2]}
    existing |= {"__main__"}
    for package, contract in (("survey", "survey-layers"), ("report_builder", "report-layers")):
        shown = re.search(rf"^{package} {{2,}}.+(?:\n {{17}}.+)*", page, re.MULTILINE)
        enforced = config[f"importlinter:contract:{contract}"]["layers"].strip().split("\n")
        rows = [[name for name in re.findall(r"\w+", row) if name in existing] for row in enforced]
        assert shown
        told = shown[0].removeprefix(package).split("\n")
        assert [re.findall(r"\w+", row) for row in told] == [row for row in rows if row]


UNFIT = re.compile(
    r"""(?<![\w.:/-])/(?:home|root|Users|work|opt|tmp)/[\w.-]  # a path of somebody's machine
    | pypi\.org | pythonhosted\.org | npmjs\.(?:org|com) | /simpl[e]/  # where packages come from
    | --(?:extra-)?index-url | --find[-]links""",
    re.VERBOSE,
)


def committed() -> list[Path]:
    """The files under version control, or all that would be in a copy without one."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git stands where the system put it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{place(path)}: {match.group()}"
        for path in committed()
        if (match := UNFIT.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert found == []


def test_no_committed_file_holds_the_marks_of_a_conflict() -> None:
    marked = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)
    texts = {place(path): path.read_text(encoding="utf-8", errors="ignore") for path in committed()}
    assert [name for name, text in texts.items() if marked.search(text)] == []


def test_no_lock_that_carries_addresses_is_committed() -> None:
    addressed = {"uv.lock", "poetry.lock", "pdm.lock", "package-lock.json"}
    assert {path.name for path in committed()} & addressed == set()
