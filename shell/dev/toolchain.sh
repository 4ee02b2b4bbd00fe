# shellcheck shell=bash
# The toolchain: a Debian root filesystem in the user's cache, made once for each package list and
# shared by all checkouts. This file decides which one is needed and has it made; rootfs.sh makes
# it, enter.sh uses it.

FIRSTHAND_CACHE=${FIRSTHAND_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/firsthand}

# Whatever changes the contents of the root filesystem is part of its name.
toolchain_key() {
  local dir=$FIRSTHAND_ROOT/shell/dev
  {
    uname -m
    # Comments and line breaks for them change nothing.
    sed -e 's/^[[:space:]]*#.*//' -e '/^[[:space:]]*$/d' \
      "$dir/packages.txt" "$dir/rootfs.sh" "$dir/sources.sh"
  } | sha256sum | cut -c 1-12
}

toolchain_dir() { printf '%s/toolchain-%s\n' "$FIRSTHAND_CACHE" "$(toolchain_key)"; }

# Sets TOOLCHAIN to the root filesystem's folder, making it first when it is not there.
ensure_toolchain() {
  TOOLCHAIN=${FIRSTHAND_ROOTFS:-$(toolchain_dir)}
  [[ -d $TOOLCHAIN ]] && return
  mkdir -p "$FIRSTHAND_CACHE"
  # A lock, so that two runs do not make the same folder twice; the second one waits and finds it
  # made.
  exec 9>"$FIRSTHAND_CACHE/lock"
  if ! flock -n 9; then
    say "another run is making the toolchain; waiting for it"
    flock 9
  fi
  if [[ ! -d $TOOLCHAIN ]]; then
    make_toolchain
  fi
  exec 9>&-
}

make_toolchain() {
  need_host_tool mmdebstrap mmdebstrap debian-archive-keyring
  ((EUID == 0)) || need_host_tool newuidmap uidmap
  local mirror part=$TOOLCHAIN.part log=$TOOLCHAIN.log
  mirror=$(debian_mirror)
  need_free_space
  say "making the toolchain in $TOOLCHAIN (about 2 minutes and 5 GB, once)"
  remove_rootfs "$part"
  : >"$log"
  host_apt_proxy >"$FIRSTHAND_CACHE/apt-proxy.conf"
  as_root bash "$FIRSTHAND_ROOT/shell/dev/rootfs.sh" "$part" "$mirror" "$log" \
    "$FIRSTHAND_ROOT/shell/dev" "$FIRSTHAND_CACHE/apt-proxy.conf" 9>&- \
    || die "the toolchain was not made; the log is $log"
  mv "$part" "$TOOLCHAIN"
  say "the toolchain is ready"
  for part in "$FIRSTHAND_CACHE"/toolchain-????????????; do
    [[ $part == "$TOOLCHAIN" ]] || say "delete it if no checkout needs it any more: $part"
  done
}

# A mount namespace of its own: whatever is mounted while packages install is gone when the script
# ends. Without root, a user namespace with the user's own range of ids stands in for it.
as_root() {
  if ((EUID == 0)); then
    unshare --mount --propagation private -- "$@"
  else
    unshare --user --map-root-user --map-auto --mount --pid --fork -- "$@"
  fi
}

remove_rootfs() {
  [[ -e $1 ]] || return 0
  if ((EUID == 0)); then
    rm -rf --one-file-system "$1"
  else
    as_root rm -rf --one-file-system "$1"
  fi
}

need_free_space() {
  local free_kb
  free_kb=$(df --output=avail -k "$FIRSTHAND_CACHE" | tail -n 1)
  ((free_kb > 7 * 1024 * 1024)) \
    || die "$FIRSTHAND_CACHE has less than 7 GB free; the toolchain needs 5 GB (FIRSTHAND_CACHE \
chooses another folder)"
}

# need_host_tool COMMAND PACKAGE… : installs a missing tool when we may, else names the command that
# does.
need_host_tool() {
  local command=$1
  shift
  have "$command" && return
  if ((EUID != 0)) || ! have apt-get; then
    die "$command is missing. As root: apt-get install $*"
  fi
  say "installing $* (for $command)"
  install_packages "$@" || die "could not install $*. Try: apt-get update && apt-get install $*"
  hash -r
  have "$command" || die "$command is still missing after installing $*"
}

install_packages() {
  local log=$FIRSTHAND_CACHE/host-packages.log
  mkdir -p "$FIRSTHAND_CACHE"
  {
    # Other package sources of the machine may be out of reach; only the packages themselves must
    # come.
    apt-get -q update || true
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"
  } >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    return 1
  }
}

# The address of the Debian mirror that this machine itself uses, so that none is fixed here.
# shellcheck disable=SC2016  # the $(…) are apt's own
debian_mirror() {
  local mirror=${FIRSTHAND_DEBIAN_MIRROR:-}
  # The machine's own package lists know which source is Debian's …
  if [[ -z $mirror ]] && have apt-get; then
    mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)' \
      'Created-By: Packages' 2>/dev/null \
      | awk -F '|' '$1 == "Debian" && $2 == "Debian" && $3 == "main" { print $4; exit }')
  fi
  # … and without lists (before the first update) its path tells.
  if [[ -z $mirror ]] && have apt-get; then
    mirror=$(apt-get indextargets --format '$(COMPONENT)|$(REPO_URI)' \
      'Created-By: Packages' 2>/dev/null \
      | awk -F '|' '$1 == "main" && $2 ~ /\/debian\/?$/ { print $2; exit }')
  fi
  [[ -n $mirror ]] \
    || die "no Debian package mirror found in this machine's apt sources; set \
FIRSTHAND_DEBIAN_MIRROR to the address of one"
  printf '%s\n' "${mirror%/}"
}

host_apt_proxy() {
  have apt-config || return 0
  apt-config dump 2>/dev/null | grep -iE '^Acquire::(http|https)::(.*::)?Proxy ' || true
}
