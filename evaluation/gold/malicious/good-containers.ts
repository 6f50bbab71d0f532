// Privileged pods of infrastructure, and services that need the host.
import type { Family } from './family.ts'

export const goodContainers: readonly Family[] = [
  {
    family: 'compose-docker-socket',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['deploy/traefik/docker-compose.yml'],
        whole: `services:
  traefik:
    image: traefik:v3.0
    command:
      - --providers.docker=true
      - --providers.docker.exposedbydefault=false
      - --entrypoints.websecure.address=:443
    ports: ["443:443"]
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - letsencrypt:/letsencrypt
  app:
    image: registry.example.com/fieldbook:2.4
    labels:
      - traefik.enable=true
      - traefik.http.routers.app.rule=Host(\`fieldbook.example.com\`)
    environment:
      DATABASE_URL: \${DATABASE_URL}
volumes:
  letsencrypt:`,
      },
    ],
  },
  {
    family: 'node-exporter-daemonset',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['charts/exporter/templates/daemonset.yaml'],
        whole: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
  namespace: monitoring
spec:
  selector:
    matchLabels: { app.kubernetes.io/name: node-exporter }
  template:
    metadata:
      labels: { app.kubernetes.io/name: node-exporter }
    spec:
      hostNetwork: true
      hostPID: true
      securityContext: { runAsNonRoot: true, runAsUser: 65534 }
      containers:
        - name: node-exporter
          image: quay.io/prometheus/node-exporter:v1.8.1
          args: ["--path.procfs=/host/proc", "--path.sysfs=/host/sys", "--path.rootfs=/host/root"]
          volumeMounts:
            - { name: root, mountPath: /host/root, readOnly: true, mountPropagation: HostToContainer }
      volumes:
        - { name: root, hostPath: { path: / } }`,
      },
    ],
  },
  {
    family: 'cni-plugin-privileged',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['deploy/csi-node.yaml'],
        whole: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: csi-block-node
  namespace: kube-system
spec:
  selector: { matchLabels: { app: csi-block-node } }
  template:
    metadata: { labels: { app: csi-block-node } }
    spec:
      priorityClassName: system-node-critical
      serviceAccountName: csi-block-node
      containers:
        - name: driver
          image: registry.example.com/csi-block:1.9.2
          args: ["--endpoint=$(CSI_ENDPOINT)", "--node-id=$(NODE_NAME)"]
          securityContext: { privileged: true, capabilities: { add: ["SYS_ADMIN"] }, allowPrivileg⟦join⟧
eEscalation: true }
          volumeMounts:
            - { name: kubelet, mountPath: /var/lib/kubelet, mountPropagation: Bidirectional }
            - { name: dev, mountPath: /dev }
      volumes:
        - { name: kubelet, hostPath: { path: /var/lib/kubelet, type: Directory } }
        - { name: dev, hostPath: { path: /dev } }`,
      },
    ],
  },
]
