# The two processes of the platform and the loop that watches over them.

server_url() {
  if [ -n "$LISTEN" ]; then printf 'https://%s:%s' "$LISTEN" "$CONSOLE_PORT"; else printf 'http://127.0.0.1:%s' "$CONSOLE_PORT"; fi
}

pid_of() { tr -d ' \n' 2>/dev/null <"$DATA/run/$1.pid" || true; }

# Writes over what is there: that needs no room on a disk that has become full.
write_pid() { printf '%-10s\n' "$2" 1<>"$DATA/run/$1.pid"; }

# A pid file may be stale and its number taken by a stranger: the process must carry our data folder on its command line.
is_ours() {
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$DATA"
}

# The processes that belong on this machine.
our_processes() { if [ -n "$SERVER" ]; then echo agent; else echo server agent; fi; }

# The address of this machine that --listen names; one for all interfaces names none.
listen_address() { if [[ $LISTEN =~ ^[0-9.]+$ && $LISTEN != 0.0.0.0 ]]; then printf '%s' "$LISTEN"; fi; }

# What instances must not reach, wherever they run.
protected_addresses() {
  local address
  for address in 127.0.0.1 $(listen_address); do printf '%s:%s,%s:%s,' "$address" "$CONSOLE_PORT" "$address" "$AGENT_PORT"; done
}

launch_server() {
  local ssl=() address=127.0.0.1
  # Who may reach the console may join hosts: the agents' port listens for them too, behind mutual TLS, and for the agent here.
  [ -n "$LISTEN" ] && address=$LISTEN && ssl=(--server.ssl.bundle=console --spring.grpc.server.address=0.0.0.0)
  launch server "${SERVER_FLAGS[@]}" $SERVER_JVM $(cache_flag server) -jar slipway.jar server \
    --slipway.data="$DATA/server" --server.address="$address" --server.port="$CONSOLE_PORT" "${ssl[@]}" \
    --spring.grpc.server.port="$AGENT_PORT" --slipway.router-port="$ROUTER_PORT" --slipway.apps-domain="$APPS_DOMAIN" \
    --slipway.routes.tcp-ports="$TCP_PORTS" \
    --slipway.dispatcher.protected-addresses="$(protected_addresses | sed 's/,$//')" \
    --slipway.hosts.instance-network="$INSTANCE_NETWORK" --logging.file.name="$DATA/logs/server.log"
}

launch_agent() {
  local agent_options
  set_agent_options
  launch agent "${AGENT_FLAGS[@]}" $AGENT_JVM $(cache_flag agent) -jar agent.jar agent "${agent_options[@]}"
}

# Sets agent_options: what every start of the agent is told, to live, to join or to purge.
set_agent_options() {
  local address=$ADDRESS token=$DATA/run/join-token
  [ -n "$SERVER" ] || { address=${ADDRESS:-$(listen_address)} token=$DATA/server/local-join-token; }
  agent_options=(--data="$DATA/agent" --server="${SERVER:-127.0.0.1:$AGENT_PORT}" --token-file="$token" --router-port="$ROUTER_PORT"
    --network="$(network_name)" --bridge="$(bridge_name)" --pid-file="$DATA/run/agent.pid" ${address:+"--address=$address"} ${LABELS:+"--labels=$LABELS"})
}

# launch NAME ARGUMENT …: starts a JVM in a session of its own, so that it outlives its watcher.
launch() {
  local name=$1
  shift
  (
    umask 077 # logs and data are the owner's alone
    cd "$APP"
    setsid nohup "$JAVA_HOME/bin/java" "$@" >>"$DATA/logs/$name.out" 2>&1 </dev/null &
    write_pid "$name" $!
  )
}

start_supervisor() {
  save_settings
  if is_running supervisor; then return; fi
  if [ -d /run/systemd/system ] && [ "$DATA" = "$ROOT/data" ]; then
    install_unit
  else
    JAVA_HOME=$JAVA_HOME SLIPWAY_DATA=$DATA setsid nohup "$ROOT/slipway" supervise >>"$DATA/logs/supervisor.log" 2>&1 </dev/null &
  fi
}

