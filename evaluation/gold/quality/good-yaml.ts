// Good YAML: a workflow, a stack of services, a role of Ansible.
import { type Body, file } from './kit.ts'

export const yamlBodies: readonly Body[] = [
  {
    family: 'yaml-ci-workflow',
    path: '.github/workflows/test.yml',
    near: 'data',
    text: file`
name: test

on:
  push:
    branches: [main]
  pull_request:

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  unit:
    strategy:
      fail-fast: false
      matrix:
        os: [ubuntu-latest, macos-latest]
        python: ['3.10', '3.12']
    runs-on: \${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: \${{ matrix.python }}
          cache: pip
      - run: pip install -e '.[test]'
      - run: pytest --cov --junitxml=report.xml
      - if: failure()
        uses: actions/upload-artifact@v4
        with:
          name: report-\${{ matrix.os }}-\${{ matrix.python }}
          path: report.xml

  # The oldest versions that pyproject.toml allows.
  minimum:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install uv
      - run: uv pip install --system --resolution lowest-direct -e '.[test]'
      - run: pytest -x
`,
    others: [{ path: '.github/workflows/nightly.yaml', swap: { unit: 'nightly', pytest: 'nox' }, licence: 'spdx' }],
  },
  {
    family: 'yaml-compose-stack',
    path: 'deploy/compose.yaml',
    near: 'repetition',
    text: file`
# The whole stack on one machine, for staging and for developers: docker compose -f deploy/compose.yaml up
x-defaults: &defaults
  restart: unless-stopped
  logging:
    driver: local

services:
  web:
    <<: *defaults
    build:
      context: ..
      target: web
    ports:
      - "127.0.0.1:8000:8000"
    environment:
      DATABASE_URL: postgres://harvest@database/harvest
      QUEUE_URL: redis://queue:6379/0
    depends_on:
      database:
        condition: service_healthy
      queue:
        condition: service_started

  worker:
    <<: *defaults
    build:
      context: ..
      target: worker
    command: ["harvest", "work", "--threads", "4"]
    environment:
      DATABASE_URL: postgres://harvest@database/harvest
      QUEUE_URL: redis://queue:6379/0

  database:
    <<: *defaults
    image: postgres:16
    environment:
      POSTGRES_USER: harvest
      POSTGRES_HOST_AUTH_METHOD: trust
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "harvest"]
      interval: 5s
      retries: 12

  queue:
    <<: *defaults
    image: redis:7-alpine

volumes:
  data:
`,
    others: [{ path: 'docker-compose.yml', swap: { harvest: 'orchard', queue: 'broker', web: 'site' }, indent: 4 }],
  },
  {
    family: 'yaml-ansible-role',
    path: 'roles/webserver/tasks/main.yml',
    text: file`
---
- name: Install the packages
  ansible.builtin.apt:
    name: [nginx, certbot, python3-certbot-nginx]
    state: present
    update_cache: true
    cache_valid_time: 3600

- name: Make the folders of the sites
  ansible.builtin.file:
    path: "/srv/www/{{ item.domain }}"
    state: directory
    owner: "{{ item.owner | default('www-data') }}"
    mode: "0755"
  loop: "{{ webserver_sites }}"
  loop_control:
    label: "{{ item.domain }}"

- name: Write the configuration of the sites
  ansible.builtin.template:
    src: site.conf.j2
    dest: "/etc/nginx/sites-available/{{ item.domain }}.conf"
    validate: nginx -t -c %s
  loop: "{{ webserver_sites }}"
  notify: Reload nginx

- name: Get certificates for what has none
  ansible.builtin.command:
    cmd: certbot --nginx -n --agree-tos -m {{ webserver_contact }} -d {{ item.domain }}
    creates: "/etc/letsencrypt/live/{{ item.domain }}/fullchain.pem"
  loop: "{{ webserver_sites }}"
  when: item.tls | default(true)

- name: Open the firewall
  community.general.ufw:
    rule: allow
    port: "{{ item }}"
  loop: ["80", "443"]
`,
    others: [
      { path: 'ansible/tasks.yml', swap: { webserver: 'proxy', sites: 'hosts', nginx: 'caddy' }, licence: 'gpl' },
    ],
  },
]
