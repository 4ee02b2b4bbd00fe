# shellcheck shell=bash
# Messages for people. All of them go to stderr: stdout belongs to the command that runs.

say() { printf 'dev: %s\n' "$*" >&2; }

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# step TEXT LOG COMMAND… : runs COMMAND with its output in LOG and says how it goes; long steps show the
# log's last line now and then, a failed one the end of its log.
step() {
  local text=$1 log=$2 started=$SECONDS
  shift 2
  say "$text …"
  "$@" >>"$log" 2>&1 </dev/null &
  local pid=$! waited=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.5
    waited=$((waited + 1))
    if ((waited % 40 == 0)); then
      say "  $((SECONDS - started)) s: $(tail -n 1 "$log" | tr -cd '[:print:]' | cut -c 1-100)"
    fi
  done
  if ! wait "$pid"; then
    say "failed: $text. The end of $log:"
    tail -n 30 "$log" >&2
    return 1
  fi
  say "  done in $((SECONDS - started)) s"
}
