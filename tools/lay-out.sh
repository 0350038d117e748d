#!/usr/bin/env bash
# Lays a packaged jar out for a fast start: usage: lay-out.sh SLIPWAY_JAR FOLDER. The folder then holds slipway.jar, its libraries,
# and agent.jar; it is replaced as a whole, so one that stands is complete. Wants JAVA_HOME.
set -euo pipefail

JAR=$1
FOLDER=$2
HALF=$FOLDER.new

# Libraries of the server alone. The agent goes without Spring (a test holds it to that), and each jar that it does not open
# saves it the jar's table of contents, 5 MiB together.
SERVER_ONLY='^lib/(spring|vaadin|flow|hibernate|tomcat|HikariCP|flyway|h2-|postgresql|byte-buddy|aspectjweaver|antlr4|atmosphere|collaboration|swagger|jaxb|txw2|istack|jakarta|angus|reactor|reactive|prometheus|jmolecules|jstereotype|gentyref|classmate|jboss|jsoup|snakeyaml|micrometer|rrd4j)'

lay_out() {
  rm -rf "$HALF"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$JAR" extract --destination "$HALF"
  make_agent_jar
  rm -rf "$FOLDER"
  mv "$HALF" "$FOLDER"
}

# The same classes as in slipway.jar, with a shorter class path.
make_agent_jar() {
  local classes=$HALF/agent-classes
  mkdir -p "$classes"
  (cd "$classes" && "$JAVA_HOME/bin/jar" xf ../slipway.jar && rm META-INF/MANIFEST.MF)
  # Lines of a manifest have 72 bytes at most; what follows a line break and a blank belongs to it.
  (cd "$HALF" && {
    echo 'Main-Class: io.slipway.Slipway'
    echo "Class-Path: $(ls -d lib/*.jar | grep -Ev "$SERVER_ONLY" | tr '\n' ' ')" | fold -b -w 70 | sed '2,$s/^/ /'
  }) >"$HALF/agent.mf"
  "$JAVA_HOME/bin/jar" cfm "$HALF/agent.jar" "$HALF/agent.mf" -C "$classes" .
  rm -rf "$classes" "$HALF/agent.mf"
}

lay_out
