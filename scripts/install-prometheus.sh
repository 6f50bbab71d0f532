#!/bin/sh
# Fetches Prometheus, Alertmanager and their tools for the tests: sh scripts/install-prometheus.sh. Debian's packages are
# unpacked into the cache, and nothing is installed: no service starts, and no right is needed but to read package lists.
# Prints the folder with the programs. Where the machine has them on its PATH the tests ask those, and this is not run.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
. "$project/scripts/env.sh"
. "$project/scripts/steps.sh"

folder=$cache/prometheus
download() { (cd "$part" && apt-get download prometheus prometheus-alertmanager) >&2; }
unpack() {
  command -v apt-get >/dev/null 2>&1 || refuse 'promtool, amtool and prometheus on the PATH' 'neither them nor apt-get' 'install Prometheus and Alertmanager as your system has them'
  download || { apt-get update -q >&2 && download; }
  for package in "$part"/*.deb; do dpkg-deb -x "$package" "$part"; done
  mv "$part/usr/bin" "$part/bin"
  find "$part" -mindepth 1 -maxdepth 1 ! -name bin -exec rm -r {} +
}

if [ ! -d "$folder" ]; then
  mkdir -p "$cache"
  exec 9>"$cache/prometheus.lock"
  flock 9
  [ -d "$folder" ] || whole "$folder" unpack
fi
echo "$folder/bin"
