#!/usr/bin/env bash
# Rebuilds src/main/bundles/prod.bundle, the front end that every build uses, from src/main/frontend and the components in use.
# Run it after a change to either and commit the bundle. Node.js is fetched into .node/ only if it is not there.
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. tools/lib/say.sh
. tools/lib/java.sh
find_java
PATH="$(tools/setup-node.sh):$PATH"
export PATH

before=$(sha256sum src/main/bundles/prod.bundle 2>/dev/null || true)
# What an earlier build left behind must not decide what goes into this one.
rm -rf src/main/frontend/generated target/frontend target/classes/META-INF/VAADIN
./mvnw -q -DskipTests -Dvaadin.force.production.build=true package
[ -s src/main/bundles/prod.bundle ] || die "The build made no src/main/bundles/prod.bundle."
if [ "$before" = "$(sha256sum src/main/bundles/prod.bundle)" ]; then
  say "The bundle is the same as before."
else
  say "src/main/bundles/prod.bundle is new: commit it."
fi