# One unit that runs the same watch loop: systemd starts it after a reboot and restarts it should it die.
install_unit() {
  cat >/etc/systemd/system/slipway.service <<UNIT
[Unit]
Description=Slipway
Wants=docker.service
After=docker.service network-online.target

[Service]
Environment=JAVA_HOME=$JAVA_HOME
ExecStart=$ROOT/slipway supervise
Restart=always
KillMode=process

[Install]
WantedBy=multi-user.target
UNIT
  systemctl daemon-reload
  systemctl enable --now slipway >/dev/null 2>&1 || die "systemd could not start slipway: systemctl status slipway tells why."
}

is_running() {
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && { [ "$1" = supervisor ] && grep -qa supervise "/proc/$pid/cmdline" || is_ours "$1"; }
}

# An agent that has not joined yet waits for the token that the server leaves for it.
agent_may_start() { [ -e "$DATA/agent/host.crt" ] || [ -s "$DATA/server/local-join-token" ]; }

# Restarts what died: at once, then with a growing pause while it keeps dying.
command_supervise() {
  [ -n "${SLIPWAY_DATA:-}" ] && DATA=$SLIPWAY_DATA && load_settings
  find_java
  write_pid supervisor $$
  trap 'rm -f "$DATA/run/supervisor.pid"; exit 0' TERM INT
  local -A pause=([server]=0 [agent]=0) since=([server]=0 [agent]=0)
  local name
  while :; do
    for name in $(our_processes); do
      if [ $name = agent ] && ! agent_may_start; then
        continue
      elif is_running $name; then
        [ $((SECONDS - since[$name])) -gt 60 ] && pause[$name]=0
      elif [ $((SECONDS - since[$name])) -ge "${pause[$name]}" ]; then
        # A full disk refuses a line of the log; that must not end who watches.
        printf '%s starting %s\n' "$(date -Is)" $name || true
        "launch_$name" || true
        since[$name]=$SECONDS
        pause[$name]=$((pause[$name] == 0 ? 1 : pause[$name] < 32 ? pause[$name] * 2 : 60))
      fi
    done
    sleep 0.5 &
    wait $! || true
  done
}

check_ports() {
  is_running server || { check_port "$CONSOLE_PORT" --console-port && check_port "$AGENT_PORT" --agent-port; }
  is_running agent || check_port "$ROUTER_PORT" --router-port
}

check_port() {
  if (: </dev/tcp/127.0.0.1/"$1") 2>/dev/null; then
    die "Port $1 is taken by $(port_owner "$1"). Choose another: ./slipway $command $2 NUMBER"
  fi
}

port_owner() {
  local owner
  owner=$(ss -Hltnp "sport = :$1" 2>/dev/null | grep -o 'users:.*' | head -n 1)
  printf '%s' "${owner:-another program}"
}

wait_until_ready() {
  local tries
  for ((tries = 0; tries < 240; tries++)); do
    if curl -fsSk -m 2 "$(server_url)/actuator/health/platform" >/dev/null 2>&1; then return; fi
    sleep 0.25
  done
  tail -n 20 "$DATA/logs/server.out" "$DATA/logs/agent.out" >&2 2>/dev/null || true
  die "Slipway did not become ready within a minute. Its logs: ./slipway logs"
}

print_welcome() {
  say "Slipway is up."
  say "  Console   $(server_url)/"
  say "  Apps      http://<name>.$APPS_DOMAIN:$ROUTER_PORT/"
  if [ -s "$DATA/server/setup-token" ]; then
    say ""
    say "Set the first account (this link works once, for an hour; ./slipway up makes a new one):"
    say "  $(server_url)/setup?token=$(cat "$DATA/server/setup-token")"
  fi
}

