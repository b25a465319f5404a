#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building, running or testing needs, on Debian 12 or a current Ubuntu. Does nothing when all is there.
# Usage: installer/dependencies.sh [--tests]
set -euo pipefail

packages=(
  build-essential cmake ninja-build lld pkg-config
  qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-charts-dev qt6-websockets-dev qt6-httpserver-dev
  libqt6svg6-dev libqt6opengl6-dev libqt6sql6-sqlite libgl1-mesa-dev libvulkan-dev
  libqcustomplot-dev libqcustomplot2.1-qt6 qtkeychain-qt6-dev
  libgrpc++-dev libprotobuf-dev protobuf-compiler libssl-dev libp11-kit-dev zlib1g-dev libzip-dev libxcb1-dev libqrencode-dev
)
[ "${1:-}" != --tests ] || packages+=(xvfb xauth dbus gnome-keyring at-spi2-core python3 python3-gi gir1.2-atspi-2.0 chromium chromium-driver openssl xdotool openbox imagemagick ccache devscripts unzip softhsm2 opensc-pkcs11 zbar-tools)
if [ "${1:-}" = --tests ]; then # another source's nodejs brings its own npm, and Debian's would not go with it
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Installing ${#missing[@]} packages: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "This system has no apt-get. Install the packages named above with its own package manager, then run this again." >&2
  exit 1
fi
sudo=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "Packages are missing and there is no sudo. Run this once as root: installer/dependencies.sh ${1:-}" >&2
    exit 1
  fi
  sudo=(sudo)
fi
"${sudo[@]}" apt-get update -q
apt-cache show clang-16 >/dev/null 2>&1 && missing+=(clang-16) # a faster compiler than GCC, where the distribution has it
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
