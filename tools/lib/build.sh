# Building the jar when there is none or the sources are newer, and laying it out for a fast start.

APP=$ROOT/target/app

ensure_built() {
  # The jars of running processes must stay as they are: classes are loaded late.
  if is_running server || is_running agent; then
    sources_are_newer && step "The sources are newer than what runs; to use them: ./slipway down, then ./slipway up"
    return 0
  fi
  if [ ! -d "$APP" ] || sources_are_newer; then
    step "Building Slipway (the first time this takes a few minutes) …"
    (cd "$ROOT" && ./mvnw -q -DskipTests -Dspotless.check.skip package) || die "The build failed; the lines above say why."
    JAVA_HOME=$JAVA_HOME "$ROOT/tools/lay-out.sh" "$ROOT/target/slipway.jar" "$APP"
  fi
}

sources_are_newer() {
  [ -n "$(find "$ROOT/pom.xml" "$ROOT/src/main" "$ROOT/tools/lay-out.sh" -newer "$APP/slipway.jar" -type f -print -quit)" ]
}
