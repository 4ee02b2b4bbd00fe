#!/usr/bin/env bash
# Makes the toolchain's root filesystem. Run by toolchain.sh as root in its own namespace:
#   rootfs.sh FOLDER MIRROR LOG SCRIPTS PROXY_CONF
# All but its comments is part of the toolchain's key, so a change here makes a new toolchain.
set -euo pipefail

rootfs=$1 mirror=$2 log=$3 scripts=$4 proxy_conf=$5
suite=trixie        # Debian 13: emscripten 3.1.69, g++ 14
source_suite=forky  # Debian 14 (testing): sources of Dear ImGui >= 1.92 and SQLite >= 3.51.3

# shellcheck source=shell/dev/say.sh
source "$scripts/say.sh"

make_base() {
  # mmdebstrap, since debootstrap makes device files, which only real root may. ca-certificates so
  # that apt can use an https mirror from the first update on.
  mmdebstrap --mode=root --format=directory --variant=apt --include=ca-certificates \
    --aptopt="$proxy_conf" "$suite" "$rootfs" "$mirror"
}

configure_base() {
  cat >"$rootfs/etc/apt/sources.list" <<EOF
deb $mirror $suite main
deb-src $mirror $source_suite main
EOF
  # A mirror's copy of the testing suite can be older than its Release file allows; signatures still
  # count.
  cat >"$rootfs/etc/apt/apt.conf.d/90firsthand" <<EOF
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
EOF
  cat "$proxy_conf" >>"$rootfs/etc/apt/apt.conf.d/90firsthand"
  # No documentation, and no fsync: a half-made toolchain is thrown away anyway.
  cat >"$rootfs/etc/dpkg/dpkg.cfg.d/firsthand" <<EOF
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
EOF
  # Packages must not start services.
  printf '#!/bin/sh\nexit 101\n' >"$rootfs/usr/sbin/policy-rc.d"
  chmod +x "$rootfs/usr/sbin/policy-rc.d"
  cp --dereference /etc/resolv.conf "$rootfs/etc/resolv.conf"
  # The machine's own certificates: a mirror or a proxy may be signed by one of them.
  if [[ -f /etc/ssl/certs/ca-certificates.crt ]]; then
    cp --dereference /etc/ssl/certs/ca-certificates.crt "$rootfs/etc/firsthand-host-ca.crt"
    echo 'Acquire::https::CaInfo "/etc/firsthand-host-ca.crt";' \
      >>"$rootfs/etc/apt/apt.conf.d/90firsthand"
  fi
}

mount_system() {
  mount --rbind /dev "$rootfs/dev"
  mount -t proc proc "$rootfs/proc" || mount --rbind /proc "$rootfs/proc"
}

in_rootfs() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive chroot "$rootfs" "$@"
}

install_tools() {
  local packages
  mapfile -t packages < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$scripts/packages.txt")
  in_rootfs apt-get -q -y install "${packages[@]}"
}

fetch_sources() {
  cp "$scripts/sources.sh" "$rootfs/tmp/sources.sh"
  in_rootfs bash /tmp/sources.sh
}

# Header-only libraries in a folder of their own: emcc must not see the native /usr/include.
collect_headers() {
  mkdir -p "$rootfs/opt/firsthand/include"
  cp -r "$rootfs/usr/include/nlohmann" "$rootfs"/usr/include/xxh*.h "$rootfs/opt/firsthand/include/"
}

clean_up() {
  in_rootfs apt-get clean
  rm -rf "${rootfs:?}"/var/lib/apt/lists/* "${rootfs:?}"/tmp/* "$rootfs/usr/sbin/policy-rc.d"
  # enter.sh mounts the machine's files over these; a read-only root cannot make the places later.
  mkdir -p "$rootfs/etc/ssl/certs"
  : >"$rootfs/etc/hosts"
}

step "1/5 Debian base ($suite)" "$log" make_base
configure_base
mount_system
step "2/5 package lists" "$log" in_rootfs apt-get -q update
step "3/5 compilers, libraries and browsers" "$log" install_tools
step "4/5 sources of Dear ImGui, SQLite and Catch2" "$log" fetch_sources
collect_headers
step "5/5 cleaning up" "$log" clean_up
umount -l "$rootfs/proc" "$rootfs/dev"
