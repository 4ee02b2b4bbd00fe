# shellcheck shell=bash
# ./dev test: runs checks one after another and says OK or FAIL for each. The checks
# themselves: checks.sh.

verb_test() {
  local name started passed=0 failed=0 names=()
  if [[ ${1:-} == --list ]]; then
    for name in "${DEFAULT_CHECKS[@]}" "${NAMED_CHECKS[@]}"; do printf '%s\n' "$name"; done
    return
  fi
  if (($#)); then
    for name in "$@"; do
      declare -F "check_$name" >/dev/null \
        || die "there is no check $name; ./dev test --list names them"
      names+=("$name")
    done
  else
    # A check whose sources are not there yet is no check.
    for name in "${DEFAULT_CHECKS[@]}"; do
      if "have_$name"; then names+=("$name"); fi
    done
  fi
  mkdir -p "$LOGS"
  for name in "${names[@]}"; do
    started=$SECONDS
    say "check $name …"
    if run_check "$name"; then
      passed=$((passed + 1))
      printf 'OK %s (%d s)\n' "$name" $((SECONDS - started))
    else
      failed=$((failed + 1))
      printf '%s\n' "---- the end of build/logs/$name.log ----"
      tail -n 60 "$LOGS/$name.log"
      printf -- '----\nFAIL %s (%d s)\n' "$name" $((SECONDS - started))
    fi
  done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

# In a process group of its own with a time limit and no standard input; its output is its log.
# Ending the group ends what a check started, browsers and servers too.
run_check() {
  local name=$1 log=$LOGS/$1.log pid ticker status=0
  timeout --kill-after=10 "${FIRSTHAND_CHECK_SECONDS:-2400}" \
    bash "$FIRSTHAND_SCRIPTS/check.sh" "$name" >"$log" 2>&1 </dev/null &
  pid=$!
  # shellcheck disable=SC2064  # the id as it is now
  trap "kill -- -$pid 2>/dev/null; exit 130" INT TERM
  tick "$log" $$ &
  ticker=$!
  wait "$pid" || status=$?
  trap - INT TERM
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if ((status == 124)); then echo "ended by its time limit" >>"$log"; fi
  return "$status"
}
