# shellcheck shell=bash
# Inside the toolchain: the smaller verbs.

cxx_files() {
  find core ui shell tests -name node_modules -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0
}

verb_format() { cxx_files | xargs -0 -r -n 16 -P "$(nproc)" clang-format -i; }

# The files that clang-format would change, one a line; false when there are any.
unformatted_files() {
  local list
  list=$(cxx_files | xargs -0 -r clang-format --dry-run --Werror --ferror-limit=1 2>&1 \
    | sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: error: .*/\1/p' | LC_ALL=C sort -u)
  [[ -z $list ]] && return 0
  printf '%s\n' "$list"
  return 1
}

verb_lint() {
  local failed=0
  lint_quick || failed=1
  lint_tidy || failed=1
  return "$failed"
}

lint_quick() {
  local failed=0
  echo '== clang-format (./dev format mends it)' >&2
  unformatted_files || failed=1
  echo '== shellcheck' >&2
  shellcheck -x dev .ci/run shell/dev/*.sh || failed=1
  return "$failed"
}

lint_tidy() {
  echo '== clang-tidy' >&2
  configure native && node shell/dev/tidy.mjs
}

build_all() {
  compile native firsthand && build_site
}

# verb_bench [native|browser [TICKETS [BROWSER]]] : figures as JSON lines on stdout, of both by default.
verb_bench() {
  local part=${1:-all}
  if (($#)); then shift; fi
  case $part in
    all) bench_native "$@" && bench_browser "$@" ;;
    native) bench_native "$@" ;;
    browser) bench_browser "$@" ;;
    *) die "bench has the parts native and browser, not '$part'" ;;
  esac
}

bench_native() {
  local data=build/bench-${FIRSTHAND_BENCH_TICKETS:-100000}
  compile native bench_core firsthand || die "the build failed"
  if [[ ! -f $data/accounts.txt ]]; then
    say "making a workspace of full size in $data (some minutes, once)"
    rm -rf "$data"
    build/native/bin/firsthand sample --data "$data" --tickets "${FIRSTHAND_BENCH_TICKETS:-100000}" --seed 1 \
      --password only-in-tests-1042 >/dev/null || return 1
  fi
  FIRSTHAND_BENCH_DATA=$data build/native/bin/bench_core "$@"
}

bench_browser() { browser_script bench "$@"; }

# browser_script NAME ARGUMENT… : a script of tests/browser, with the real server and the built site.
browser_script() {
  local name=$1
  shift
  build_all || die "the build failed"
  npm_install tests/browser || return 1
  export FIRSTHAND_BIN=$FIRSTHAND_ROOT/build/native/bin/firsthand FIRSTHAND_SITE=$SITE
  export LIBGL_ALWAYS_SOFTWARE=1
  xvfb-run -a node "tests/browser/$name.mjs" "$@"
}

# verb_sim [COUNT | --seed N] : that many seeds, or one again.
verb_sim() {
  compile native test_sync || die "the build failed"
  case ${1:-} in
    --seed) FIRSTHAND_SIM_SEED=${2:?--seed needs a number} build/native/bin/test_sync ;;
    *) FIRSTHAND_SIM_SEEDS=${1:-2000} build/native/bin/test_sync ;;
  esac
}

# verb_fuzz [NAME|all] [SECONDS] : each fuzzer for a while; what it finds stays in
# build/fuzz-corpus.
verb_fuzz() {
  local wanted=${1:-all} seconds=${2:-60} file name names=()
  for file in tests/fuzz/*.cpp; do
    name=$(basename "$file" .cpp)
    if [[ -f $file && ($wanted == all || $wanted == "$name") ]]; then names+=("$name"); fi
  done
  ((${#names[@]})) || die "there is no fuzzer '$wanted' in tests/fuzz"
  compile fuzz "${names[@]}" || die "the build failed"
  for name in "${names[@]}"; do
    mkdir -p "build/fuzz-corpus/$name"
    say "fuzzing $name for $seconds s"
    "build/fuzz/bin/$name" -max_total_time="$seconds" -timeout=10 \
      -artifact_prefix="build/fuzz-corpus/$name-" "build/fuzz-corpus/$name" || return 1
  done
}

verb_shots() {
  mkdir -p build/shots
  browser_script shots "$@"
}

# The site for any static host, and the server with it. The server program is static: any Linux runs
# it.
verb_dist() {
  local version dist=build/dist stage
  build_all || die "the build failed"
  version=$(sed -n 's/^project(firsthand VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
  stage=$dist/firsthand-server-$version
  rm -rf "$dist"
  mkdir -p "$stage"
  cp -r "$SITE" "$stage/site"
  cp build/native/bin/firsthand "$stage/firsthand"
  strip "$stage/firsthand"
  cp README.md LICENSE "$stage/" 2>/dev/null || true
  tar -C "$dist" --owner=0 --group=0 \
    -czf "$dist/firsthand-server-$version-linux-$(uname -m).tar.gz" "firsthand-server-$version"
  tar -C "$(dirname "$SITE")" --owner=0 --group=0 -czf "$dist/firsthand-site-$version.tar.gz" site
  rm -rf "$stage"
  ls -l "$dist"
}
