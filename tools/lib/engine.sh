# Finding, installing and starting what Slipway runs on: the Docker Engine, and what the tests and measurements need beside it.

ENGINE_SOCKET=/var/run/docker.sock
ENGINE_PID=

engine_answers() {
  curl -fsS -m 5 --unix-socket "$ENGINE_SOCKET" http://engine/_ping >/dev/null 2>&1
}

ensure_engine() {
  ensure_packages curl:curl ip:iproute2 iptables:iptables ipset:ipset
  ensure_busybox
  engine_answers && return
  command -v dockerd >/dev/null || ensure_packages dockerd:docker.io
  step "Starting the Docker Engine …"
  if [ -d /run/systemd/system ]; then
    systemctl enable --now docker >/dev/null 2>&1 || die "systemd could not start docker: systemctl status docker tells why."
  else
    start_engine_here
  fi
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    engine_answers && return
    sleep 0.3
  done
  die "The Docker Engine does not answer on $ENGINE_SOCKET. Its log: ${ENGINE_LOG:-journalctl -u docker}"
}

# Without systemd the engine is a plain process of its own session; it outlives this command.
start_engine_here() {
  mkdir -p /var/log
  ENGINE_LOG=/var/log/slipway-dockerd.log
  setsid nohup dockerd >"$ENGINE_LOG" 2>&1 </dev/null &
  ENGINE_PID=$!
}

# Tests and measurements leave the machine as they found it.
stop_engine_we_started() {
  [ -z "$ENGINE_PID" ] && return
  kill "$ENGINE_PID" 2>/dev/null || true
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$ENGINE_PID" 2>/dev/null || return 0
    sleep 0.2
  done
}

# ensure_packages COMMAND:PACKAGE …: installs the packages whose command is missing.
ensure_packages() {
  local pair missing=()
  for pair in "$@"; do
    has_command "${pair%%:*}" || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null || die "Please install: ${missing[*]}"
  step "Installing ${missing[*]} …"
  apt_install "${missing[@]}"
}

has_command() {
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || [ -x "/sbin/$1" ]
}

# Slipway's own images are made from a static busybox.
ensure_busybox() {
  [ -f /usr/share/doc/busybox-static/copyright ] && [ -x /bin/busybox ] && return
  command -v apt-get >/dev/null || die "Please install a statically linked busybox as /bin/busybox."
  step "Installing busybox-static …"
  apt_install busybox-static
}

ensure_browser() {
  ensure_packages chromium:chromium chromedriver:chromium-driver
  # Text of the screens has a width only where there is a font.
  [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] || apt_install fonts-dejavu-core
}

# What the tests make several hosts of one machine with.
ensure_rig() { ensure_packages tini:tini ip:iproute2 nsenter:util-linux; }

# What the bench compares with.
ensure_peers() { ensure_packages haproxy:haproxy nginx:nginx-light wrk:wrk; }
