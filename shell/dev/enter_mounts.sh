#!/usr/bin/env bash
# The second half of enter.sh, in a mount namespace that ends with the command:
#   enter_mounts.sh TOOLCHAIN CHECKOUT CACHE DIRECTORY N NAME=VALUE×N COMMAND…
set -euo pipefail

toolchain=$1 checkout=$2 cache=$3 directory=$4
environment=("${@:6:$5}")
shift $((5 + $5))

# The machine's own name server, read before its place is covered.
resolv_conf=$(cat /etc/resolv.conf 2>/dev/null || true)

# The root is a fresh tmpfs, so that places for the machine's own folders can be made in it. It
# covers the machine's /run, of which nothing is wanted inside; the namespace is ours, so nobody
# else sees it there.
root=/run
mount -t tmpfs -o mode=755 tmpfs "$root"

# bind FROM TO [OPTIONS]
bind() {
  if [[ -d $1 ]]; then
    mkdir -p "$root$2"
  elif [[ ! -e $root$2 ]]; then
    mkdir -p "$root${2%/*}"
    : >"$root$2"
  fi
  mount --rbind ${3:+-o "$3"} "$1" "$root$2"
}

programs() {
  local path
  for path in usr etc opt/firsthand var/lib; do bind "$toolchain/$path" "/$path" ro; done
  for path in bin sbin lib lib64; do ln -s "usr/$path" "$root/$path"; done
  mkdir -p "$root"/run "$root"/var/{cache,tmp,log}
  ln -s /run "$root/var/run"
  if [[ -d $toolchain/var/cache/fontconfig ]]; then
    bind "$toolchain/var/cache/fontconfig" /var/cache/fontconfig ro
  fi
}

# The machine's top folders that hold people's files, not programs: /home, /root, /srv, /tmp, …
files_of_people() {
  local path
  for path in /*/; do
    path=${path%/}
    case $path in
      /bin | /boot | /etc | /lib* | /lost+found | /opt | /run | /sbin | /usr | /var) ;;
      *) [[ -L $path ]] || bind "$path" "$path" ;;
    esac
  done
  # A checkout below /opt or /var is in none of those.
  [[ -e $root$checkout/dev ]] || bind "$checkout" "$checkout"
}

network_of_the_machine() {
  printf '%s\n' "$resolv_conf" >"$root/run/resolv.conf"
  bind "$root/run/resolv.conf" /etc/resolv.conf
  bind /etc/hosts /etc/hosts ro
  if [[ -d /etc/ssl/certs ]]; then bind /etc/ssl/certs /etc/ssl/certs ro; fi
}

home() {
  bind "$cache/home" /run/firsthand
  bind "$cache/ccache" /run/firsthand/.cache/ccache
  # The person's own npm settings: which registry, for one.
  if [[ -f ${HOME:-/root}/.npmrc ]]; then bind "${HOME:-/root}/.npmrc" /run/firsthand/.npmrc ro; fi
}

programs
files_of_people
network_of_the_machine
home

[[ -d $root$directory ]] || directory=$checkout
# shellcheck disable=SC2016  # expanded by the inner shell
exec env -i "${environment[@]}" chroot "$root" /bin/bash -c 'cd "$0" && exec "$@"' "$directory" "$@"
