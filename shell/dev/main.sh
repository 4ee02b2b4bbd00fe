# shellcheck shell=bash
# The verbs of ./dev. Outside the toolchain a verb enters it and runs this script again; inside it
# does the work.

FIRSTHAND_SCRIPTS=$FIRSTHAND_ROOT/shell/dev
# shellcheck source=shell/dev/say.sh
source "$FIRSTHAND_SCRIPTS/say.sh"
# shellcheck source=shell/dev/toolchain.sh
source "$FIRSTHAND_SCRIPTS/toolchain.sh"
# shellcheck source=shell/dev/enter.sh
source "$FIRSTHAND_SCRIPTS/enter.sh"

usage() {
  cat <<'EOF'
usage: ./dev VERB …

  serve [--port N] [--data DIR] [--tickets N]   build, make a sample workspace once, and serve it
  test [CHECK …]           run every check, or those named (./dev test --list names them)
  build [native|wasm|site|…]   build the native programs and the site, or the named part
  bench [native|browser]   figures of a full-size workspace, as JSON lines
  sim [COUNT | --seed N]   the sync simulation with more seeds, or one seed again
  fuzz [NAME] [SECONDS]    run the fuzzers
  shots [NAME]             a picture of every screen, in build/shots
  dist                     the static site and the server package, in build/dist
  format                   format the C++ sources
  lint                     check formatting, scripts and clang-tidy
  run -- CMD …             run a command inside the toolchain
  shell                    a shell inside the toolchain
  help                     this text

The toolchain is made on first use (about 2 minutes). FIRSTHAND_TOOLCHAIN=host uses this machine's
own tools.
Programs land in build/native/bin, the site in build/site, logs in build/logs.
EOF
}

main() {
  local verb=${1:-help}
  (($#)) && shift
  case $verb in
    help | -h | --help) usage ;;
    run)
      [[ ${1:-} == -- ]] && shift
      (($#)) || die "run needs a command: ./dev run -- CMD …"
      inside "$@"
      ;;
    shell) inside bash "$@" ;;
    serve | test | build | bench | sim | fuzz | shots | dist | format | lint)
      case ${FIRSTHAND_TOOLCHAIN:-} in
        inside | host) run_verb "$verb" "$@" ;;
        *) inside bash "$FIRSTHAND_ROOT/dev" "$verb" "$@" ;;
      esac
      ;;
    *)
      usage >&2
      die "there is no verb $verb"
      ;;
  esac
}

# Replaces this process by a command that runs with the toolchain's programs.
inside() {
  case ${FIRSTHAND_TOOLCHAIN:-} in
    inside | host) exec "$@" ;;
    '' | debian)
      ensure_toolchain
      enter "$@"
      ;;
    *) die "FIRSTHAND_TOOLCHAIN is '$FIRSTHAND_TOOLCHAIN'; it may be 'debian' or 'host'" ;;
  esac
}

# The verbs' own files are read only when one of them runs.
run_verb() {
  local verb=$1 file
  shift
  cd "$FIRSTHAND_ROOT" || exit
  for file in build site serve checks test tools; do
    # shellcheck disable=SC1090
    source "$FIRSTHAND_SCRIPTS/$file.sh"
  done
  "verb_$verb" "$@"
}
