# shellcheck shell=bash
# The checks of ./dev test: have_NAME says whether there is anything to check, check_NAME does it.

# What fails fast comes first.
# shellcheck disable=SC2034  # test.sh reads these
DEFAULT_CHECKS=(house lint core sync ui web wasm server site asan browser tidy)
# Run only when named.
# shellcheck disable=SC2034
NAMED_CHECKS=(tsan fuzz)

any_file() { compgen -G "$1" >/dev/null; }

# test_programs PRESET NAME… : builds and runs Catch2 programs.
test_programs() {
  local preset=$1 name suffix=''
  shift
  [[ $preset == wasm* ]] && suffix=.js
  compile "$preset" "$@"
  for name in "$@"; do
    echo "== $preset $name"
    if [[ -n $suffix ]]; then
      node "build/$preset/bin/$name$suffix"
    else
      "build/$preset/bin/$name"
    fi
  done
}

have_house() { any_file 'tests/house/*.cpp'; }
check_house() { test_programs native test_house; }

have_core() { any_file 'tests/core/*'; }
check_core() { test_programs native test_core; }

have_sync() { any_file 'tests/sync/*.cpp'; }
check_sync() { test_programs native test_sync; }

have_ui() { any_file 'tests/ui/*'; }
check_ui() { test_programs native test_ui; }

# The browser's file layer, with its JavaScript replaced by memory.
have_web() { any_file 'tests/web/*.cpp'; }
check_web() { test_programs native test_web; }

# 32-bit sizes, another libc, another standard library.
have_wasm() { have_core; }
check_wasm() { test_programs wasm test_core; }

have_asan() { have_core; }
check_asan() { sanitized native-asan; }

have_tsan() { any_file 'shell/server/*.cpp'; }
check_tsan() { sanitized native-tsan; }

sanitized() {
  local preset=$1 name names=()
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  export UBSAN_OPTIONS=print_stacktrace=1
  export TSAN_OPTIONS=halt_on_error=1
  # Ten times slower than without; the check sync runs all seeds.
  export FIRSTHAND_SIM_SEEDS=${FIRSTHAND_SIM_SEEDS:-15}
  for name in core sync ui web; do
    if "have_$name"; then names+=("test_$name"); fi
  done
  test_programs "$preset" "${names[@]}"
}

# node_tests FOLDER : node's test runner on the folder's *.test.mjs files.
node_tests() {
  local folder=$1 files=()
  if [[ -f $folder/package-lock.json ]]; then npm_install "$folder"; fi
  mapfile -t files < <(find "$folder" -name node_modules -prune -o -name '*.test.*js' -print \
    | LC_ALL=C sort)
  export FIRSTHAND_BIN=$FIRSTHAND_ROOT/build/native/bin/firsthand
  export FIRSTHAND_SITE=$FIRSTHAND_ROOT/build/site
  # One file at a time: two cores, and timings that mean something.
  ${NODE_WRAPPER:-} node --test --test-concurrency=1 --test-reporter=spec "${files[@]}"
}

have_server() { any_file 'tests/server/*.test.*js'; }
check_server() {
  compile native firsthand
  node_tests tests/server
}

# The site builds and keeps its size budget.
have_site() { [[ -f web/package.json ]] && any_file 'shell/web/*.cpp'; }
check_site() {
  build_site
  print_sizes "$SITE"
}

# Firefox has WebGL2 without a GPU only on an X server, with Mesa's software renderer.
have_browser() { any_file 'tests/browser/*.test.*js'; }
check_browser() {
  compile native firsthand
  build_site
  export LIBGL_ALWAYS_SOFTWARE=1
  NODE_WRAPPER='xvfb-run -a' node_tests tests/browser
}

have_lint() { true; }
check_lint() { lint_quick; }

have_tidy() { true; }
check_tidy() { lint_tidy; }

have_fuzz() { any_file 'tests/fuzz/*.cpp'; }
check_fuzz() { verb_fuzz all 20; }
