// Positives: kubeconfig files and Terraform state.
import { base64, type Cases, code, json, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { certificate, ecKey, jwt, rsaKey } from './keys.ts'
import { awsKeyId, awsSecret } from './tokens-cloud.ts'
import { address, domain, generated, plain } from './words.ts'

const cluster = (authority: string, host: string, user: string): string => code`
  apiVersion: v1
  kind: Config
  clusters:
  - cluster:
      certificate-authority-data: ${authority}
      server: https://${host}:6443
    name: prod
  contexts:
  - context:
      cluster: prod
      user: prod-admin
    name: prod
  current-context: prod
  preferences: {}
  users:
  - name: prod-admin
    user:
      ${user}`

const state = (lineage: string, resources: readonly object[], outputs: object = {}): string =>
  json({ version: 4, terraform_version: '1.5.7', serial: 41, lineage, outputs, resources, check_results: null })

const resource = (type: string, name: string, attributes: object): object => ({
  mode: 'managed',
  type,
  name,
  provider: `provider["registry.terraform.io/hashicorp/${type.split('_')[0] ?? ''}"]`,
  instances: [{ schema_version: 1, attributes, sensitive_attributes: [], dependencies: [] }],
})

export const kubeconfigCases: Cases = (random) => [
  ...positives(
    random,
    'kubeconfig-with-client-key',
    ['kubeconfig', 'encoded'],
    (random) => ({
      path: 'home/.kube/config',
      content: cluster(
        base64(certificate(random)),
        address(random),
        code`
      client-certificate-data: ${base64(certificate(random))}
      client-key-data: ${base64(rsaKey(random))}`,
      ),
    }),
    (random) => ({
      path: 'k3s.yaml',
      content: cluster(
        base64(certificate(random)),
        `k3s.${domain(random)}`,
        code`
      client-certificate-data: ${base64(certificate(random))}
      client-key-data: ${base64(ecKey(random))}`,
      ),
    }),
  ),
  ...positives(random, 'kubeconfig-with-token', ['kubeconfig', 'jwt'], (random) => ({
    path: 'deploy/kubeconfig.yaml',
    content: cluster(
      base64(certificate(random)),
      `api.${domain(random)}`,
      `token: ${jwt(random, { iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'ci', sub: 'system:serviceaccount:ci:deployer' }, { alg: 'RS256', kid: random.text('base64url', 43) })}`,
    ),
  })),
  ...positives(
    random,
    'kubeconfig-with-opaque-token',
    ['kubeconfig'],
    (random) => ({
      path: 'ci/kubeconfig',
      content: cluster(
        base64(certificate(random)),
        address(random),
        `token: kubeconfig-user-${random.text('lowerDigits', 5)}:${random.text('lowerDigits', 54)}`,
      ),
    }),
    (random) => ({
      path: 'clusters/old.kubeconfig',
      content: cluster(base64(certificate(random)), address(random), `username: admin\npassword: ${plain(random, 16)}`),
    }),
  ),
  ...positives(random, 'kubeconfig-in-script', ['kubeconfig'], (random) =>
    hosted(random, 'ci/deploy.sh', {
      body: code`
        kubectl config set-credentials deployer --token=${random.text('lowerDigits', 16)}.${random.text('alphanumeric', 40)}
        kubectl --context prod apply -f k8s/
      `,
    }),
  ),
  ...positives(random, 'kubeadm-join-token', ['kubeconfig'], (random) =>
    hosted(random, 'cluster/join.sh', {
      body: line`
        kubeadm join ${address(random)}:6443 --token ${random.text('lowerDigits', 6)}.
        ${random.text('lowerDigits', 16)} --discovery-token-ca-cert-hash sha256:${random.text('hex', 64)}
      `,
    }),
  ),
]

export const terraformStateCases: Cases = (random) => [
  ...positives(random, 'state-with-database-password', ['terraform-state'], (random) => ({
    path: 'terraform.tfstate',
    content: state(random.uuid(), [
      resource('aws_db_instance', 'main', {
        address: `main.${random.text('lowerDigits', 12)}.eu-west-1.rds.amazonaws.com`,
        engine: 'postgres',
        id: 'main',
        username: 'app',
        password: generated(random),
        port: 5432,
      }),
    ]),
  })),
  ...positives(random, 'state-with-access-key', ['terraform-state', 'aws'], (random) => ({
    path: 'infra/terraform.tfstate',
    content: state(random.uuid(), [
      resource('aws_iam_access_key', 'ci', {
        create_date: '2023-02-01T09:00:00Z',
        id: awsKeyId(random),
        secret: awsSecret(random),
        status: 'Active',
        user: 'ci',
      }),
    ]),
  })),
  ...positives(random, 'state-with-generated-password', ['terraform-state'], (random) => ({
    path: 'terraform.tfstate.backup',
    content: state(random.uuid(), [
      resource('random_password', 'admin', {
        bcrypt_hash: `$2a$10$${random.text('alphanumeric', 53)}`,
        id: 'none',
        length: 20,
        result: generated(random, 20),
        special: true,
      }),
    ]),
  })),
  ...positives(random, 'state-with-private-key', ['terraform-state', 'private-key'], (random) => ({
    path: 'env/prod/terraform.tfstate',
    content: state(random.uuid(), [
      resource('tls_private_key', 'node', {
        algorithm: 'RSA',
        id: random.text('hex', 40),
        private_key_pem: `${rsaKey(random)}\n`,
        rsa_bits: 2048,
      }),
    ]),
  })),
  ...positives(
    random,
    'state-with-outputs',
    ['terraform-state'],
    (random) => ({
      path: 'stack/terraform.tfstate',
      content: state(random.uuid(), [], {
        db_password: { value: generated(random, 22), type: 'string', sensitive: true },
        host: { value: `db.${domain(random)}`, type: 'string' },
      }),
    }),
    (random) => ({
      path: 'tf/azure.tfstate',
      content: state(random.uuid(), [
        resource('azurerm_storage_account', 'logs', {
          name: `logs${random.text('hex', 6)}`,
          primary_access_key: base64(random.bytes(64)),
          location: 'westeurope',
        }),
      ]),
    }),
  ),
]
