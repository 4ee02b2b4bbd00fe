# shellcheck shell=bash
# Inside the toolchain: build, make a sample workspace on the first run, and serve both.

verb_serve() {
  local port=8080 data='' tickets=300
  while (($#)); do
    case $1 in
      --port | --data | --tickets)
        (($# > 1)) || die "$1 needs a value"
        case $1 in
          --port) port=$2 ;;
          --data) data=$2 ;;
          --tickets) tickets=$2 ;;
        esac
        shift 2
        ;;
      *) die "serve does not know $1; it knows --port N, --data DIR and --tickets N" ;;
    esac
  done
  if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port > 65535)); then
    die "--port needs a number up to 65535, not '$port'"
  fi
  [[ $tickets =~ ^[0-9]+$ ]] || die "--tickets needs a number, not '$tickets'"
  # Another size is another workspace, so that none is thrown away unasked.
  if [[ -z $data ]]; then
    data=build/workspace
    ((tickets == 300)) || data=build/workspace-$tickets
  fi
  compile native firsthand || die "the build failed"
  build_site || die "the site was not built"
  make_workspace "$data" "$tickets"
  say "serving $data at http://127.0.0.1:$port/ (Ctrl+C ends it)"
  [[ -f $data/accounts.txt ]] && say "accounts are in $data/accounts.txt"
  exec build/native/bin/firsthand serve --data "$data" --site build/site --listen "127.0.0.1:$port"
}

# A folder that exists is somebody's work and stays as it is; a new one appears whole or not at all.
make_workspace() {
  local data=${1%/} tickets=$2
  [[ -d $data && -n $(ls -A "$data") ]] && return
  say "making a sample workspace of $tickets tickets in $data"
  rm -rf "$data.part"
  mkdir -p "$(dirname "$data")"
  build/native/bin/firsthand sample --data "$data.part" --tickets "$tickets" --seed 1 >&2 \
    || die "the sample workspace was not made"
  [[ ! -d $data ]] || rmdir "$data"
  mv "$data.part" "$data"
}
