# Building the jar when there is none or the sources are newer, and laying it out for a fast start.

APP=$ROOT/target/app

ensure_built() {
  # The jars of running processes must stay as they are: classes are loaded late.
  if is_running server || is_running agent; then
    sources_are_newer && step "The sources are newer than what runs; to use them: ./slipway down, then ./slipway up"
    return 0
  fi
  if [ ! -f "$APP/slipway.jar" ] || sources_are_newer; then
    step "Building Slipway (the first time this takes a few minutes) …"
    (cd "$ROOT" && ./mvnw -q -DskipTests -Dspotless.check.skip package) || die "The build failed; the lines above say why."
    rm -rf "$APP"
    (cd "$ROOT/target" && "$JAVA_HOME/bin/java" -Djarmode=tools -jar slipway.jar extract --destination app)
    make_agent_jar
  fi
}

# Libraries of the server alone. The agent goes without Spring (a test holds it to that), and each jar that it does not open
# saves it the jar's table of contents, 5 MiB together.
SERVER_ONLY='^lib/(spring|vaadin|flow|hibernate|tomcat|HikariCP|flyway|h2-|postgresql|byte-buddy|aspectjweaver|antlr4|atmosphere|collaboration|swagger|jaxb|txw2|istack|jakarta|angus|reactor|reactive|prometheus|jmolecules|jstereotype|gentyref|classmate|jboss|jsoup|snakeyaml|micrometer|rrd4j)'

# The same classes as in slipway.jar, with a shorter class path.
make_agent_jar() {
  local classes=$APP/agent-classes
  mkdir -p "$classes"
  (cd "$classes" && "$JAVA_HOME/bin/jar" xf ../slipway.jar && rm META-INF/MANIFEST.MF)
  # Lines of a manifest have 72 bytes at most; what follows a line break and a blank belongs to it.
  (cd "$APP" && {
    echo 'Main-Class: io.slipway.Slipway'
    echo "Class-Path: $(ls -d lib/*.jar | grep -Ev "$SERVER_ONLY" | tr '\n' ' ')" | fold -b -w 70 | sed '2,$s/^/ /'
  }) >"$APP/agent.mf"
  "$JAVA_HOME/bin/jar" cfm "$APP/agent.jar" "$APP/agent.mf" -C "$classes" .
  rm -rf "$classes" "$APP/agent.mf"
}

sources_are_newer() {
  [ -n "$(find "$ROOT/pom.xml" "$ROOT/src/main" -newer "$APP/slipway.jar" -type f -print -quit)" ]
}
