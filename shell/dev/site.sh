# shellcheck shell=bash
# Inside the toolchain: the static site, from web/ (Vite) and the wasm module, into build/site.

SITE=$FIRSTHAND_ROOT/build/site
SITE_STAMP=$FIRSTHAND_ROOT/build/site.stamp
# All files of the first load, brotli. Raising it is a decision, not a fix.
SITE_BUDGET_BYTES=1200000

build_site() {
  local stamp
  [[ -f web/package.json ]] || die "web/package.json is missing: there is no site to build yet"
  compile wasm firsthand_web || return 1
  mkdir -p web/src/wasm
  copy_if_changed build/wasm/bin/firsthand.mjs web/src/wasm/firsthand.mjs
  copy_if_changed build/wasm/bin/firsthand.wasm web/src/wasm/firsthand.wasm
  stamp=$(site_inputs)
  if [[ -f $SITE/index.html && -f $SITE_STAMP && $(<"$SITE_STAMP") == "$stamp" ]]; then
    return 0
  fi
  rm -f "$SITE_STAMP"
  npm_install web || return 1
  mkdir -p "$LOGS"
  step "building the site" "$LOGS/site.log" npm --prefix web run build || return 1
  [[ -f $SITE/index.html ]] || die "npm run build in web/ made no build/site/index.html"
  precompress "$SITE" || return 1
  print_sizes "$SITE" || return 1
  printf '%s\n' "$stamp" >"$SITE_STAMP"
}

copy_if_changed() { cmp -s "$1" "$2" || cp "$1" "$2"; }

# A hash of everything that the site is made from.
site_inputs() {
  find web -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z \
    | xargs -0 sha256sum | cat - "$FIRSTHAND_SCRIPTS/site.sh" | sha256sum | cut -d ' ' -f 1
}

# npm_install FOLDER : npm ci when the lock file is not the one that node_modules was made from.
npm_install() {
  local folder=$1 stamp lock
  need_tool npm "nodejs npm"
  lock=$(sha256sum <"$folder/package-lock.json")
  stamp=$folder/node_modules/.firsthand-lock
  [[ -f $stamp && $(<"$stamp") == "$lock" ]] && return 0
  mkdir -p "$LOGS"
  step "npm packages of $folder" "$LOGS/npm-${folder//\//-}.log" \
    npm --prefix "$folder" ci || return 1
  printf '%s\n' "$lock" >"$stamp"
}

compressible_files() {
  find "$1" -type f -regextype posix-extended \
    -regex '.*\.(js|mjs|css|html|wasm|json|svg|webmanifest|txt|ttf)' -print0
}

# .br and .gz beside each file, so that a server only has to choose one.
precompress() {
  say "compressing the site"
  compressible_files "$1" \
    | xargs -0 -r -n 1 -P "$(nproc)" brotli --force --quality=11 --lgwin=24 || return 1
  compressible_files "$1" | xargs -0 -r -n 8 -P "$(nproc)" gzip --force --keep --best --no-name
}

# print_sizes FOLDER : a table on stderr; false when the total is over the budget.
print_sizes() {
  local folder=$1 file raw br gz total_raw=0 total_gz=0 total_br=0
  printf '%10s %10s %10s  %s\n' raw gzip brotli file >&2
  while IFS= read -r file; do
    raw=$(stat -c %s "$file") gz=$raw br=$raw
    [[ -f $file.gz ]] && gz=$(stat -c %s "$file.gz")
    [[ -f $file.br ]] && br=$(stat -c %s "$file.br")
    printf '%10d %10d %10d  %s\n' "$raw" "$gz" "$br" "${file#"$folder"/}" >&2
    total_raw=$((total_raw + raw)) total_gz=$((total_gz + gz)) total_br=$((total_br + br))
  done < <(find "$folder" -type f -not -name '*.br' -not -name '*.gz' -not -name '*.map' \
    | LC_ALL=C sort)
  printf '%10d %10d %10d  all files; the budget is %d brotli\n' \
    "$total_raw" "$total_gz" "$total_br" "$SITE_BUDGET_BYTES" >&2
  if ((total_br > SITE_BUDGET_BYTES)); then
    say "the site is over its size budget by $((total_br - SITE_BUDGET_BYTES)) bytes"
    return 1
  fi
}
