#!/usr/bin/env bash
# Runs inside the root filesystem while it is made: third-party sources, from Debian's source
# packages, into /opt/firsthand/src/<name>, where CMake finds them
# (shell/dev/cmake/firsthand_third_party.cmake).
set -euo pipefail

target=/opt/firsthand/src
mkdir -p "$target"

# fetch PACKAGE NAME MINIMUM : unpacks the newest source package and checks its version.
fetch() {
  local package=$1 name=$2 minimum=$3 work version
  work=$(mktemp -d)
  cd "$work"
  apt-get -q source --only-source "$package"
  version=$(dpkg-parsechangelog -l ./*/debian/changelog -S Version)
  if ! dpkg --compare-versions "$version" ge "$minimum"; then
    echo "$package: the mirror has $version, but at least $minimum is needed"
    exit 1
  fi
  mv ./*/ "$target/$name"
  echo "$version" >"$target/$name/.debian-version"
  cd /
  rm -rf "$work"
}

make_sqlite_amalgamation() {
  local work
  work=$(mktemp -d)
  cd "$work"
  # --disable-tcl: the build then brings its own small Tcl to run its generators.
  "$target/sqlite3/configure" --disable-tcl
  make sqlite3.c
  mkdir -p "$target/sqlite-amalgamation"
  cp sqlite3.c sqlite3.h sqlite3ext.h "$target/sqlite-amalgamation/"
  cd /
  rm -rf "$work"
}

fetch imgui imgui 1.92
fetch sqlite3 sqlite3 3.51.3
fetch catch2 catch2 3.7
make_sqlite_amalgamation
