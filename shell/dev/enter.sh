# shellcheck shell=bash
# Runs a command inside the toolchain: the programs come from the root filesystem (read-only), the
# files are the machine's own, at the same absolute paths, so that paths in errors, debuggers and
# the compiler cache agree.

# enter COMMAND… : replaces this process, and stays one process all the way to the command: signals,
# stdin, stdout and the exit code are the command's own. (bubblewrap would stay in between and not
# hand on a SIGTERM.)
enter() {
  local namespace=(--mount --propagation private)
  mkdir -p "$FIRSTHAND_CACHE/home/.cache/ccache" "$FIRSTHAND_CACHE/ccache"
  need_host_tool unshare util-linux
  # Without root, a user namespace of our own allows the mounts; inside we look like root, outside
  # files are ours.
  ((EUID == 0)) || namespace=(--user --map-root-user "${namespace[@]}")
  if ! unshare "${namespace[@]}" true 2>/dev/null; then
    die "mount namespaces are not allowed here (a container?). Run as root, allow \
unprivileged user namespaces, or install the tools and use FIRSTHAND_TOOLCHAIN=host"
  fi
  environment_inside
  exec unshare "${namespace[@]}" -- bash "$FIRSTHAND_ROOT/shell/dev/enter_mounts.sh" \
    "$TOOLCHAIN" "$FIRSTHAND_ROOT" "$FIRSTHAND_CACHE" "$PWD" \
    "${#INSIDE_ENV[@]}" "${INSIDE_ENV[@]}" "$@"
}

# Only what is meant for the command comes along: a compiler flag or a library path of the machine
# would not fit the programs inside.
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
  for name in TERM COLORTERM NO_COLOR CI http_proxy https_proxy no_proxy \
    HTTP_PROXY HTTPS_PROXY NO_PROXY "${!FIRSTHAND_@}"; do
    case $name in
      FIRSTHAND_TOOLCHAIN | FIRSTHAND_ROOT | FIRSTHAND_ROOTFS | FIRSTHAND_CACHE) continue ;;
    esac
    if [[ -n ${!name+set} ]]; then INSIDE_ENV+=("$name=${!name}"); fi
  done
}
