#!/usr/bin/env bash
# Several Docker hosts on one machine for tests: each is a network namespace with pid, mount, uts, ipc and cgroup namespaces of its
# own and an own dockerd. A switch in a namespace of its own joins them, so that filters of this machine see none of their traffic.
#
#   hosts.sh up NAME NET FOLDER COUNT   hosts 1 … COUNT at NET.0.11 …, this machine at NET.0.1; NAME (2 to 6 letters) tells rigs apart
#   hosts.sh off|on FOLDER I            power loss of a host, and its start afterwards
#   hosts.sh cut|heal FOLDER I          its cable
#   hosts.sh lose FOLDER I PERCENT      so many of its packets, either way, get lost; 0 for none
#   hosts.sh freeze|thaw FOLDER I       nothing runs there and nothing is answered, as on a virtual machine that is paused
#   hosts.sh exec FOLDER I COMMAND …    a command in the host
#   hosts.sh down FOLDER                removes everything
#
# The power of a host is process 1 of its pid namespace: its end takes dockerd, containers, mounts and interfaces along.
set -euo pipefail

SELF=$(readlink -f "$0")
CGROUPS=/sys/fs/cgroup

fail() { echo "hosts.sh: $*" >&2 && exit 1; }

load() {
  DIR=$(realpath "$1")
  # shellcheck source=/dev/null
  . "$DIR/rig"
}

host_dir() { echo "$DIR/h$1"; }
host_ip() { echo "$NET.0.$((10 + $1))"; }
host_ns() { echo "$NAME-h$1"; }

switch_up() {
  ip netns add "$NAME-sw"
  ip -n "$NAME-sw" link set lo up
  ip -n "$NAME-sw" link add br0 type bridge
  ip -n "$NAME-sw" link set br0 up
  # Nothing for an address of the rig may leave the machine by its default route.
  ip route add unreachable "$NET.0.0/16"
  ip link add "$NAME-root" type veth peer name p0 netns "$NAME-sw"
  ip -n "$NAME-sw" link set p0 master br0 up
  ip addr add "$NET.0.1/24" dev "$NAME-root"
  ip link set "$NAME-root" up
}

network_up() {
  local ns
  ns=$(host_ns "$1")
  ip netns add "$ns"
  ip -n "$ns" link set lo up
  ip -n "$NAME-sw" link add "p$1" type veth peer name eth0 netns "$ns"
  ip -n "$NAME-sw" link set "p$1" master br0 up
  ip -n "$ns" addr add "$(host_ip "$1")/24" dev eth0
  ip -n "$ns" link set eth0 up
  ip netns exec "$ns" sysctl -qw net.ipv4.ip_forward=1
}

each_cgroup() { for c in "$CGROUPS"/*/; do [ -w "${c}cgroup.procs" ] && echo "${c%/}"; done; }

cgroups_up() {
  local c d
  for c in $(each_cgroup); do
    for d in "$c/$NAME" "$c/$NAME/h$1"; do
      mkdir -p "$d"
      if [ -f "$d/cpuset.cpus" ]; then
        cat "$c/cpuset.cpus" >"$d/cpuset.cpus"
        cat "$c/cpuset.mems" >"$d/cpuset.mems"
      fi
    done
  done
}

join_cgroups() { for c in "$CGROUPS"/*/"$NAME/h$1"; do echo "$2" >"$c/cgroup.procs" 2>/dev/null || true; done; }

