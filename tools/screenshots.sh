#!/usr/bin/env bash
# Makes docs/screenshots/ anew from the packaged jar, or into a folder, of the screens that are named after it: ./mvnw package first. Needs root, Docker and Chromium, as the tests do.
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. tools/lib/say.sh
. tools/lib/java.sh
find_java
./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
"$JAVA_HOME/bin/java" -Djdk.httpclient.allowRestrictedHeaders=host -cp "target/test-classes:$(cat target/test.classpath)" \
  io.slipway.e2e.Screenshots "${@:-docs/screenshots}"
