// Rotation of logs, histories of shells and preloaded allocators.
import type { Family } from './family.ts'

export const goodLogs: readonly Family[] = [
  {
    family: 'logrotate-configuration',
    positive: false,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['etc/logrotate.d/ledgerd'],
        whole: `/var/log/ledgerd/*.log {
    daily
    rotate 14
    compress
    delaycompress
    missingok
    notifempty
    create 0640 ledger adm
    sharedscripts
    postrotate
        systemctl kill -s HUP ledgerd.service >/dev/null 2>&1 || true
    endscript
}

/var/log/wtmp {
    monthly
    create 0664 root utmp
    rotate 1
}`,
      },
    ],
  },
  {
    family: 'log-retention-script',
    positive: false,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['scripts/retention.sh', 'ops/clean-logs.sh'],
        body: `# keeps application logs for 30 days, as the privacy notice says; the audit lo⟦join⟧
g stays for a year
find /var/log/orders -name '*.log.gz' -mtime +30 -delete
find /var/log/orders-audit -name '*.log.gz' -mtime +365 -delete
: > /var/log/orders/debug.log
journalctl --vacuum-time=30d`,
      },
      {
        paths: ['tools/retention.py'],
        imports: `import time
from pathlib import Path as _P`,
        body: `def rotate(path, keep=5):
    """app.log becomes app.log.1 and so on; the oldest goes."""
    for number in range(keep - 1, 0, -1):
        older = _P(f"{path}.{number}")
        if older.exists():
            older.replace(f"{path}.{number + 1}")
    _P(path).replace(f"{path}.1")
    _P(path).touch()
    _P(f"{path}.{keep}").unlink(missing_ok=True)`,
      },
    ],
  },
  {
    family: 'shell-history-settings',
    positive: false,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['.bash_profile'],
        whole: `# ~/.bashrc: executed by bash for interactive shells
case $- in
  *i*) ;;
  *) return ;;
esac

# commands that start with a blank stay out of the history, so that passwords can
HISTCONTROL=ignoreboth
HISTSIZE=10000
HISTFILESIZE=20000
HISTIGNORE='ls:cd:pass *:export *TOKEN*'
shopt -s histappend checkwinsize

alias ll='ls -alF'
alias sudo='sudo '
alias hclear='history -c && history -w'

if command -v direnv >/dev/null; then
  eval "$(direnv hook bash)"
fi
eval "$(ssh-agent -s)" >/dev/null
[ -f ~/.fzf.bash ] && source ~/.fzf.bash`,
      },
    ],
  },
  {
    family: 'jemalloc-preload',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['bin/docker-entrypoint'],
        whole: `#!/bin/bash -e

# jemalloc uses less memory
if [ -z "\${LD_PRELOAD+x}" ]; then
  LD_PRELOAD=$(find /usr/lib -name libjemalloc.so.2 -print -quit)
  export LD_PRELOAD
fi

# migrates the database when the server is what is started
if [ "\${*: -2:1}" == "./bin/rails" ] && [ "\${*: -1:1}" == "server" ]; then
  ./bin/rails db:prepare
fi

exec "\${@}"`,
      },
    ],
  },
]
