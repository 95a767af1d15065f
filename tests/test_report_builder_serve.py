"""The report in a browser while its files are edited."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from exported import EXPORTS
from mkdocs.livereload import LiveReloadServer
from program import survey

from report_builder import serve as serving
from report_builder.cli import main
from report_builder.inputs import Inputs
from report_builder.serve import Address, serve
from survey.errors import OutputPlaceError

PATIENCE = 90.0
"""Seconds after which a change is not shown at all."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def inputs_in(folder: Path) -> Inputs:
    survey(folder)
    (folder / "settings.yml").write_text("client: Acme\npages: pages\n", encoding="utf-8")
    (folder / "pages").mkdir()
    return Inputs(
        exports=(folder / "export.csv",),
        questionnaire=EXPORTS / "questionnaire.yml",
        settings=folder / "settings.yml",
        languages=("en",),
    )


@contextmanager
def served(inputs: Inputs) -> Iterator[str]:
    """The address of a server that is stopped at the end."""
    port, started = free_port(), threading.Event()
    kept: list[LiveReloadServer] = []

    def start(server: LiveReloadServer) -> None:
        kept.append(server)
        started.set()

    address = Address(port=port)
    thread = threading.Thread(target=lambda: serve(inputs, address, started=start))
    thread.start()
    assert started.wait(PATIENCE)
    try:
        yield f"http://127.0.0.1:{port}/en"
    finally:
        kept[0].shutdown()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def read(url: str) -> str:
    with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server, on this machine
        return str(answer.read().decode())


def until(holds: Callable[[str], bool], url: str) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            page = read(url)
        except OSError:
            page = ""
        if holds(page):
            return page
        time.sleep(0.3)
    raise AssertionError(f"{url} never showed it")


def test_a_change_is_shown_a_broken_one_is_told_over_the_last_good_pages(tmp_path: Path) -> None:
    inputs = inputs_in(tmp_path)
    settings = tmp_path / "settings.yml"
    with served(inputs) as site:
        first = until(lambda page: "Acme" in page, f"{site}/index.html")
        assert "livereload(" in first
        assert "Content-Security-Policy" not in first
        settings.write_text("client: Bolt\npages: pages\n", encoding="utf-8")
        until(lambda page: "Bolt" in page, f"{site}/index.html")
        settings.write_text("clinet: <Cie>\n", encoding="utf-8")
        broken = until(lambda page: "did you mean" in page, f"{site}/index.html")
        assert "Bolt" in broken
        assert broken.count('role="alert"') == 1
        settings.write_text("clinet: again\n", encoding="utf-8")
        settings.touch()
        time.sleep(2)
        assert read(f"{site}/index.html").count('role="alert"') == 1
        settings.write_text("client: Cie\npages: pages\n", encoding="utf-8")
        until(lambda page: "Cie" in page and "alert" not in page, f"{site}/index.html")
        (tmp_path / "pages" / "own.md").write_text("# Ours\n", encoding="utf-8")
        until(lambda page: "Ours" in page, f"{site}/own.html")


def test_an_address_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    inputs = inputs_in(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        with pytest.raises(OutputPlaceError) as caught:
            serve(inputs, Address(port=port))
    assert caught.value.problem.endswith("another program listens there.")
    assert caught.value.fix == f"name another: --address 127.0.0.1:{port + 1}."


def test_ctrl_c_stops_it_and_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def interrupted(_: LiveReloadServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LiveReloadServer, "serve", interrupted)
    inputs = inputs_in(tmp_path)
    with caplog.at_level("INFO"):
        serve(inputs, Address(port=free_port()))
    assert "Stopped." in caplog.messages


def test_without_settings_only_the_files_given_are_watched(tmp_path: Path) -> None:
    inputs = inputs_in(tmp_path)
    assert tmp_path / "pages" in {*serving.made_of(inputs)}
    without = Inputs(exports=inputs.exports, questionnaire=inputs.questionnaire)
    assert {*serving.made_of(without)} == {*without.files}
    for text in ("client: Acme\n", "clinet: Acme\n"):
        (tmp_path / "settings.yml").write_text(text, encoding="utf-8")
        assert {*serving.made_of(inputs)} == {*inputs.files}


@pytest.mark.parametrize("address", ["8000", "localhost:port", "127.0.0.1:99999"])
def test_an_address_is_a_host_and_a_port(address: str) -> None:
    told = CliRunner().invoke(main, ["serve", "export.csv", "--address", address])
    assert told.exit_code == 2
    assert "a host and a port, as 127.0.0.1:8000" in told.output


def test_the_command_hands_its_options_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = inputs_in(tmp_path)
    seen: list[Address] = []
    monkeypatch.setattr(serving, "serve", lambda _, address, *__: seen.append(address))
    export = str(inputs.exports[0])
    told = CliRunner().invoke(main, ["serve", export, "--address", "[::1]:8123"])
    assert (told.exit_code, seen) == (0, [Address("::1", 8123)])


def test_the_end_of_the_machine_is_no_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: LiveReloadServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LiveReloadServer, "serve", ended)
    monkeypatch.setattr(serving, "is_an_end", lambda _: False)
    with pytest.raises(KeyboardInterrupt):
        serve(inputs_in(tmp_path), Address(port=free_port()))