command_status() {
  local name
  for name in supervisor $(our_processes); do
    if is_running $name; then say "$name    running (pid $(pid_of $name))"; else say "$name    not running"; fi
  done
  if [ -n "$SERVER" ]; then
    host_status
  elif curl -fsSk -m 2 "$(server_url)/actuator/health/platform" >/dev/null 2>&1; then
    say "platform  ready at $(server_url)/"
  else
    say "platform  not ready"
    return 1
  fi
}

command_logs() {
  load_settings
  local what=() follow=()
  for argument in "$@"; do
    case $argument in
      -f) follow=(-f) ;;
      server | agent) what+=("$DATA/logs/$argument.out") ;;
      *) die "logs takes server, agent and -f." ;;
    esac
  done
  [ ${#what[@]} = 0 ] && for argument in $(our_processes); do what+=("$DATA/logs/$argument.out"); done
  exec tail -n 100 "${follow[@]}" "${what[@]}"
}

# Both anew, as after an update. The server is away for some seconds, which apps do not notice; the agent hands its port over, so that no
# request is lost.
command_restart() {
  is_running supervisor || die "Slipway is not running here. Start it: ./slipway $(if [ -n "$SERVER" ]; then echo agent; else echo up; fi)"
  find_java
  ensure_built
  ensure_cache
  if [ -z "$SERVER" ]; then
    step "Restarting the server …"
    end_process server 15
    wait_until_ready
  fi
  hand_over
  say "Slipway runs anew$(if [ -n "$SERVER" ]; then echo " as a host of $SERVER"; fi)."
}

hand_over() {
  local old tries
  is_running agent || return 0
  step "The agent hands over to a new process …"
  old=$(pid_of agent)
  kill -USR1 "$old"
  for ((tries = 0; tries < 240; tries++)); do
    if [ "$(pid_of agent)" != "$old" ] && is_running agent; then return; fi
    sleep 0.25
  done
  die "The agent did not hand over; it goes on as it was. Its log tells why: ./slipway logs agent"
}

# end_process NAME SECONDS: TERM, a grace period, then KILL.
end_process() {
  local pid tries
  is_running "$1" || return 0
  pid=$(pid_of "$1")
  kill "$pid" 2>/dev/null || true
  for ((tries = 0; tries < $2 * 5; tries++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  kill -0 "$pid" 2>/dev/null && kill -9 "$pid" 2>/dev/null
  rm -f "$DATA/run/$1.pid"
}

command_down() {
  local apps= purge= given=("$@")
  while [ $# -gt 0 ]; do
    case $1 in
      --data) DATA=$(realpath -m "${2:?--data needs a folder}") && shift ;;
      --apps) apps=1 ;;
      --purge) purge=1 apps=1 ;;
      *) die "There is no option '$1'." ;;
    esac
    shift
  done
  need_root down "${given[@]}"
  load_settings
  [ -n "$purge" ] && confirm_purge
  [ -f /etc/systemd/system/slipway.service ] && [ "$DATA" = "$ROOT/data" ] && systemctl disable --now slipway >/dev/null 2>&1
  end_process supervisor 5
  end_process server 15
  end_process agent 15
  if [ -n "$apps" ] && [ -d "$DATA/agent" ]; then
    find_java
    local agent_options
    set_agent_options
    run_java "$APP" -jar agent.jar agent "${agent_options[@]}" --purge
  fi
  if [ -n "$purge" ]; then
    rm -rf "${DATA:?}"
    say "Slipway is down and its data is gone."
  else
    say "Slipway is down.${apps:+ Its apps are stopped.}"
    [ -z "$apps" ] && say "Apps go on running, without their router; ./slipway $(if [ -n "$SERVER" ]; then echo agent; else echo up; fi) continues where it was."
  fi
  return 0
}

confirm_purge() {
  local size what='all apps, their logs and metrics, accounts and keys'
  [ -n "$SERVER" ] && what="this host's instances and all that it keeps as a host of $SERVER"
  size=$(du -sh "$DATA" 2>/dev/null | cut -f1)
  say "This removes $what in $DATA ($size)."
  printf 'Type "purge" to go on: '
  local answer=
  read -r answer || true
  [ "$answer" = purge ] || die "Nothing was removed."
}
