"""The whole, in order: from the files a person gives to a published site."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.audience import for_audience
from report_builder.builders import engine_of
from report_builder.earlier_wave import since_earlier_waves
from report_builder.files_given import FileGiven, files_given, unused_rules
from report_builder.inputs import Inputs
from report_builder.lever_words import reworded
from report_builder.log_format import event
from report_builder.output import NO_MORE, Progress, Taken, write_site
from report_builder.previous import PreviousReport, load_previous
from report_builder.publish import refuse_unfit, replacing
from report_builder.recommendations import advice_of
from report_builder.remembering import compared, old_site_kept
from report_builder.report import Report, followed_up, report_of
from report_builder.settings import Settings, load_settings
from report_builder.state_file import StateFiles
from report_builder.table import BYTE_ORDER_MARK, Table, csv_text
from survey.answer_languages import main_language
from survey.comment_review import (
    COLUMNS,
    HEADINGS,
    Review,
    Reviewed,
    load_review,
    review_rows,
    stale_warnings,
    undecided_notes,
)
from survey.disclosure import release
from survey.drift import Drift, breaks, drift_notes, drift_warnings, drifts
from survey.engines.pandas_engine import Counted, count
from survey.errors import SettingsError, StrictError
from survey.export import Export
from survey.intake import cleaned_batches
from survey.mapping_draft import mapping_text
from survey.mapping_file import load_mapping
from survey.open_columns import with_comments, without_comments
from survey.optional_columns import optional_columns
from survey.overlap import Overlap, overlap_notes, overlap_warnings, overlaps
from survey.panel_pair import told_of_waves
from survey.panel_release import Told, told_of_companies
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise
from survey.release import Release, Rules
from survey.release_record import ReleaseRecord
from survey.roster import Roster, load_headcount
from survey.source import Misfits, Source, asked_items, asked_segments, segments_of
from survey.voices_shown import OpenQuestions, open_questions, unvoiced_notes
from survey.wave_order import misnamed, unanswered

LOG = logging.getLogger(__name__)

Sources = tuple[Source, ...]

PROJECT = ".project"
"""Where the project lies while its site is built; never published."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """A survey read, understood and counted, with what was noticed on the way."""

    questionnaire: Questionnaire
    settings: Settings
    sources: Sources
    counted: Counted
    roster: Roster | None
    rules: Rules
    folder: Path | None
    drifts: tuple[Drift, ...]
    overlaps: tuple[Overlap, ...]
    previous: PreviousReport | None
    open: OpenQuestions

    @property
    def reviewed(self) -> Reviewed:
        """What the review of comments says of those of the last wave."""
        return self.open.reviewed([wave.tally for wave in self.counted.waves], self.questionnaire)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know, one sentence each, first noticed first."""
        warnings = [*unused_rules(self.settings.files, [s.export.path for s in self.sources])]
        labels = [wave.label for wave in self.counted.waves]
        warnings += unanswered(self.settings.waves, labels)
        warnings += misnamed(self.settings.names_of_wave, labels)
        for source in self.sources:
            warnings += (*source.export.warnings, *source.mapping.warnings)
        warnings += drift_warnings(self.drifts)
        warnings += overlap_warnings(self.overlaps, self.counted.met)
        warnings += stale_warnings(self.reviewed)
        warnings += (*self.told_of_companies.warnings, *self.counted.warnings)
        return tuple(dict.fromkeys(warnings))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing, and no reason to stop."""
        of_files = (*drift_notes(self.drifts), *overlap_notes(self.overlaps, self.counted.met))
        waves = {wave.label: wave.tally for wave in self.counted.waves}
        compared = told_of_waves(waves, self.questionnaire, self.rules)
        of_counts = (*self.counted.notes, *self.told_of_companies.notes, *compared)
        return (*of_counts, *of_files, *undecided_notes(self.reviewed))

    @property
    def told_of_companies(self) -> Told:
        """What is to be known of the companies of the wave that is reported."""
        last = self.counted.waves[-1].tally
        return told_of_companies(last, self.questionnaire, self.rules)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, how the report is to be, and the review of the comments to be shown."""

    questionnaire: Questionnaire
    settings: Settings
    review: Review | None = None

    @property
    def reads_comments(self) -> bool:
        """Whether anything is to be made of what people wrote."""
        return self.settings.words or self.review is not None


