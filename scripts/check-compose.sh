#!/bin/sh
# Proves compose/ with the programs it is for: promtool for the scrape file, the alerts and their cases, and, where there is
# one, Docker's own reading of the compose files. tests/unit/compose*.test.ts proves what can be proven without them.
# promtool is in Debian's package prometheus: apt-get install prometheus
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
cd "$project/compose"
command -v promtool >/dev/null || {
  echo 'expected promtool, found none; as root: apt-get install prometheus' >&2
  exit 1
}
promtool check config --syntax-only prometheus/prometheus.yml
promtool check rules prometheus/alerts.yml
promtool test rules prometheus/alerts.test.yml
export POSTGRES_PASSWORD=checked GRAFANA_ADMIN_PASSWORD=checked
if docker compose version >/dev/null 2>&1; then
  docker compose --file compose.yaml --profile tools config --quiet
  docker compose --file compose.yaml --file compose.gpu.yaml config --quiet
  echo 'docker compose reads both files'
else
  echo 'docker compose is not here: its own reading of the files was not checked'
fi
