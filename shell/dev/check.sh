#!/usr/bin/env bash
# Runs one check of ./dev test: check.sh NAME. A process of its own: a time limit can end it.
set -euo pipefail

FIRSTHAND_SCRIPTS=$FIRSTHAND_ROOT/shell/dev
cd "$FIRSTHAND_ROOT"
for file in say build site checks tools; do
  # shellcheck disable=SC1090
  source "$FIRSTHAND_SCRIPTS/$file.sh"
done
"check_$1"
