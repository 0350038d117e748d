# Backup and restore of the platform's own state.

command_backup() {
  local file=${1:?usage: ./slipway backup FILE}
  need_root backup "$@"
  load_settings
  find_java
  run_java "$APP" -jar slipway.jar backup --data="$DATA/server" --to="$(realpath -m "$file")"
}

command_restore() {
  local file=${1:?usage: ./slipway restore FILE [--passphrase-file FILE]} passphrase=()
  [ -f "$file" ] || die "There is no file $file."
  [ "${2:-}" = --passphrase-file ] && passphrase=(--passphrase-file="$(realpath "${3:?--passphrase-file needs a file}")")
  need_root restore "$@"
  load_settings
  is_running server && die "Stop Slipway first: ./slipway down"
  find_java
  ensure_built
  save_settings
  run_java "$APP" -jar slipway.jar restore --data="$DATA/server" --from="$(realpath "$file")" "${passphrase[@]}"
}
