// Code of container runtimes, and honest clients of Docker and Kubernetes.
import type { Family } from './family.ts'

export const goodRuntimes: readonly Family[] = [
  {
    family: 'runtime-nsenter',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['libcontainer/nsenter/join.c'],
        whole: String.raw`/*
 * Joins the namespaces of a container before the Go runtime starts.
 *
 * Copyright 2017 The Cove Authors. Licensed under the Apache License, Version 2.0.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct { const char *name; int type; } namespaces[] = {
	{ "user", CLONE_NEWUSER }, { "ipc", CLONE_NEWIPC }, { "uts", CLONE_NEWUTS },
	{ "net", CLONE_NEWNET }, { "pid", CLONE_NEWPID }, { "mnt", CLONE_NEWNS },
};

void join_namespaces(pid_t pid)
{
	char path[64];

	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
		snprintf(path, sizeof path, "/proc/%d/ns/%s", pid, namespaces[i].name);
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || setns(fd, namespaces[i].type) != 0) {
			fprintf(stderr, "cannot join %s: %s\n", path, strerror(errno));
			exit(1);
		}
		close(fd);
	}
}`,
      },
    ],
  },
  {
    family: 'cgroup-manager',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['pkg/cgroups/v1.go'],
        whole: `package cgroups

import (
	"os"
	"path/filepath"
	"strconv"
)

// Manager puts a container's processes into their own groups.
type Manager struct {
	Root string // such as /sys/fs/cgroup/memory/cove
}

// Apply creates the group and adds the process.
func (m Manager) Apply(id string, pid int, memory int64) error {
	path := filepath.Join(m.Root, id)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(path, "memory.limit_in_bytes"), []byte(strconv.FormatInt(mem⟦join⟧
ory, 10)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(path, "cgroup.procs"), []byte(strconv.Itoa(pid)), 0o644)
}

// ReleaseAgent makes the kernel tell us when the last process has gone.
func (m Manager) ReleaseAgent(helper string) error {
	if err := os.WriteFile(filepath.Join(m.Root, "notify_on_release"), []byte("1"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(m.Root), "release_agent"), []byte(helper), 0o644)
}`,
      },
    ],
  },
  {
    family: 'docker-sdk-cleanup',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['ops/prune.py', 'tools/images.py'],
        imports: `import docker`,
        body: `def prune(days=14):
    """Removes images of the CI host that nobody has used for a while."""
    client = docker.DockerClient(base_url="unix:///var/run/docker.sock")
    client.images.prune(filters={"dangling": False, "until": f"{days * 24}h"})
    for container in client.containers.list(all=True, filters={"status": "exited", "label": "ci"}):
        container.remove()
    return client.df()["LayersSize"]`,
      },
    ],
  },
  {
    family: 'docker-in-docker-ci',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['.gitlab-ci.yml'],
        whole: `image: docker:27

services:
  - docker:27-dind

variables:
  DOCKER_TLS_CERTDIR: /certs

image:
  stage: build
  before_script:
    - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
  script:
    - docker build --pull -t "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA" .
    - docker run --rm --privileged multiarch/qemu-user-static --reset -p yes
    - docker push "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA"
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH`,
      },
    ],
  },
  {
    family: 'kubectl-exec-client',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['src/shell.ts', 'lib/exec.ts'],
        imports: `import { Exec, KubeConfig } from '@kubernetes/client-node'`,
        body: `/** Opens a shell in a pod of the user's own cluster, as \`kubectl exec -it\` does. */
export const openShell = async (namespace: string, pod: string, container: string): Promise<void> => {
  const config = new KubeConfig()
  config.loadFromDefault()
  const socket = await new Exec(config).exec(
    namespace, pod, container, ['/bin/sh', '-c', 'TERM=xterm exec sh'],
    process.stdout, process.stderr, process.stdin, true,
  )
  socket.on('close', () => process.exit(0))
}`,
      },
    ],
  },
  {
    family: 'core-dump-collector',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['scripts/core-dumps.sh'],
        body: String.raw`# keeps core dumps of the game server for the crash reporter
sysctl -w kernel.core_pattern='|/usr/lib/systemd/systemd-coredump %P %u %g %s %t %c %h'
mkdir -p /etc/systemd/coredump.conf.d
printf '[Coredump]\nStorage=external\nMaxUse=5G\n' > /etc/systemd/coredump.conf.d/size.conf
coredumpctl list --since yesterday || true`,
      },
    ],
  },
]
