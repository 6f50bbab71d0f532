#!/bin/sh
# Installs what CodeLupe needs: Node 24, packages, the native Kafka client, Kafka, the registry, a Java for it.
# Every step is done only when it is needed, leaves nothing half-made, and goes on where a broken run stopped. Two runs at
# once wait for each other. Silent, and a few milliseconds, when all is there.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
. "$project/scripts/env.sh"
. "$project/scripts/steps.sh"
. "$project/scripts/parts.sh"
choose_node

# One stamp sums up that every step is done for this lock file, these scripts and this Node.
stamp=$project/node_modules/.codelupe-setup
stamp_text() {
  (cd "$project" && cat package-lock.json embedded/pom.xml scripts/env.sh scripts/steps.sh scripts/parts.sh \
    scripts/setup.sh scripts/node-rdkafka.patch) | cksum
  echo "$node $cache"
  "$node" --version
}
is_warm() {
  [ -x "$node" ] && [ -f "$stamp" ] && [ "$(stamp_text)" = "$(cat "$stamp")" ] &&
    [ -d "$kafka_folder" ] && [ -d "$registry_folder" ] && [ -f "$addon/Release/node-librdkafka.node" ]
}
is_warm && exit 0

[ "$os" = linux ] && [ "$arch" != other ] || refuse 'Linux on x86-64 or arm64' "$(uname -sm)" 'use Docker: compose/compose.yaml'
mkdir -p "$cache"
exec 9>"$cache/setup.lock"
if ! flock -n 9; then
  echo 'another set-up is running; waiting for it' >&2
  flock 9
  choose_node
  if is_warm; then exit 0; fi
fi
step 'tools and libraries' system_libraries
step 'Node 24' node_24
choose_node
step 'packages' packages
step 'Kafka client with zstd (compiled once, about 3 minutes)' kafka_client
step "Kafka $kafka_version" kafka_server
step "schema registry: Apicurio $registry_version" registry_server
step 'Java 21 or later' java_21
step 'classes that the servers start from' class_archives
stamp_text >"$stamp"
