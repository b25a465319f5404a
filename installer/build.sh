#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds one preset. Usage: installer/build.sh PRESET [TARGET…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1
shift
generator=()
command -v ninja >/dev/null && [ ! -e "build/$preset/CMakeCache.txt" ] && generator=(-G Ninja)
# Clang takes a third less time for the whole of it than GCC. CXX, where it is set, decides.
if [ -z "${CXX:-}" ] && compiler=$(command -v clang++-16); then
  export CXX=$compiler
fi
echo "Configuring build/$preset"
cmake --preset "$preset" "${generator[@]}" > "build-$preset.log" 2>&1 || {
  cat "build-$preset.log"
  echo "CMake could not configure build/$preset; what it said stands above. Remove build/$preset and run this again if it is old." >&2
  rm -f "build-$preset.log"
  exit 1
}
rm -f "build-$preset.log"
echo "Building build/$preset (the first time takes some minutes)"
cmake --build "build/$preset" --parallel "$(nproc 2>/dev/null || echo 2)" ${1:+--target "$@"}
