# shellcheck shell=bash
# Runs a command inside the toolchain: the programs come from the root filesystem (read-only), the files are the
# machine's own, at the same absolute paths, so that paths in errors, debuggers and the compiler cache agree.

# enter COMMAND… : replaces this process. Signals, stdin, stdout and the exit code are the command's own.
enter() {
  prepare_home
  environment_inside
  if have bwrap && bwrap_works; then
    enter_with_bwrap "$@"
  elif ((EUID == 0)); then
    if ! have bwrap && have apt-get && install_packages bubblewrap && bwrap_works; then
      enter_with_bwrap "$@"
    fi
    enter_with_chroot "$@"
  fi
  have bwrap || die "bwrap is missing. As root: apt-get install bubblewrap"
  die "bwrap may not make namespaces here. Run as root, allow unprivileged user namespaces, or use FIRSTHAND_TOOLCHAIN=host"
}

prepare_home() { mkdir -p "$FIRSTHAND_CACHE/home/.cache/ccache" "$FIRSTHAND_CACHE/ccache"; }

# Only what is meant for the command comes along: a compiler flag or a library path of the machine would not
# fit the programs inside.
environment_inside() {
  local name
  INSIDE_ENV=(
    PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
    HOME=/run/firsthand
    USER=firsthand
    LANG=C.UTF-8
    FIRSTHAND_TOOLCHAIN=inside
    "FIRSTHAND_ROOT=$FIRSTHAND_ROOT"
    CCACHE_DIR=/run/firsthand/.cache/ccache
    npm_config_update_notifier=false
    npm_config_fund=false
    npm_config_audit=false
    # Lock files name packages, not the registry that this machine happened to use.
    npm_config_omit_lockfile_registry_resolved=true
    # The checkout may belong to another user than the one inside.
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory 'GIT_CONFIG_VALUE_0=*'
  )
  for name in TERM COLORTERM NO_COLOR CI http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY \
    "${!FIRSTHAND_@}"; do
    case $name in FIRSTHAND_TOOLCHAIN | FIRSTHAND_ROOT | FIRSTHAND_ROOTFS | FIRSTHAND_CACHE) continue ;; esac
    [[ -n ${!name+set} ]] && INSIDE_ENV+=("$name=${!name}")
  done
}

bwrap_works() { bwrap --ro-bind / / --dev /dev true 2>/dev/null; }

# The machine's top folders that hold people's files, not programs: /home, /root, /srv, /work, /tmp, …
host_folders() {
  local path
  for path in /*/; do
    path=${path%/}
    case $path in
      /bin | /boot | /dev | /etc | /lib | /lib32 | /lib64 | /libx32 | /lost+found | /opt | /proc | /run | /sbin | \
        /sys | /usr | /var) continue ;;
    esac
    [[ -L $path ]] || printf '%s\n' "$path"
  done
}

host_etc_files() {
  local path
  for path in /etc/resolv.conf /etc/hosts /etc/ssl/certs; do
    [[ -e $path ]] && printf '%s\n' "$path"
  done
}

enter_with_bwrap() {
  local args=() path
  # The root is a fresh tmpfs: mount points for the machine's folders can then be made in it.
  for path in usr etc; do args+=(--ro-bind "$TOOLCHAIN/$path" "/$path"); done
  for path in bin sbin lib lib64; do args+=(--symlink "usr/$path" "/$path"); done
  args+=(--ro-bind "$TOOLCHAIN/opt/firsthand" /opt/firsthand)
  args+=(--tmpfs /run --tmpfs /var --ro-bind "$TOOLCHAIN/var/lib" /var/lib --dir /var/tmp --dir /var/cache)
  args+=(--ro-bind-try "$TOOLCHAIN/var/cache/fontconfig" /var/cache/fontconfig)
  args+=(--dev /dev --bind /proc /proc --ro-bind-try /sys /sys)
  while IFS= read -r path; do args+=(--bind "$path" "$path"); done < <(host_folders)
  while IFS= read -r path; do
    args+=(--ro-bind "$(readlink -f "$path")" "$path")
  done < <(host_etc_files)
  # A checkout below /opt or /var is not in those folders.
  args+=(--bind "$FIRSTHAND_ROOT" "$FIRSTHAND_ROOT")
  args+=(--bind "$FIRSTHAND_CACHE/home" /run/firsthand)
  args+=(--bind "$FIRSTHAND_CACHE/ccache" /run/firsthand/.cache/ccache)
  [[ -f ${HOME:-/root}/.npmrc ]] && args+=(--ro-bind "${HOME:-/root}/.npmrc" /run/firsthand/.npmrc)
  # No new PID namespace: without it bwrap replaces itself by the command, which then gets Ctrl+C itself.
  exec env -i "${INSIDE_ENV[@]}" "$(command -v bwrap)" "${args[@]}" --chdir "$(inside_directory)" -- "$@"
}

# The current folder when it is visible inside, else the checkout.
inside_directory() {
  case $PWD/ in
    "$FIRSTHAND_ROOT"/* | /tmp/* | /home/* | /root/* | /srv/* | /mnt/* | /work/*) printf '%s\n' "$PWD" ;;
    *) printf '%s\n' "$FIRSTHAND_ROOT" ;;
  esac
}

# Where bwrap cannot run but root can mount: the same mounts, made by hand in a namespace that ends with us.
enter_with_chroot() {
  local binds=() path
  while IFS= read -r path; do binds+=("$path"); done < <(host_folders)
  while IFS= read -r path; do binds+=("$path"); done < <(host_etc_files)
  export TOOLCHAIN FIRSTHAND_ROOT FIRSTHAND_CACHE
  INSIDE_DIRECTORY=$(inside_directory)
  export INSIDE_DIRECTORY
  exec unshare --mount --propagation private -- bash "$FIRSTHAND_ROOT/shell/dev/enter_chroot.sh" \
    "${#binds[@]}" "${binds[@]}" "${#INSIDE_ENV[@]}" "${INSIDE_ENV[@]}" "$@"
}