def publish_report(
    inputs: Inputs,
    output: Path,
    *,
    taken: Taken = NO_MORE,
    strict: bool = False,
    progress: Progress = LOG.debug,
) -> None:
    """Build the site of a report and put it in the place of the old one.

    Raises:
        SurveyError: of any kind; the old site is as it was.
    """
    states = StateFiles.of(output, inputs.exports, inputs.state)
    kept = (*inputs.files, states.own)
    refuse_unfit(output, kept)
    engine_of(taken.builder)  # that it is not installed is told before all is read
    report, record = _prepared(inputs, strict=strict, progress=progress)
    report = for_audience(report, taken.audience)
    with old_site_kept(output, strict=strict), compared(states, record) as remembered:
        with replacing(output, keep=kept, swapping=remembered) as site:
            # Within the new site: should this build be killed, the next one clears both away.
            project = site / PROJECT
            write_site(report, project, site, progress, taken)
            shutil.rmtree(project)
        done = f"Open {output / 'index.html'}"
        LOG.info("%s", done, extra=event("published", done))


def prepare(inputs: Inputs, *, strict: bool = False, progress: Progress = LOG.debug) -> Report:
    """The report of a survey: read, counted, released, judged.

    Raises:
        StrictError: there are warnings, and `strict` is asked for.
    """
    return _prepared(inputs, strict=strict, progress=progress)[0]


def _prepared(inputs: Inputs, *, strict: bool, progress: Progress) -> tuple[Report, ReleaseRecord]:
    survey = understand(inputs, progress)
    for line in survey.counted.told:
        LOG.info("%s", line, extra=event("responses", line.strip()))
    for note in survey.notes:
        LOG.info("Note: %s", note, extra=event("note", note))
    for warning in survey.warnings:
        LOG.warning("Warning: %s", warning, extra=event("warning", warning))
    if strict and survey.warnings:
        counted = f"{len(survey.warnings)} warning{'s' if len(survey.warnings) > 1 else ''}"
        raise StrictError(
            f"{counted}, and --strict stops at one.",
            "correct what is named, or build without --strict.",
        )
    progress("Comparing the two teams")
    report, record = _reported(survey)
    for note in unvoiced(survey, report):
        LOG.info("Note: %s", note, extra=event("note", note))
    return report, record


def unvoiced(survey: Survey, report: Report) -> tuple[str, ...]:
    """Why the report shows nothing of the open questions, if it does not."""
    return unvoiced_notes(survey.open, report.voices, report.rules)


def understand(
    inputs: Inputs, progress: Progress = LOG.debug, *, reviewing: bool = False
) -> Survey:
    """Read every file given and count the responses; the comments too when they are reviewed."""
    asked = what_was_asked(inputs)
    if reviewing and asked.review is None:
        asked = replace(asked, review=Review())
    names = (path.name or path.resolve().name for path in inputs.exports)  # "." has no name
    progress(f"Reading {', '.join(names)}")
    sources, misfits = [], Misfits()
    for file in every_file(inputs, asked):
        export = read_one(file.path, inputs)
        with misfits.gathered(export):
            sources.append(source_of(export, file, asked))
    misfits.raise_any()
    progress("Counting answers")
    return counted_survey(inputs, asked, tuple(sources))


def what_was_asked(inputs: Inputs) -> Asked:
    """The questionnaire and the settings of the files given."""
    questionnaire = load_questionnaire(inputs.questionnaire)
    review = load_review(inputs.comments) if inputs.comments else None
    return Asked(questionnaire, _settings(inputs, questionnaire), review)


def every_file(inputs: Inputs, asked: Asked) -> tuple[FileGiven, ...]:
    """The exports, each with the company, wave and mapping that hold for it."""
    return files_given(
        inputs.exports,
        asked.settings.files,
        companies=inputs.companies,
        waves=inputs.waves,
        mappings=inputs.mappings,
    )


def read_one(path: Path, inputs: Inputs) -> Export:
    """One of the exports."""
    return read_export(path, forced=inputs.format, dictionary=inputs.dictionary)


def source_of(export: Export, file: FileGiven, asked: Asked) -> Source:
    """The export, what its columns are, and which company and wave it is of."""
    if file.mapping is None:
        mapping = recognise(export, asked.questionnaire)
    else:
        mapping = load_mapping(file.mapping, export, asked.questionnaire)
    if asked.settings.stakes is not None:  # else nobody's hours are even looked at
        numbers = optional_columns(export, asked.questionnaire, "number", mapping.positions)
        mapping = replace(mapping, numbers=numbers)
    if asked.reads_comments:
        mapping = with_comments(mapping, export, asked.questionnaire)
    else:
        mapping = without_comments(mapping)
    return Source(export, mapping, company=file.company, wave=file.wave)


