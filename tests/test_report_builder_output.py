"""The site in a folder: what is written besides the pages."""

from __future__ import annotations

import html
import logging
import sys
from pathlib import Path

import pptx
import pytest
from editions import meridian
from program import TINY, forget_log, invoke, survey

from report_builder.output import files_to_take


def test_without_the_extra_for_workbooks_a_build_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with caplog.at_level(logging.INFO):
        files = files_to_take(meridian())
    for command in ("pipx install --force", "pip install"):
        assert f"{command} 'alignment-report[office]'" in caplog.text
    assert "report.json" in files
    assert "en/report.xlsx" not in files


def test_each_chart_is_a_picture_too_when_asked_for(tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = invoke(survey(tmp_path), TINY, "--language=en", "--png", f"--output={site}", "--quiet")
    forget_log()
    assert told.exit_code == 0, told.output
    drawn = {path.stem for path in (site / "en" / "charts").glob("*.svg")}
    assert {path.stem for path in (site / "en" / "charts").glob("*.png")} == drawn
    assert 'href="charts/dumbbell.png"' in (site / "en" / "gaps.html").read_text()


def test_slides_and_pdf_are_made_when_asked_for_and_linked(tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.write_text(
        "#!/bin/sh\nfor each; do case $each in --print-to-pdf=*)"
        ' echo Inter > "${each#*=}";; esac; done\n'
    )
    browser.chmod(0o700)
    site, options = tmp_path / "site", ("--deck", "--pdf", "--quiet")
    told = invoke(survey(tmp_path), TINY, *options, f"--output={site}", CHROMIUM=str(browser))
    forget_log()
    assert told.exit_code == 0, told.output
    for code in ("en", "fr"):
        method = html.unescape((site / code / "method.html").read_text())
        for name, begins in (("deck.pptx", b"PK"), ("overview.pdf", b"In"), ("report.pdf", b"In")):
            assert (site / "data" / code / name).read_bytes()[:2] == begins
            assert f'href="../data/{code}/{name}"' in method


@pytest.mark.parametrize("own_template", [False, True])
def test_a_logo_that_slides_cannot_show_is_told_of_unless_a_template_has_its_own(
    tmp_path: Path, own_template: bool
) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    settings = tmp_path / "look.yml"
    settings.write_text("logo: logo.svg\n", encoding="utf-8")
    pptx.Presentation().save(tmp_path / "own.pptx")
    options = [f"--deck-template={tmp_path / 'own.pptx'}"] if own_template else []
    output = (f"--settings={settings}", f"--output={tmp_path / 'site'}")
    told = invoke(survey(tmp_path), TINY, "--deck", "--language=en", *options, *output)
    forget_log()
    assert told.exit_code == 0, told.output
    assert ("take it as PNG or JPEG" in told.output) is not own_template


def test_without_a_browser_nothing_is_built_and_the_message_says_so(tmp_path: Path) -> None:
    told = invoke(survey(tmp_path), TINY, "--pdf", f"--output={tmp_path / 'site'}", CHROMIUM="none")
    forget_log()
    assert told.exit_code == 7
    assert "docs/messages.md#browser" in told.output
    assert not (tmp_path / "site").exists()


def test_a_layout_is_one_of_a_template() -> None:
    told = invoke("export.csv", "--deck-layout=Title")
    assert told.exit_code == 2
    assert "give both" in told.output
