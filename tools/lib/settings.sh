# What `up` and `agent` were told, remembered in the data folder.

DATA=$ROOT/data
CONSOLE_PORT=8080
ROUTER_PORT=8000
AGENT_PORT=7443
APPS_DOMAIN=apps.localhost
LISTEN=
INSTANCE_NETWORK=10.224.0.0/12
SERVER_JVM=
AGENT_JVM=
# Of a machine that is a host of a platform elsewhere: that platform's server, and where other hosts reach this one.
SERVER=
ADDRESS=
# What this host says of itself when it joins: key=value, key=value …
LABELS=
# Ports that TCP routes may have; every host's router listens on those that have a route.
TCP_PORTS=20000-20099
# To join with; never remembered.
TOKEN=

SETTING_NAMES=(CONSOLE_PORT ROUTER_PORT AGENT_PORT APPS_DOMAIN LISTEN INSTANCE_NETWORK SERVER_JVM AGENT_JVM SERVER ADDRESS LABELS TCP_PORTS)

load_settings() {
  local file=$DATA/settings name value
  [ -f "$file" ] || return 0
  while IFS='=' read -r name value; do
    [[ " ${SETTING_NAMES[*]} " == *" $name "* ]] && printf -v "$name" '%s' "$value"
  done <"$file"
  return 0
}

save_settings() {
  local name
  (umask 077 && mkdir -p "$DATA/run" "$DATA/logs")
  for name in "${SETTING_NAMES[@]}"; do
    printf '%s=%s\n' "$name" "${!name}"
  done >"$DATA/settings.new"
  mv "$DATA/settings.new" "$DATA/settings"
}

# Reads --data first, since the remembered settings lie there; what is given now wins over what is remembered.
read_options() {
  local arguments=("$@") i given_labels=
  for ((i = 0; i < ${#arguments[@]}; i++)); do
    [ "${arguments[i]}" = --data ] && DATA=$(realpath -m "${arguments[i + 1]:?--data needs a folder}")
  done
  load_settings
  while [ $# -gt 0 ]; do
    case $1 in
      --data) shift ;;
      --console-port) CONSOLE_PORT=$(a_port "$1" "${2:-}") && shift ;;
      --router-port) ROUTER_PORT=$(a_port "$1" "${2:-}") && shift ;;
      --agent-port) AGENT_PORT=$(a_port "$1" "${2:-}") && shift ;;
      --apps-domain) APPS_DOMAIN=${2:?--apps-domain needs a domain} && shift ;;
      --instance-network) INSTANCE_NETWORK=${2:?--instance-network needs a CIDR} && shift ;;
      --server-jvm) SERVER_JVM=${2?--server-jvm needs flags in quotes} && shift ;;
      --agent-jvm) AGENT_JVM=${2?--agent-jvm needs flags in quotes} && shift ;;
      --listen) LISTEN=${2:?--listen needs an address} && shift ;;
      --server) SERVER=${2:?--server needs HOST:PORT} && shift ;;
      --label) given_labels+=${given_labels:+,}${2:?--label needs KEY=VALUE} && LABELS=$given_labels && shift ;;
      --tcp-ports) TCP_PORTS=${2?--tcp-ports needs ports such as 20000-20099, or "" for none} && shift ;;
      --token) TOKEN=${2:?--token needs the token that the console shows} && shift ;;
      --address) ADDRESS=${2:?--address needs an address} && shift ;;
      *) die "There is no option '$1'. ./slipway help lists them." ;;
    esac
    shift
  done
}

a_port() {
  [[ $2 =~ ^[0-9]{1,5}$ ]] && [ "$2" -ge 1 ] && [ "$2" -le 65535 ] || die "$1 needs a port number from 1 to 65535."
  printf '%s' "$2"
}

# The engine's network of the instances. Another data folder is another installation and gets names of its own.
network_name() {
  if [ "$DATA" = "$ROOT/data" ]; then printf 'slipway'; else printf 'slipway-%s' "$(data_mark)"; fi
}

bridge_name() {
  if [ "$DATA" = "$ROOT/data" ]; then printf 'slipway0'; else printf 'slw%s' "$(data_mark)"; fi
}

data_mark() { printf '%s' "$DATA" | sha256sum | cut -c1-8; }
