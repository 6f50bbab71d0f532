#!/bin/sh
# Has Docker itself read the compose files, where there is one. What can be proven without it is in tests/unit/compose*.test.ts,
# and rules, cases and routes of alerts in tests/unit/monitoring.test.ts, by promtool and amtool.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
cd "$project/compose"
export POSTGRES_PASSWORD=checked GRAFANA_ADMIN_PASSWORD=checked
if docker compose version >/dev/null 2>&1; then
  docker compose --file compose.yaml --profile tools config --quiet
  docker compose --file compose.yaml --file compose.gpu.yaml config --quiet
  echo 'docker compose reads both files'
else
  echo 'docker compose is not here: its own reading of the files was not checked'
fi
