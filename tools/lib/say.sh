# Talking to the person at the terminal.

say() { printf '%s\n' "$*"; }
step() { printf '  %s\n' "$*"; }
die() {
  printf 'slipway: %s\n' "$*" >&2
  exit 1
}

# Slipway sets routes, packet filters and containers: that takes root. Asks sudo for it where that is there.
need_root() {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || die "This needs root. Run it as root, or install sudo."
  exec sudo --preserve-env=JAVA_HOME "$ROOT/slipway" "$@"
}
