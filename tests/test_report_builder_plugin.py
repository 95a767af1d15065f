"""The living example: the report in somebody's own site, anew when the survey changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from exported import EXPORTS
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from program import ROOT, survey

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def own_site(folder: Path, **options: str) -> MkDocsConfig:
    """A consultant's site around a small survey, with two pages of their own."""
    survey(folder)
    shutil.copy(EXPORTS / "questionnaire.yml", folder)
    docs = folder / "docs"
    docs.mkdir()
    (docs / "workshop.md").write_text("# Our workshop\n\nTuesday.\n")
    (docs / "method.md").write_text("# Our method\n\nWe asked, and listened.\n")
    told = {
        "export": "export.csv",
        "questionnaire": "questionnaire.yml",
        "language": "en",
    } | options
    settings = {
        "INHERIT": str(ROOT / "site_templates" / "site.yml"),
        "site_name": "Ours",
        "theme": {"custom_dir": str(ROOT / "site_templates" / "overrides")},
        "plugins": ["search", "offline", {"alignment-report": told}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    return load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True)


def built(config: MkDocsConfig) -> Path:
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return Path(config.site_dir)


def test_the_report_and_the_pages_of_the_house_make_one_site(tmp_path: Path) -> None:
    site = built(own_site(tmp_path))
    overview = (site / "index.html").read_text()
    assert "<svg" in overview
    assert "data-chart" not in overview
    assert "workshop.html" in overview
    assert "Tuesday" in (site / "workshop.html").read_text()
    assert (site / "charts" / "gap-strip.svg").is_file() or (
        site / "charts" / "dumbbell.svg"
    ).is_file()


def test_a_page_of_the_house_wins_over_the_reports(tmp_path: Path) -> None:
    site = built(own_site(tmp_path))
    assert "We asked, and listened." in (site / "method.html").read_text()


def test_a_change_of_the_export_is_watched(tmp_path: Path) -> None:
    config = own_site(tmp_path)
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    assert {str(tmp_path / "export.csv"), str(tmp_path / "questionnaire.yml")} <= {*config.watch}


def test_a_mistake_in_the_survey_is_told_in_its_own_words(tmp_path: Path) -> None:
    config = own_site(tmp_path)
    (tmp_path / "export.csv").write_text("nothing\nof use\n")
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(PluginError, match="Fix: "):
        config.plugins.on_config(config)


def test_the_settings_at_the_top_of_the_repository_show_the_example(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), strict=True)
    assert Path(load_config(str(ROOT / "mkdocs.yml")).site_dir).name == "site-live"
    site = built(config)
    overview = (site / "index.html").read_text()
    assert "Meridian Industries" in overview
    assert "invented" in overview
    assert "about-this-example.html" in overview


def test_the_accent_of_the_settings_reaches_the_site(tmp_path: Path) -> None:
    (tmp_path / "settings.yml").write_text('accent: "#0b6e4f"\n', encoding="utf-8")
    site = built(own_site(tmp_path, settings="settings.yml"))
    assert "--ar-action: #0b6e4f" in (site / "assets" / "brand.css").read_text()
    assert "assets/brand.css" in (site / "index.html").read_text()
