# shellcheck shell=bash
# Inside the toolchain: the native programs and the wasm module.

LOGS=$FIRSTHAND_ROOT/build/logs

# configure PRESET : cheap when nothing changed; its output matters only when it fails.
configure() {
  local preset=$1 log=$LOGS/configure-$1.log
  need_tools_of_host "$preset"
  mkdir -p "$LOGS"
  if ! cmake --preset "$preset" >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
}

# compile PRESET [TARGET…] : ninja's progress goes to stderr. Two runs in one checkout take turns.
compile() {
  local preset=$1
  shift
  configure "$preset" || return 1
  flock "build/$preset" cmake --build "build/$preset" ${1:+--target "$@"} >&2
}


# With the host's own tools one can be missing or too old: say which, and what brings it.
need_tools_of_host() {
  [[ ${FIRSTHAND_TOOLCHAIN:-} == host ]] || return 0
  need_tool ninja ninja-build
  need_version cmake 3.28 "$(cmake --version 2>/dev/null)"
  if [[ $1 == wasm* ]]; then
    need_version emcc 3.1.69 "$(emcc --version 2>/dev/null)"
  else
    need_version "${CXX:-c++}" 14 "$("${CXX:-c++}" -dumpfullversion 2>/dev/null)"
  fi
}

need_tool() {
  have "$1" || die "$1 is missing (FIRSTHAND_TOOLCHAIN=host). As root: apt-get install $2; or \
leave FIRSTHAND_TOOLCHAIN unset: ./dev then brings its own tools"
}

# need_version TOOL MINIMUM TEXT : TEXT holds the tool's version.
need_version() {
  local found
  found=$(grep -oE '[0-9]+(\.[0-9]+)+' <<<"$3" | head -n 1 || true)
  [[ -n $found && $(printf '%s\n' "$2" "$found" | sort -V | head -n 1) == "$2" ]] && return
  die "$1 is ${found:-missing} here, but at least $2 is needed (FIRSTHAND_TOOLCHAIN=host). \
Leave FIRSTHAND_TOOLCHAIN unset: ./dev then brings its own tools"
}

verb_build() {
  (($#)) || set -- native site
  local part
  for part in "$@"; do
    case $part in
      native) compile native ;;
      site) build_site ;;
      wasm) compile wasm ;;
      native-asan | native-tsan | wasm-debug | fuzz) compile "$part" ;;
      *) die "there is no part $part: native site wasm native-asan native-tsan wasm-debug fuzz" ;;
    esac || return 1
  done
}
