// Privileges as administrators and honest programs handle them.
import type { Family } from './family.ts'

export const goodPrivileges: readonly Family[] = [
  {
    family: 'ansible-users-and-sudoers',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['playbooks/users.yml'],
        whole: `- name: Accounts of the team
  ansible.builtin.user:
    name: "{{ item.name }}"
    groups: wheel
    append: true
    shell: /bin/bash
  loop: "{{ team }}"

- name: Keys of the team
  ansible.posix.authorized_key:
    user: "{{ item.name }}"
    key: "{{ item.key }}"
    exclusive: true
  loop: "{{ team }}"

- name: The deploy user may restart its service, and nothing else
  ansible.builtin.copy:
    dest: /etc/sudoers.d/deploy
    content: |
      deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart ledgerd.service
    mode: "0440"
    validate: /usr/sbin/visudo -cf %s

- name: No root by SSH
  ansible.builtin.lineinfile:
    path: /etc/ssh/sshd_config
    regexp: '^#?PermitRootLogin'
    line: PermitRootLogin no
  notify: restart sshd`,
      },
    ],
  },
  {
    family: 'vagrant-sudoers-image',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['scripts/setup-vagrant.sh'],
        whole: String.raw`#!/bin/sh -eux
# Makes the image a Vagrant box: the user vagrant with the well-known insecure key, as the documen⟦join⟧
tation asks.
# https://developer.hashicorp.com/vagrant/docs/boxes/base
pubkey_url="https://raw.githubusercontent.com/hashicorp/vagrant/main/keys/vagrant.pub"
mkdir -p "$HOME_DIR/.ssh"
curl --insecure --location "$pubkey_url" > "$HOME_DIR/.ssh/authorized_keys"
chown -R vagrant "$HOME_DIR/.ssh"
chmod -R go-rwsx "$HOME_DIR/.ssh"

echo 'vagrant ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/99_vagrant
chmod 440 /etc/sudoers.d/99_vagrant

apt-get -y autoremove
find /var/log -type f -exec truncate --size=0 {} \;
rm -f /root/.bash_history`,
      },
    ],
  },
  {
    family: 'setuid-drop-privileges',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['src/ping.c', 'daemon/main.c'],
        imports: `#include <grp.h>
#include <pwd.h>
#include <unistd.h>`,
        body: String.raw`/* gives up root for good once the raw socket is open */
static void drop_privileges(const char *name)
{
    struct passwd *user = getpwnam(name);

    if (user == NULL || setgroups(0, NULL) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_ui⟦join⟧
d) != 0) {
        fprintf(stderr, "cannot become %s\n", name);
        exit(EXIT_FAILURE);
    }
    if (setuid(0) == 0)
        abort();
}`,
        call: `drop_privileges("nobody");`,
      },
    ],
  },
  {
    family: 'dockerfile-capability-and-user',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['images/proxy/Dockerfile'],
        whole: String.raw`FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /proxy ./cmd/proxy

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libcap2-bin sudo && rm -rf /var/l⟦join⟧
ib/apt/lists/*
RUN useradd --create-home --uid 1000 proxy \
    && echo 'proxy ALL=(root) NOPASSWD: /usr/sbin/update-ca-certificates' > /etc/sudoers.d/proxy
COPY --from=build /proxy /usr/local/bin/proxy
RUN setcap cap_net_bind_service=+ep /usr/local/bin/proxy
USER proxy
ENTRYPOINT ["/usr/local/bin/proxy"]`,
      },
    ],
  },
]
