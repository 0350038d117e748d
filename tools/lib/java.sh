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

# Small: heaps that give back what they do not need (the processes collect when they idle) and drop what soft references
# hold, a code cache of the size that is used, native memory trimmed. An AOT cache is mapped where it wants to be: moving it would make every
# page of it a page of our own. docs/decisions/0011-small-and-fast-to-start.md tells more.
JVM_SMALL=(-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:MinHeapFreeRatio=2 -XX:MaxHeapFreeRatio=5 -XX:-ShrinkHeapInSteps
  -XX:SoftRefLRUPolicyMSPerMB=0 -XX:ReservedCodeCacheSize=96m -XX:TrimNativeHeapInterval=15000 -Xss512k)
# Most code of both is wide and seldom hot: the second compiler waits ten times longer than usual, until the router, the log store or
# a cipher really is.
JVM_JIT=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)
# Chunks of 512 KiB instead of 2 MiB: each arena of buffers keeps one, and messages are small.
JVM_BUFFERS=(-Dio.netty.allocator.maxOrder=6)
SERVER_FLAGS=("${JVM_COMMON[@]}" "${JVM_SMALL[@]}" "${JVM_JIT[@]}" "${JVM_BUFFERS[@]}" -Xms48m -Xmn8m -Xmx320m)
AGENT_FLAGS=("${JVM_COMMON[@]}" "${JVM_SMALL[@]}" "${JVM_JIT[@]}" "${JVM_BUFFERS[@]}" -Xms24m -Xmn4m -Xmx96m
  -Dio.netty.allocator.numHeapArenas=1 -Dio.netty.allocator.numDirectArenas=2)
# glibc would keep an arena of native memory for each thread that ever allocated.
export MALLOC_ARENA_MAX=2

# run_java FOLDER ARGUMENT …: runs java from a folder, so that relative jars (and the AOT cache) are found.
run_java() {
  local folder=$1
  shift
  (cd "$folder" && exec "$JAVA_HOME/bin/java" "${JVM_COMMON[@]}" "$@")
}