cgroups_down() {
  local c d tries
  for c in "$CGROUPS"/*/"$NAME/h$1"; do
    [ -d "$c" ] || continue
    find "$c" -depth -type d | while read -r d; do
      for tries in 1 2 3 4 5 6 7 8; do rmdir "$d" 2>/dev/null && break; sleep 0.1; done
    done
    rmdir "${c%/*}" 2>/dev/null || true
  done
}

# The life of a host, as process 1 of its namespaces has it started.
inside() {
  local i=$1 dir c
  dir=$(host_dir "$i")
  hostname "$NAME-h$i"
  mount -t sysfs sysfs /sys
  mount -t tmpfs -o mode=755 tmpfs "$CGROUPS"
  awk 'NR>1 && $4==1 {print $1}' /proc/cgroups | while read -r c; do
    mkdir -p "$CGROUPS/$c"
    mount -t cgroup -o "$c" cgroup "$CGROUPS/$c" 2>/dev/null || rmdir "$CGROUPS/$c"
  done
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/lock "$dir/lib" "$dir/etc" /var/lib/docker /etc/docker
  mount --bind "$dir/lib" /var/lib/docker
  mount --bind "$dir/etc" /etc/docker
  # A name server that refuses at once: none, or a silent one, would cost seconds a look-up.
  echo "nameserver $(host_ip "$i")" >"$dir/resolv.conf"
  mount --bind "$dir/resolv.conf" /etc/resolv.conf
  while :; do
    rm -f /run/docker.pid
    dockerd -H "unix://$dir/docker.sock" -H unix:///var/run/docker.sock --data-root /var/lib/docker --exec-root /run/docker \
      --pidfile /run/docker.pid --bip "$NET.$((10 + i)).1/24" --storage-driver overlay2 --shutdown-timeout 5 >>"$dir/dockerd.log" 2>&1 || true
    sleep 0.5
  done
}

launch() {
  local i=$1 dir
  dir=$(host_dir "$i")
  mkdir -p "$dir"
  network_up "$i"
  cgroups_up "$i"
  rm -f "$dir/docker.sock"
  (
    join_cgroups "$i" "$BASHPID"
    exec setsid nsenter --net="/run/netns/$(host_ns "$i")" \
      unshare --mount --uts --ipc --pid --cgroup --fork --kill-child --mount-proc --propagation private -- \
      /usr/bin/tini -s -- bash "$SELF" inside "$DIR" "$i" </dev/null >>"$dir/init.log" 2>&1
  ) &
  echo $! >"$dir/power.pid"
}

# Process 1 of a host, as this machine counts: the child of what switches its power.
init_of() { tr -d ' ' <"/proc/$1/task/$1/children" 2>/dev/null || true; }

power_of() { cat "$(host_dir "$1")/power.pid" 2>/dev/null || true; }

await() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    curl -sf --max-time 1 --unix-socket "$(host_dir "$1")/docker.sock" http://engine/_ping >/dev/null 2>&1 && return 0
    sleep 0.05
  done
  tail -n 20 "$(host_dir "$1")/dockerd.log" >&2
  fail "host $1 did not come up"
}

# The cable first: sockets that die must not say so, or it is no power loss.
off() {
  local power init tries
  ip -n "$NAME-sw" link set "p$1" down 2>/dev/null || true
  # What is frozen does not even die.
  freezer "$1" THAWED 2>/dev/null || true
  power=$(power_of "$1")
  if [ -n "$power" ] && grep -qsz -- "$DIR" "/proc/$power/cmdline"; then
    init=$(init_of "$power")
    kill -9 "$power"
    for ((tries = 0; tries < 500; tries++)); do
      [ -d "/proc/${init:-$power}" ] || break
      sleep 0.01
    done
  fi
  rm -f "$(host_dir "$1")/power.pid" "$(host_dir "$1")/loss"
  ip netns del "$(host_ns "$1")" 2>/dev/null || true
  ip -n "$NAME-sw" link del "p$1" 2>/dev/null || true
}

# In the host, not in the switch: a bridge shows its frames to no filter.
lose() {
  local note before
  note=$(host_dir "$1")/loss
  before=$(cat "$note" 2>/dev/null || echo 0)
  [ "$before" = 0 ] || loss_rules "$1" -D "$before"
  echo "$2" >"$note"
  [ "$2" = 0 ] || loss_rules "$1" -A "$2"
}

loss_rules() {
  local run=(ip netns exec "$(host_ns "$1")" iptables --wait) chance=(-m statistic --mode random --probability "0.$(printf %02d "$3")" -j DROP)
  "${run[@]}" -t raw "$2" PREROUTING -i eth0 "${chance[@]}"
  "${run[@]}" -t mangle "$2" POSTROUTING -o eth0 "${chance[@]}"
}

freezer() { echo "$2" >"$CGROUPS/freezer/$NAME/h$1/freezer.state"; }

down() {
  local i
  for ((i = 1; i <= COUNT; i++)); do
    off "$i"
    cgroups_down "$i"
  done
  ip link del "$NAME-root" 2>/dev/null || true
  ip netns del "$NAME-sw" 2>/dev/null || true
  ip route del unreachable "$NET.0.0/16" 2>/dev/null || true
  rm -rf "${DIR:?}"
}

up() {
  local i
  [ "$(id -u)" = 0 ] || fail "needs root"
  [ -x /usr/bin/tini ] || fail "needs tini: apt-get install tini"
  mkdir -p "$3"
  DIR=$(realpath "$3")
  printf 'NAME=%s\nNET=%s\nCOUNT=%s\n' "$1" "$2" "$4" >"$DIR/rig"
  load "$DIR"
  switch_up
  for ((i = 1; i <= COUNT; i++)); do launch "$i"; done
  for ((i = 1; i <= COUNT; i++)); do await "$i"; done
}

command=${1:-}
shift || true
case $command in
  up) up "$@" ;;
  inside) load "$1" && inside "$2" ;;
  off) load "$1" && off "$2" ;;
  on) load "$1" && launch "$2" && await "$2" ;;
  cut) load "$1" && ip -n "$NAME-sw" link set "p$2" down ;;
  heal) load "$1" && ip -n "$NAME-sw" link set "p$2" up ;;
  lose) load "$1" && lose "$2" "$3" ;;
  freeze) load "$1" && ip -n "$NAME-sw" link set "p$2" down && freezer "$2" FROZEN ;;
  thaw) load "$1" && freezer "$2" THAWED && ip -n "$NAME-sw" link set "p$2" up ;;
  exec)
    load "$1"
    i=$2
    shift 2
    join_cgroups "$i" $$
    exec nsenter -t "$(init_of "$(power_of "$i")")" -a -- env -C "$PWD" "$@"
    ;;
  down) load "$1" && down ;;
  *) sed -n 5,11p "$SELF" >&2 && exit 2 ;;
esac
