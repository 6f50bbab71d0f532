#!/bin/sh
# Builds the images of compose/ and runs its services, on a machine that can pull none: all turn healthy, folders go through,
# rules of the user's own judge, what is stopped ends within its grace and goes on. As root, with a Docker that answers,
# Docker Compose 2 and buildx. Five to ten minutes, three of them for the Kafka client; what was built stays for the next time.
#   sh scripts/test-compose.sh                     all but the trainer, Prometheus and Grafana
#   TORCH=cuda sh scripts/test-compose.sh trainer  the trainer too; cuda where PyTorch's own index is not reached (6 GB)
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
. "$project/scripts/env.sh"
. "$project/scripts/steps.sh"
has_image() { docker image inspect "$@" >/dev/null 2>&1; }

{ docker compose version && docker buildx version; } >/dev/null 2>&1 ||
  refuse 'Docker Compose 2 and buildx' 'none' 'install them, or go build their modules into ~/.docker/cli-plugins'
has_image "${KAFKA_IMAGE:-}" "${REGISTRY_IMAGE:-}" "${POSTGRES_IMAGE:-}" ||
  eval "$(sh "$project/scripts/test-images.sh" node)"
base=$(sed -n 's/^FROM \(.*\) AS packages$/\1/p' "$project/compose/Dockerfile")
has_image "$base" || docker tag "codelupe-test/$base" "$base"

place=$(mktemp -d)
compose() {
  docker compose --env-file "$place/env" --file "$project/compose/compose.yaml" --file "$place/here.yaml" "$@"
}
trap 'compose down --volumes >/dev/null 2>&1; rm -rf "$place"' EXIT
trap 'exit 130' INT TERM
# A project of its own, without ports: those of the host may be taken.
cat >"$place/here.yaml" <<YAML
name: codelupe-test-$$
services:
  kafka: { image: $KAFKA_IMAGE, ports: !reset [] }
  registry: { image: $REGISTRY_IMAGE, ports: !reset [] }
  postgres: { image: $POSTGRES_IMAGE, ports: !reset [] }
  pipeline: { ports: !reset [] }
YAML
cat >"$place/env" <<ENV
POSTGRES_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
GRAFANA_ADMIN_PASSWORD=unused
RULES_FOLDER=$place/rules
CODELUPE_MALICIOUS_RULES=/rules/house
CODELUPE_SECRET_HMAC_KEY=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
ENV
mkdir -p "$place/rules/house"
echo 'rule desk { strings: $name = "class CommanderError" condition: $name }' >"$place/rules/house/desk.yar"
# A repository that is not the image's user's, and that nobody else may read.
cp -r "$project/node_modules/commander" "$place/repository"
git init --quiet "$place/repository"
git -C "$place/repository" add .
git -C "$place/repository" -c user.name=one -c user.email=one@example.org commit --quiet --message one
chmod 700 "$place/repository"

ingest() {
  compose run --rm --no-deps --user "$(id -u)" --volume "$1:/input/${1##*/}:ro" cli ingest "/input/${1##*/}" --wait
}
ask() { compose exec --no-TTY "$@"; }
# expect PATTERN COMMAND...: what it prints has the pattern.
expect() {
  pattern=$1
  shift
  found=$("$@" 2>&1) || :
  echo "$found" | grep -q "$pattern" && return
  printf 'expected %s of %s, found:\n%s\n' "$pattern" "$*" "$found" >&2
  compose logs --tail 40 >&2
  exit 1
}
timed() {
  began=$(date +%s)
  "$@"
  echo "$(($(date +%s) - began)) s: $*"
}
stop() {
  timed compose stop "$1"
  # 137: its grace was over.
  code=$(docker inspect --format '{{.State.ExitCode}}' "$(compose ps --all --quiet "$1")")
  [ "$code" -ne 137 ] || { echo "expected $1 to end by itself, found it killed" >&2; exit 1; }
}

services="pipeline ${1-}"
# shellcheck disable=SC2086
timed compose build $services
docker image ls 'codelupe-*'
# shellcheck disable=SC2086
timed compose up --no-build --detach --wait $services
expect 'evidence key' compose logs pipeline
ingest "$place/repository"
ingest "$project/node_modules/avsc"
expect '^gap  *0 ' ask pipeline codelupe status
expect 'pack.house.desk' ask pipeline codelupe explain lib/error.js
expect 'accepted by every processor' ask pipeline codelupe explain lib/command.js
for name in $services registry kafka postgres; do stop "$name"; done
# shellcheck disable=SC2086
timed compose up --no-build --detach --wait $services
ingest "$project/node_modules/pg"
expect '^gap  *0 ' ask pipeline codelupe status
[ "${1-}" != trainer ] || expect '^step' ask trainer codelupe train status
ask pipeline codelupe status
echo 'compose: built, healthy, nothing lost over a restart'
