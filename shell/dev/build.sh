# shellcheck shell=bash
# Inside the toolchain: the native programs and the wasm module.

LOGS=$FIRSTHAND_ROOT/build/logs

# configure PRESET : cheap when nothing changed; its output matters only when it fails.
configure() {
  local preset=$1 log=$LOGS/configure-$1.log
  need_tool cmake cmake
  need_tool ninja ninja-build
  if [[ $preset == wasm* ]]; then need_tool emcc emscripten; fi
  mkdir -p "$LOGS"
  if ! cmake --preset "$preset" >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
}

# compile PRESET [TARGET…] : ninja's progress goes to stderr.
compile() {
  local preset=$1
  shift
  configure "$preset" || return 1
  if (($#)); then
    cmake --build "build/$preset" --target "$@" >&2
  else
    cmake --build "build/$preset" >&2
  fi
}

has_target() { cmake --build "build/$1" --target help 2>/dev/null | grep -q "^$2:"; }

# On a host without our toolchain a tool can be missing: say which, and what brings it.
need_tool() {
  have "$1" || die "$1 is missing (FIRSTHAND_TOOLCHAIN=host). As root: apt-get install $2; or use the toolchain: ./dev without FIRSTHAND_TOOLCHAIN"
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
      *) die "there is no part $part; parts: native site wasm native-asan native-tsan wasm-debug fuzz" ;;
    esac || return 1
  done
}
