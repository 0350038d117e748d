#!/usr/bin/env bash
# Lays a Node.js distribution into .node/, made of packages of the npm registry only.
# Needed only to rebuild the front end; prints the folder that Vaadin's plug-in wants.
set -euo pipefail
node_version=24.21.0
npm_version=11.13.0
target="$(cd "$(dirname "$0")/.." && pwd)/.node"

if [ "$("$target/bin/node" --version 2>/dev/null)" = "v$node_version" ]; then
  echo "$target/bin"
  exit 0
fi
case "$(uname -m)" in
  x86_64) platform=linux-x64 ;;
  aarch64) platform=linux-arm64 ;;
  *) echo "No Node.js package for $(uname -m)" >&2; exit 1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "node-$platform@$node_version" "npm@$npm_version" >/dev/null)
rm -rf "$target"
mkdir -p "$target/bin" "$target/lib/node_modules/npm"
tar xzf "$work/node-$platform-$node_version.tgz" -C "$target" --strip-components=1 package/bin package/LICENSE
tar xzf "$work/npm-$npm_version.tgz" -C "$target/lib/node_modules/npm" --strip-components=1
chmod +x "$target/bin/node" "$target/lib/node_modules/npm/bin/"*.js
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$target/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$target/bin/npx"
echo "$target/bin"
