#!/usr/bin/env bash
# enter.sh without bwrap: runs as root in a private mount namespace, mounts and changes root.
#   enter_chroot.sh N BIND×N M NAME=VALUE×M COMMAND…
set -euo pipefail

binds=("${@:2:$1}")
shift $(($1 + 1))
environment=("${@:2:$1}")
shift $(($1 + 1))

# An overlay of memory over the root filesystem: mount points can be made in it, the toolchain stays as it is.
root=$(mktemp -d)
mount -t tmpfs tmpfs "$root"
mkdir "$root/upper" "$root/work" "$root/new"
mount -t overlay overlay -o "lowerdir=$TOOLCHAIN,upperdir=$root/upper,workdir=$root/work" "$root/new"

bind() {
  if [[ -d $1 ]]; then
    mkdir -p "$root/new$2"
  elif [[ ! -e $root/new$2 ]]; then
    mkdir -p "$root/new${2%/*}"
    : >"$root/new$2"
  fi
  mount --rbind "$1" "$root/new$2"
}

bind /dev /dev
bind /proc /proc
bind /sys /sys
for path in "${binds[@]}"; do bind "$(readlink -f "$path")" "$path"; done
bind "$FIRSTHAND_ROOT" "$FIRSTHAND_ROOT"
bind "$FIRSTHAND_CACHE/home" /run/firsthand
bind "$FIRSTHAND_CACHE/ccache" /run/firsthand/.cache/ccache
if [[ -f ${HOME:-/root}/.npmrc ]]; then bind "${HOME:-/root}/.npmrc" /run/firsthand/.npmrc; fi

# shellcheck disable=SC2016
exec env -i "${environment[@]}" chroot "$root/new" \
  bash -c 'cd "$0" && exec "$@"' "$INSIDE_DIRECTORY" "$@"
