#!/bin/sh
# `npm test`: sets up what is missing, then every test: vitest on Node 24, then the sidecar's pytest. With arguments only
# vitest runs, with those: npm test -- tests/unit/config.test.ts
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
cd "$project"
. scripts/env.sh
sh scripts/setup.sh
choose_node
vitest() { "$node" --disable-warning=ExperimentalWarning node_modules/vitest/vitest.mjs run "$@"; }

if [ $# -gt 0 ]; then
  vitest "$@"
  exit
fi
status=0
python=$("$node" scripts/sidecar-python.ts) || status=1
vitest --coverage || status=1
if [ -n "$python" ]; then (cd trainer/sidecar && "$python" -m pytest) || status=1; fi
exit "$status"
