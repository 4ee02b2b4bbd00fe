# shellcheck shell=bash
# Messages for people. All of them go to stderr: stdout belongs to the command that runs.

say() { printf 'dev: %s\n' "$*" >&2; }

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# step TEXT LOG COMMAND… : runs COMMAND with its output in LOG and says how it goes; long steps show
# the log's last line now and then, a failed one the end of its log.
step() {
  local text=$1 log=$2 started=$SECONDS ticker status=0
  shift 2
  say "$text …"
  tick "$log" $$ &
  ticker=$!
  # In the foreground, so that Ctrl+C ends it.
  "$@" >>"$log" 2>&1 </dev/null || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if ((status)); then
    say "failed: $text. The end of $log:"
    tail -n 30 "$log" >&2
    return 1
  fi
  say "  done in $((SECONDS - started)) s"
}

last_line() { tail -n 9 "$1" | grep . | tail -n 1 | tr -cd '[:print:]' | cut -c 1-100 || true; }

# tick LOG PID : the log's last line every 20 seconds, as long as PID lives.
tick() {
  local started=$SECONDS
  # The sleep must not hold the caller's pipe open after the last line.
  while sleep 20 >/dev/null 2>&1 && kill -0 "$2" 2>/dev/null; do
    say "  $((SECONDS - started)) s: $(last_line "$1")"
  done
}
