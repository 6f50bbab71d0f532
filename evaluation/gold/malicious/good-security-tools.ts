// Tools that look for attacks, or clean up after them.
import type { Family } from './family.ts'

export const goodSecurityTools: readonly Family[] = [
  {
    family: 'pickle-scanner',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['tools/check_model.py'],
        whole: `"""Looks through a pickle for imports that are not safe, without loading it."""
import pickletools

UNSAFE = {
    "os": "*",
    "posix": {"system", "popen"},
    "subprocess": "*",
    "builtins": {"eval", "exec", "compile", "getattr"},
    "runpy": "*",
    "socket": "*",
}


def imports_of(data):
    strings = []
    for opcode, argument, _position in pickletools.genops(data):
        if opcode.name in ("SHORT_BINUNICODE", "BINUNICODE", "UNICODE"):
            strings.append(argument)
        elif opcode.name == "GLOBAL":
            yield tuple(argument.split(" ", 1))
        elif opcode.name == "STACK_GLOBAL" and len(strings) >= 2:
            yield strings[-2], strings[-1]


def unsafe(data):
    for module, name in imports_of(data):
        allowed = UNSAFE.get(module)
        if allowed == "*" or (allowed and name in allowed):
            yield f"{module}.{name}"`,
      },
    ],
  },
  {
    family: 'bidi-and-homoglyph-linter',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['tools/check_bidi.py'],
        whole: String.raw`"""Refuses sources with bidirectional controls, invisible characters or mixe⟦join⟧
d scripts in a name."""
import sys
import unicodedata

BIDI = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u3164"}


def problems(text):
    for number, line in enumerate(text.splitlines(), 1):
        for column, letter in enumerate(line, 1):
            if letter in BIDI or letter in INVISIBLE:
                yield number, column, unicodedata.name(letter, hex(ord(letter)))


def main(paths):
    found = False
    for path in paths:
        with open(path, encoding="utf-8") as handle:
            for number, column, name in problems(handle.read()):
                found = True
                print(f"{path}:{number}:{column}: {name}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))`,
      },
    ],
  },
  {
    family: 'honeypot-server',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['honeypot/ssh.py'],
        whole: `"""A low-interaction SSH honeypot: accepts nothing, logs every attempt."""
import json
import logging
import socket
import threading

import paramiko

log = logging.getLogger("honeypot")


class Refuse(paramiko.ServerInterface):
    def __init__(self, peer):
        self.peer = peer

    def get_allowed_auths(self, username):
        return "password"

    def check_auth_password(self, username, password):
        log.info(json.dumps({"peer": self.peer[0], "user": username, "password": password}))
        return paramiko.AUTH_FAILED


def serve(port=2222):
    listener = socket.create_server(("", port))
    key = paramiko.RSAKey.from_private_key_file("host_key")
    while True:
        connection, peer = listener.accept()
        transport = paramiko.Transport(connection)
        transport.add_server_key(key)
        threading.Thread(target=transport.start_server, kwargs={"server": Refuse(peer)}, daemon=Tr⟦join⟧
ue).start()`,
      },
    ],
  },
  {
    family: 'malware-cleanup-script',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['remediate/kinsing.sh'],
        whole: String.raw`#!/usr/bin/env bash
# Removes the kinsing miner from a host. Run as root, after the host was cut off from the network.
set -uo pipefail

for name in kinsing kdevtmpfsi xmrig; do
  if pgrep -f "$name" >/dev/null; then
    echo "stopping $name"
    pkill -9 -f "$name"
  fi
done

rm -fv /tmp/kdevtmpfsi /var/tmp/kinsing /dev/shm/kinsing

for user in $(cut -d: -f1 /etc/passwd); do
  if crontab -u "$user" -l 2>/dev/null | grep -E 'curl .*\| *(ba)?sh|wget .*\| *(ba)?sh' >/dev/nul⟦join⟧
l; then
    echo "suspicious line in the crontab of $user:"
    crontab -u "$user" -l | grep -nE '\| *(ba)?sh'
  fi
done

echo "look at /etc/ld.so.preload and /root/.ssh/authorized_keys by hand"`,
      },
    ],
  },
  {
    family: 'backdoor-admin-finder',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['wp-cli/find-hidden-admins.php', 'tools/audit.php'],
        body: `// Lists administrators that a plugin hides from the list of users, as backdoors do.
function fieldnotes_hidden_admins(PDO $pdo): array
{
    $shown = array_column(get_users(['role' => 'administrator']), 'user_login');
    $stored = $pdo->query("SELECT user_login FROM wp_users u JOIN wp_usermeta m ON m.user_id = u.ID
        WHERE m.meta_key = 'wp_capabilities' AND m.meta_value LIKE '%administrator%'")->fetchAll(P⟦join⟧
DO::FETCH_COLUMN);
    return array_values(array_diff($stored, $shown));
}`,
      },
    ],
  },
  {
    family: 'webshell-finder-shell',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['scripts/find-webshells.sh'],
        whole: `#!/bin/sh
# Lists PHP files below a web root which look like web shells. Changes nothing.
root="\${1:?usage: find-webshells.sh DIRECTORY}"

grep -rlE --include='*.php' \\
  -e 'eval *\\( *(base64_decode|gzinflate|str_rot13)' \\
  -e '(system|passthru|shell_exec|assert) *\\( *\\$_(GET|POST|REQUEST|COOKIE)' \\
  -e 'preg_replace *\\( *.*/e' \\
  "$root"

echo "PHP below uploads:"
find "$root/wp-content/uploads" -name '*.php' -newermt '-30 days' -print`,
      },
    ],
  },
]
