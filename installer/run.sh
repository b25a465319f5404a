#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the console in simulation mode. Without a display it takes the automated
# tour instead and leaves its pictures in build/tour. Further arguments go to the console.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

installer/dependencies.sh
installer/build.sh release stanforis-console stanforis-simulator

console=build/release/bin/stanforis-console
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
  exec "$console" --simulate "$@"
fi
echo "There is no display here, so the automated tour walks through the console instead."
rm -rf build/tour
QT_QPA_PLATFORM=offscreen "$console" --tour build/tour "$@"
echo "The tour reached every page. Its pictures and report are in build/tour."
