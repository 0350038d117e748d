# Finding a JDK 25, or getting one where the distribution has it.

JAVA_NEEDED=25

find_java() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  if command -v apt-get >/dev/null && apt_has "openjdk-$JAVA_NEEDED-jdk-headless"; then
    step "Installing JDK $JAVA_NEEDED …"
    apt_install "openjdk-$JAVA_NEEDED-jdk-headless"
    find_java
    return
  fi
  die "Slipway needs JDK $JAVA_NEEDED and this distribution has none to install.
  Add Eclipse Adoptium's package source (https://adoptium.net/installation/linux), then run:
  apt-get install -y temurin-$JAVA_NEEDED-jdk"
}

is_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"$JAVA_NEEDED[.\"]" "$1/release" 2>/dev/null
}

apt_has() {
  [ -n "$(apt-cache policy "$1" 2>/dev/null | grep 'Candidate:' | grep -v '(none)')" ]
}

apt_install() {
  [ -n "${APT_UPDATED:-}" ] || apt-get update -q >/dev/null 2>&1 || true
  APT_UPDATED=1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"${TMPDIR:-/tmp}/slipway-apt.$$" 2>&1 || {
    tail -5 "${TMPDIR:-/tmp}/slipway-apt.$$" >&2
    die "apt-get install $* failed; the lines above say why."
  }
  rm -f "${TMPDIR:-/tmp}/slipway-apt.$$"
}

# The flags that the JVM needs whatever it runs; one place, because an AOT cache fits only the very same flags.
JVM_COMMON=(-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

# run_java FOLDER ARGUMENT …: runs java from a folder, so that relative jars (and the AOT cache) are found.
run_java() {
  local folder=$1
  shift
  (cd "$folder" && exec "$JAVA_HOME/bin/java" "${JVM_COMMON[@]}" "$@")
}
