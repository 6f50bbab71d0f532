#!/bin/sh
# Installs the tools that `codelupe evaluate --against` compares the gates with: sh scripts/install-peers.sh [peer ...]; without
# a name all of them. Each gets a folder of its own in the cache, which appears whole or not at all; what is there in the
# wanted version is left as it is. One that cannot be installed is told, and the others go on.
set -eu
project=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
. "$project/scripts/env.sh"
. "$project/scripts/steps.sh"

all='gitleaks detect-secrets guarddog scancode datatrove'
peers=$cache/peers
gitleaks_module=github.com/zricethezav/gitleaks/v8
gitleaks_version=v8.30.1
lock_of() { echo "$project/evaluation/peers/$1.lock"; }

# What a peer is installed from; kept with it, so that a changed lock installs it anew.
wanted() { if [ "$1" = gitleaks ]; then echo "$gitleaks_module $gitleaks_version"; else cat "$(lock_of "$1")"; fi; }
is_there() { [ -f "$peers/$peer/installed-from" ] && [ "$(wanted "$peer")" = "$(cat "$peers/$peer/installed-from")" ]; }
version_of() {
  case $peer in
  gitleaks) echo "$gitleaks_version" ;;
  scancode) sed -n 's/^scancode-toolkit==//p' "$(lock_of scancode)" ;;
  *) sed -n "s/^$peer==//p" "$(lock_of "$peer")" ;;
  esac
}

find_go() {
  for go in go /usr/local/go/bin/go /usr/lib/go/bin/go; do
    if command -v "$go" >/dev/null 2>&1; then return; fi
  done
  echo 'gitleaks is built from its source: install Go (Debian: golang-go), or put its folder on the PATH'
  return 1
}
fetch_gitleaks() {
  find_go
  GOBIN=$part/bin "$go" install "$gitleaks_module@$gitleaks_version"
  wanted gitleaks >"$part/installed-from"
}

# The trainer's sidecar fetches uv to the same place.
find_uv() {
  uv=$cache/uv/bin/uv
  if [ -x "$uv" ]; then return; fi
  fetch_uv() { python3 -m pip install --quiet --no-deps --target "$part" uv; }
  (whole "$cache/uv" fetch_uv)
}
find_python() {
  for base in python3 python3.13 python3.12 python3.11; do
    if "$base" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then return; fi
  done
  echo 'expected a Python of 3.11 to 3.13 on the PATH, found none (Debian: python3 and python3-venv)'
  return 1
}
fetch_python() {
  find_python
  find_uv
  # Its programs do not name their folder, which is renamed when it is whole.
  "$uv" venv --quiet --relocatable --allow-existing --python "$base" "$part"
  "$uv" pip install --quiet --python "$part/bin/python" -r "$(lock_of "$peer")"
  wanted "$peer" >"$part/installed-from"
}

install_peer() {
  if [ "$peer" = gitleaks ]; then fetch=fetch_gitleaks; else fetch=fetch_python; fi
  whole "$peers/$peer" "$fetch"
}

for peer in ${*:-$all}; do
  case " $all " in *" $peer "*) ;; *) refuse "peers of $all" "$peer" 'sh scripts/install-peers.sh [peer ...]' ;; esac
done
mkdir -p "$peers" "$cache/logs"
exec 9>"$peers/.lock"
flock 9
missing=
for peer in ${*:-$all}; do
  log=$cache/logs/peer-$peer.log
  status=0
  if ! is_there; then
    echo "$peer ..." >&2
    # In the background, as a command that is tested goes on after its failures.
    (install_peer) >"$log" 2>&1 9>&- &
    child=$!
    trap 'end_tree "$child"; rm -rf "$peers/$peer.part"; exit 130' INT TERM
    wait "$child" || status=$?
    trap - INT TERM
  fi
  if [ "$status" -eq 0 ]; then
    echo "$peer $(version_of)  $peers/$peer"
  else
    missing="$missing $peer"
    rm -rf "$peers/$peer.part"
    echo "$peer could not be installed; the end of $log:" >&2
    tail -n 12 "$log" | sed 's/^/  /' >&2
  fi
done
[ -z "$missing" ]
