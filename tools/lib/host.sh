# A machine that is nothing but a host of a platform elsewhere: it joins once, then the agent alone runs here.

CONNECT_SECONDS=60

command_agent() {
  [ -n "$SERVER" ] || die "Give --server HOST:PORT and --token TOKEN; the console shows the command under Hosts, Add host."
  [ ! -d "$DATA/server" ] || die "A platform lives in $DATA, with a host of its own. Give this host another folder: --data DIR"
  local agent_options
  set_agent_options
  find_java
  ensure_engine
  ensure_built
  is_running agent || check_port "$ROUTER_PORT" --router-port
  join_once
  ensure_cache
  is_running agent || rm -f "$DATA/agent/link"
  start_supervisor
  wait_until_connected
  say "This machine is a host of $SERVER. It takes instances now; ./slipway status tells how it stands."
}

has_joined() { [ -e "$DATA/agent/host" ]; }

# In the foreground, so that a wrong server or a used token ends here with its sentence, and is not tried for ever.
join_once() {
  if has_joined; then
    [ -z "$TOKEN" ] || step "This machine has joined before; the token is not used."
    return 0
  fi
  [ -n "$TOKEN" ] || die "Give --token; the console shows it under Hosts, Add host."
  step "Joining the platform at $SERVER …"
  local outcome=0
  (umask 077 && mkdir -p "$DATA/run" && printf '%s' "$TOKEN" >"$DATA/run/join-token")
  run_java "$APP" -jar agent.jar agent "${agent_options[@]}" --join || outcome=$?
  rm -f "$DATA/run/join-token"
  [ $outcome = 0 ] || exit $outcome
}

# How the agent stands with its server, in its own words: connected, away … or refused …
agent_link() { cat "$DATA/agent/link" 2>/dev/null || echo 'away the agent has not started yet'; }

wait_until_connected() {
  local tries
  for ((tries = 0; tries < CONNECT_SECONDS * 4; tries++)); do
    case $(agent_link) in
      connected*) return ;;
      refused*) refused ;;
    esac
    sleep 0.25
  done
  die "The agent runs and goes on trying, but has not reached $SERVER yet: $(agent_link | cut -d ' ' -f 2-)"
}

refused() {
  die "$(agent_link | cut -d ' ' -f 2-).
  To join anew: ./slipway down --purge, then the command that the console shows under Hosts, Add host."
}

host_status() {
  case $(agent_link) in
    connected*) is_running agent && say "host      connected to $SERVER" && return 0 ;;
    refused*) refused ;;
  esac
  say "host      not connected to $SERVER: $(agent_link | cut -d ' ' -f 2-)"
  return 1
}
