#!/bin/sh
# Builds the report on a machine of yours, where the export arrives. By `crontab -e`, Mondays early:
#
#   17 5 * * 1  SURVEY_FOLDER=/srv/survey SITE=/srv/www/report /srv/report/cron.sh >>/srv/report/log 2>&1
#
# Put this file beside settings.yml, headcount.csv and build-report/ (this program, at one version).
# What a run says is a line of JSON each: see the page on the log. Nothing is published that a build
# would warn of, and an export that is there already is not built again.
set -eu
cd "$(dirname "$0")"

if [ ! -x venv/bin/build-report ]; then
    python3 -m venv venv
    venv/bin/python -m pip install --quiet --require-hashes --requirement build-report/requirements/run.lock
    venv/bin/python -m pip install --quiet --no-deps --no-build-isolation ./build-report
fi

export BUILD_REPORT_SETTINGS=settings.yml BUILD_REPORT_HEADCOUNT=headcount.csv
export BUILD_REPORT_LOG_FORMAT=json
if [ "$SITE/index.html" -nt "$SURVEY_FOLDER/export.csv" ]; then
    exit 0
fi
venv/bin/build-report check "$SURVEY_FOLDER/export.csv" >/dev/null
# What was published is remembered there: as private as the export, and as needed next time.
exec venv/bin/build-report "$SURVEY_FOLDER/export.csv" --output "$SITE" --strict \
    --state "$SURVEY_FOLDER/published.json"
