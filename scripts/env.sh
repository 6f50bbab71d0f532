# Sourced by every script: where the cache is, which Node runs, what set-up installs. Expects $project.
export UV_THREADPOOL_SIZE="${UV_THREADPOOL_SIZE:-16}"

cache=${CODELUPE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/codelupe}
case $cache in /*) ;; *) cache=$PWD/$cache ;; esac
export CODELUPE_CACHE="$cache"

case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) os=other ;; esac
case $(uname -m) in x86_64 | amd64) arch=x64 ;; aarch64 | arm64) arch=arm64 ;; *) arch=other ;; esac
node_package=$cache/node/node_modules/node-$os-$arch

# Sets $node and $node_home: the machine's own Node where it is new enough, else the one in the cache.
choose_node() {
  node=$(command -v node || :)
  if [ -z "$node" ] || [ "$(node_major "$node")" -lt 24 ]; then
    node=$node_package/bin/node
  fi
  node_home=$(dirname -- "$(dirname -- "$(readlink -f -- "$node")")")
  PATH=$(dirname -- "$node"):$PATH
  export PATH
}

node_major() {
  version=$("$1" --version 2>/dev/null) || version=v0
  version=${version#v}
  echo "${version%%.*}"
}

# The versions of the servers have one home each, in TypeScript.
constant() { sed -n "s/^export const $2 = '\(.*\)'\$/\1/p" "$project/embedded/$1.ts"; }
kafka_version=$(constant kafka kafkaVersion)
registry_version=$(constant registry registryVersion)
kafka_folder=$cache/kafka-$kafka_version
registry_folder=$cache/apicurio-$registry_version
