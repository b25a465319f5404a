#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds release, and runs every test. Arguments go to ctest, for example: tests/run.sh -L unit
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

installer/dependencies.sh --tests
installer/build.sh release
# The machine this is measured for has two cores, and tests wait about a third of their time. Everything runs once and has to pass; only
# the walks through a real display get a second try, which ctest reports as such; failing twice is failing. Both parts run whatever the
# first one says.
failed=0
ctest --test-dir build/release --output-on-failure --parallel 3 --label-exclude display "$@" || failed=1
ctest --test-dir build/release --output-on-failure --parallel 2 --repeat until-pass:2 -L display "$@" || failed=1
exit "$failed"
