#!/bin/sh
# Puts the machine's own Node and npm where the build looks for them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
node=$(readlink -f /usr/bin/node)
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$here/node/node_modules"
ln -sfn "$node" "$here/node/node"
ln -sfn "$npm" "$here/node/node_modules/npm"
