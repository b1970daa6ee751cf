#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages that building and testing need and that are not there yet; further ones by name.
#     tools/setup.sh [PACKAGE]…
set -eu

wanted="gcc libc6-dev make meson ninja-build pkg-config python3
        libdnnl-dev libutf8proc-dev libjansson-dev libxxhash-dev check $*"

command -v dpkg-query > /dev/null || {
    echo "setup: this is no Debian; needed are:" $wanted >&2
    exit 1
}
missing=
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2> /dev/null) || state=
    case $state in
    ii*) ;;
    *) missing="$missing $package" ;;
    esac
done
if [ -z "$missing" ]; then
    echo "setup: every package is there"
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || {
        echo "setup: as root, run: apt-get update && apt-get install$missing" >&2
        exit 1
    }
    as_root=sudo
fi
echo "setup: installing$missing"
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
