# The JDK's AOT caches of server and agent: classes loaded and linked ahead of time, which halves the time to start. Made once for
# each built jar by a training run on a platform of its own; without them everything works, only slower.

CACHE_MARK=$APP/caches.for
# On an idle machine it takes half a minute; a busy one gets more before it goes without.
TRAINING_SECONDS=300
TRAINING_ROUNDS=12

# cache_flag NAME: the flag that uses the cache, if there is one.
cache_flag() { if [ -s "$APP/$1.aot" ]; then printf -- '-XX:AOTCache=%s.aot' "$1"; fi; }

ensure_cache() {
  [ "$(cat "$CACHE_MARK" 2>/dev/null)" = "$(cache_key)" ] && return
  is_running server && return # it uses the jar as it is; the next start finds time
  step "Preparing a fast start (once for each build, about half a minute) …"
  rm -f "$APP"/*.aot
  (train) >"$APP/training.log" 2>&1 || true
  cache_key >"$CACHE_MARK"
  local name
  for name in server agent; do
    cache_fits $name || { rm -f "$APP/$name.aot" && step "The $name goes without a cache; $APP/training.log may say why."; }
  done
  return 0
}

# A cache fits only this very jar, JDK and flags.
cache_key() {
  { stat -c '%Y %s' "$APP/slipway.jar" && cat "$JAVA_HOME/release" && echo "${SERVER_FLAGS[*]} ${AGENT_FLAGS[*]}"; } | sha256sum | cut -c1-32
}

# The JVM ignores a cache that does not fit without a word, unless it is told that it must use it.
cache_fits() {
  local flags=("${SERVER_FLAGS[@]}") jar=slipway.jar
  [ "$1" = agent ] && flags=("${AGENT_FLAGS[@]}") jar=agent.jar
  [ -s "$APP/$1.aot" ] &&
    (cd "$APP" && "$JAVA_HOME/bin/java" "${flags[@]}" "-XX:AOTCache=$1.aot" -XX:AOTMode=on -cp "$jar" -version >/dev/null 2>&1)
}

# A platform of its own in a temporary folder: comes up, is looked at, deploys the sample, goes. The JVMs write the caches at their end.
# Runs in a subshell: its variables are still there when that ends and cleans up.
train() {
  data=$(mktemp -d) mark=t$$ port=$(free_ports) server='' agent=''
  trap 'end_training' EXIT
  cd "$APP"
  "$JAVA_HOME/bin/java" "${SERVER_FLAGS[@]}" -XX:AOTCacheOutput=server.aot -jar slipway.jar server --slipway.data="$data/server" \
    --server.port="$port" --spring.grpc.server.port=$((port + 1)) --slipway.router-port=$((port + 2)) \
    --slipway.hosts.instance-network="$(training_network)" --slipway.dispatcher.warm-sandboxes=1 &
  server=$!
  wait_for "$TRAINING_SECONDS" test -s "$data/server/local-join-token" || return
  "$JAVA_HOME/bin/java" "${AGENT_FLAGS[@]}" -XX:AOTCacheOutput=agent.aot -jar agent.jar agent $(training_agent) &
  agent=$!
  wait_for "$TRAINING_SECONDS" curl -fsS -m 2 "http://127.0.0.1:$port/actuator/health/platform" && look_around
  kill $server $agent
  wait_for "$TRAINING_SECONDS" both_ended || kill -9 $server $agent
}

training_agent() {
  printf '%s ' --data="$data/agent" --server=127.0.0.1:$((port + 1)) --token-file="$data/server/local-join-token" \
    --router-port=$((port + 2)) --network="slipway-$mark" --bridge="sl$mark"
}

both_ended() { ! kill -0 $server 2>/dev/null && ! kill -0 $agent 2>/dev/null; }

# What a first user does, so that its classes are in the cache, and often enough that the JVM learns where the time goes: it keeps
# that in the cache, too, and compiles the right methods early.
look_around() {
  local base=http://127.0.0.1:$port apps=/api/v1/orgs/default/spaces/default/apps token path round
  token=$(curl -sS -m 10 -H 'Content-Type: application/json' "$base/api/v1/setup" \
    -d "{\"token\":\"$(cat "$data/server/setup-token")\",\"username\":\"training\",\"password\":\"only while it lasts\"}" |
    sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p')
  call() { curl -sS -m 10 -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }
  for path in / /login '/login?v-r=init&location=login' /actuator/prometheus "$apps"; do call -o /dev/null "$base$path"; done
  for round in $(seq "$TRAINING_ROUNDS"); do
    call "$base$apps" -d "{\"name\":\"training$round\",\"image\":\"slipway/sample\",\"instances\":1}"
    wait_for 15 curl -fsS -m 2 -H "Host: training$round.apps.localhost" "http://127.0.0.1:$((port + 2))/log"
    call "$base$apps/training$round/instances"
    call "$base$apps/training$round/logs"
    call -X DELETE "$base$apps/training$round?confirm=training$round"
  done
}

end_training() {
  kill -9 $server $agent 2>/dev/null || true # they have ended already, if all went well
  "$JAVA_HOME/bin/java" -jar agent.jar agent $(training_agent) --purge || true
  rm -rf "$data"
}

# wait_for SECONDS COMMAND …: until the command succeeds.
wait_for() {
  local tries limit=$(($1 * 5))
  shift
  for ((tries = 0; tries < limit; tries++)); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  return 1
}

# The first of three free ports in a row.
free_ports() {
  local port
  for port in $(shuf -i 30000-32000 -n 50); do
    (: </dev/tcp/127.0.0.1/"$port" || : </dev/tcp/127.0.0.1/$((port + 1)) || : </dev/tcp/127.0.0.1/$((port + 2))) 2>/dev/null || break
  done
  printf '%s' "$port"
}

training_network() { printf '10.%d.%d.0/22' $((128 + RANDOM % 64)) $((RANDOM % 64 * 4)); }
