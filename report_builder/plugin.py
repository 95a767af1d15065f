"""The report in somebody's own MkDocs site, built anew whenever the survey's files change.

A thin plugin over the function that makes the pages: what `build-report` writes to a project, it
hands to MkDocs. A page that stands in the site's own folder of pages wins over the report's.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Protocol

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from report_builder.brand import assets
from report_builder.inputs import Inputs
from report_builder.markup import entities
from report_builder.pages import Edition, edition
from report_builder.pipeline import prepare
from report_builder.project import along, drawings, navigation, said, styles, takeaways
from survey.errors import SurveyError


class Templates(Protocol):
    """What the plugin needs of the engine that fills the theme's templates."""

    @property
    def globals(self) -> MutableMapping[str, Any]:  # whatever templates may name
        """What every template may name."""
        ...


class ReportConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own gap
    """The plugin's options: the files of the survey, found from the folder of mkdocs.yml."""

    # Not "data": MkDocs keeps an option of that name for itself.
    export = options.File(exists=True)
    questionnaire = options.Optional(options.File(exists=True))
    mapping = options.Optional(options.File(exists=True))
    settings = options.Optional(options.File(exists=True))
    headcount = options.Optional(options.File(exists=True))
    language = options.Choice(("en", "fr"), default="en")


class ReportPlugin(BasePlugin[ReportConfig]):  # type: ignore[no-untyped-call]  # as above
    """Adds the pages of a report, its charts and its look's words to a MkDocs site."""

    edition: Edition

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the report, and have MkDocs watch the files it is made of.

        Raises:
            PluginError: a mistake in the survey's files; its message is told.
        """
        inputs = self._inputs()
        try:
            report = prepare(inputs)
        except SurveyError as error:
            raise PluginError(str(error)) from error
        self.edition = edition(report, self.config.language)
        config.watch.extend(str(path) for path in inputs.files)
        config.theme["language"] = self.edition.language
        config.copyright = str(entities(self.edition.footer))
        config.extra.update(said(self.edition))
        config.extra_css.extend(styles(self.edition.brand))
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages and what can be taken away; the site's own pages come after them."""
        own = [file.src_uri for file in files.documentation_pages()]
        generated = {page.path: page.text for page in self.edition.pages}
        for path, text in {**generated, **dict(takeaways(self.edition))}.items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=text))
        for path, content in (*assets(self.edition.brand), *along(self.edition)):
            files.append(File.generated(config, path, content=content))
        config.nav = [
            *navigation(self.edition.pages),
            *(path for path in own if path not in generated),
        ]
        return files

    def on_env(self, env: Templates, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Hand the drawings to the theme's templates."""
        env.globals["drawings"] = dict(drawings(self.edition.charts))

    def _inputs(self) -> Inputs:
        given = self.config

        def path(name: str | None) -> Path | None:
            return Path(name) if name else None

        return Inputs(
            exports=(Path(given.export),),
            questionnaire=path(given.questionnaire),
            mappings=(Path(given.mapping),) if given.mapping else (),
            settings=path(given.settings),
            headcount=path(given.headcount),
            languages=(given.language,),
        )