def counted_survey(inputs: Inputs, asked: Asked, sources: Sources) -> Survey:
    """The survey of all sources together, counted."""
    questionnaire = asked.questionnaire
    counted = count(
        cleaned_batches(sources, questionnaire, asked.settings.cleaning),
        questionnaire,
        waves=[source.wave for source in sources if source.wave],
        stated=asked.settings.waves,
    )
    minimum = inputs.minimum_group or asked.settings.minimum_group or Rules().minimum_group
    return Survey(
        questionnaire=questionnaire,
        settings=asked.settings,
        sources=sources,
        counted=counted,
        roster=_roster(inputs, questionnaire, sources),
        rules=Rules(minimum_group=minimum, thresholds=asked.settings.thresholds),
        folder=inputs.questionnaire.parent if inputs.questionnaire else None,
        drifts=drifts(sources, [wave.label for wave in counted.waves]),
        overlaps=overlaps(sources),
        previous=load_previous(inputs.previous, questionnaire) if inputs.previous else None,
        open=open_questions(
            (source.mapping for source in sources), asked.review, words=asked.settings.words
        ),
    )


def mapping_of(inputs: Inputs) -> str:
    """The text of a mapping file for the first export, to be reviewed.

    A mapping that is given is an earlier one: what it says of the same questions is carried over.
    """
    questionnaire = load_questionnaire(inputs.questionnaire)
    previous = next(iter(inputs.mappings), None)
    return mapping_text(read_one(inputs.exports[0], inputs), questionnaire, previous)


def review_of(inputs: Inputs) -> str:
    """The comments as a file to be reviewed, with what an earlier review says of them.

    In the language of the answers, where their labels tell one; else in the report's first.
    """
    survey = understand(inputs, reviewing=True)
    written, asked = survey.counted.waves[-1].tally.comments, survey.open
    language = main_language(survey.counted.spoken)
    if language not in survey.questionnaire.languages:
        language = survey.settings.languages[0]
    rows = review_rows(written, survey.questionnaire, asked.questions, asked.review, language)
    text = csv_text(Table(HEADINGS.get(language, COLUMNS), rows), language)
    return BYTE_ORDER_MARK + text.removeprefix(BYTE_ORDER_MARK)  # else Excel misreads accents


def _settings(inputs: Inputs, questionnaire: Questionnaire) -> Settings:
    """The settings, with the languages of the report filled in."""
    settings = load_settings(inputs.settings) if inputs.settings else Settings()
    languages = inputs.languages or settings.languages or questionnaire.languages
    foreign = [language for language in languages if language not in questionnaire.languages]
    if foreign:
        raise SettingsError(
            f"The questionnaire has no {', '.join(foreign)}; it has "
            f"{', '.join(questionnaire.languages)}.",
            "ask for its languages, or add the texts to the questionnaire.",
        )
    stakes = settings.stakes and settings.stakes.of_teams(questionnaire)
    return replace(settings, languages=tuple(dict.fromkeys(languages)), stakes=stakes)


def _roster(inputs: Inputs, questionnaire: Questionnaire, sources: Sources) -> Roster | None:
    if inputs.headcount is None:
        return None
    mapping = replace(sources[0].mapping, segments=segments_of(sources))
    return load_headcount(inputs.headcount, questionnaire, mapping)


def reported(survey: Survey) -> Report:
    """The report of what may be published."""
    return _reported(survey)[0]


def _reported(survey: Survey) -> tuple[Report, ReleaseRecord]:
    released, record = release(
        survey.counted,
        survey.questionnaire,
        survey.rules,
        roster=survey.roster,
        asked=survey.open,
    )
    advice = advice_of(survey.questionnaire, survey.folder)
    report = report_of(
        released,
        survey.questionnaire,
        _told_by_answers(survey.settings, released),
        levers=reworded(advice.levers, survey.settings.levers),
        segments=asked_segments(survey.sources),
    )
    asked = asked_items(survey.sources, released.wave)
    report = replace(
        report,
        guardrails=advice.guardrails,
        open_questions=survey.open.questions,
        not_asked=tuple(item for item in report.missing_items if item not in asked),
    )
    if survey.previous:
        report = followed_up(report, survey.previous)
    in_time = [wave.label for wave in survey.counted.waves]
    shown = [each.wave for each in (*released.earlier, released)]
    found = breaks(survey.drifts, in_time, shown)
    return since_earlier_waves(report, released, advice.levers, found), record


def _told_by_answers(settings: Settings, released: Release) -> Settings:
    """The settings; client and wave, where they say none, as all the answers do."""
    return replace(
        settings,
        client=settings.client or released.company,
        wave=settings.wave or released.wave,
    )
