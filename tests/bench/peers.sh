#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what stanforis-bench compares with, on Debian 12: browser, kst and a display from the distribution, the rest from npm
# in exactly these versions. Does nothing for what is there. Usage: tests/bench/peers.sh [FOLDER], build/peers unless told.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder="${1:-build/peers}"

packages=(chromium kst xvfb nodejs npm)
missing=()
for package in "${packages[@]}"; do
  case "$package" in
    nodejs) command -v node >/dev/null && continue ;;
    npm) command -v npm >/dev/null && continue ;;
  esac
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -q
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
fi

mkdir -p "$folder"
cat >"$folder/package.json" <<'JSON'
{
  "private": true,
  "dependencies": { "uplot": "1.6.32", "ws": "8.23.0", "@duckdb/node-api": "1.5.6-r.1" }
}
JSON
npm install --prefix "$folder" --no-audit --no-fund --loglevel=error
