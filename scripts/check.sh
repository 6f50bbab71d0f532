#!/bin/sh
# `npm run check`: every check that needs no server, each one line when it passes and its output when it fails. The last
# line counts them. All run, also after a failure, so that one run tells everything.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
cd "$project"
. scripts/env.sh
sh scripts/setup.sh
choose_node
passed=0
failed=0

check() {
  name=$1
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name: $*"
    echo "$output" | tail -n 60
  fi
}

shell_syntax() { for script in codelupe scripts/*.sh; do sh -n "$script" || return 1; done; bash -n .ci/run; }

check 'types' "$node" node_modules/typescript7/bin/tsc -p .
check 'format and lint' node_modules/.bin/biome check .
check 'promises' node_modules/.bin/oxlint --type-aware
check 'shell syntax' shell_syntax
check 'generated files' ./codelupe gen --check

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
