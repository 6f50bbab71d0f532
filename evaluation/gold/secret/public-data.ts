// Negatives: data that is public by design: chain addresses, public keys, certificates.
import { base64, type Cases, code, json, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { ageRecipient, certificate, pgpPublicKey, publicKey, sshEdPublic, sshRsaPublic } from './keys.ts'
import { extendedKey, walletAddress } from './wallets.ts'
import { person, thing } from './words.ts'

export const chainCases: Cases = (random) => [
  ...negatives(
    random,
    'chain-addresses',
    ['crypto-wallet'],
    (random) =>
      hosted(
        random,
        'contracts.ts',
        `export const addresses = { token: '${walletAddress(random)}', router: '${walletAddress(random)}' }`,
      ),
    (random) =>
      hosted(
        random,
        'watch.py',
        `TRANSACTION = "0x${random.text('hex', 64)}"\nBLOCK_HASH = "0x${random.text('hex', 64)}"`,
      ),
    (random) => ({
      path: 'contracts/Proxy.sol',
      content: code`
      // SPDX-License-Identifier: MIT
      pragma solidity ^0.8.20;

      contract Proxy {
          // keccak256("eip1967.proxy.implementation") - 1
          bytes32 private constant SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
          bytes32 public constant MINTER_ROLE = 0x${random.text('hex', 64)};

          function token() external view returns (address) {
              return address(this);
          }
      }`,
    }),
  ),
  ...negatives(
    random,
    'chain-public-data',
    ['crypto-wallet'],
    (random) => hosted(random, 'watch.js', `const xpub = '${extendedKey(random, 'public')}';`),
    (random) => ({
      path: 'artifacts/Token.json',
      content: json(
        {
          contractName: 'Token',
          abi: [{ inputs: [], name: 'totalSupply', outputs: [{ type: 'uint256' }] }],
          bytecode: `0x60806040${random.text('hex', 900)}`,
        },
        0,
      ),
    }),
    () => ({
      path: 'src/wordlist.ts',
      content: code`
        // first words of the BIP 39 list
        export const words = [
          'abandon', 'ability', 'able', 'about', 'above', 'absent', 'absorb', 'abstract', 'absurd', 'abuse', 'access', 'accident',
          'account', 'accuse', 'achieve', 'acid', 'acoustic', 'acquire', 'across', 'act', 'action', 'actor', 'actress', 'actual',
        ] as const
      `,
    }),
  ),
]

export const publicKeyCases: Cases = (random) => [
  ...negatives(
    random,
    'certificate',
    ['private-key'],
    (random) => ({ path: 'certs/ca.pem', content: `${certificate(random)}\n${certificate(random)}\n` }),
    (random) =>
      hosted(random, 'ca.ino', `static const char ROOT_CA[] PROGMEM = R"EOF(\n${certificate(random)}\n)EOF";`),
  ),
  ...negatives(
    random,
    'public-key',
    ['private-key'],
    (random) => ({ path: 'keys/verify.pub.pem', content: `${publicKey(random)}\n` }),
    (random) => hosted(random, 'verify.py', `PUBLIC_KEY = """${publicKey(random)}"""`),
    (random) => hosted(random, 'verify.go', `var publicKey = []byte(\`${publicKey(random)}\`)`),
  ),
  ...negatives(
    random,
    'shell-public-keys',
    ['private-key'],
    (random) => ({
      path: 'home/.ssh/authorized_keys',
      content: `${sshRsaPublic(random, `${person(random)}@laptop`)}\n${sshEdPublic(random, `${person(random)}@desk`)}\n`,
    }),
    (random) => ({
      path: 'cloud-init.yml',
      content: code`
      #cloud-config
      users:
        - name: deploy
          groups: sudo
          ssh_authorized_keys:
            - ${sshRsaPublic(random, 'deploy')}
          lock_passwd: true
      ssh_pwauth: false`,
    }),
    (random) => ({
      path: 'home/.ssh/known_hosts',
      content: code`
        |1|${base64(random.bytes(20))}|${base64(random.bytes(20))} ${sshEdPublic(random, '')}
        github.com ${sshRsaPublic(random, '')}
      `,
    }),
  ),
  ...negatives(
    random,
    'pgp-public-data',
    ['private-key'],
    (random) => ({ path: 'KEYS', content: `${pgpPublicKey(random, 'Version: GnuPG v1')}\n` }),
    (random) => ({
      path: 'install.sh',
      content: code`
      #!/bin/sh
      set -e
      apt-key adv --keyserver keyserver.ubuntu.com --recv-keys ${random.text('upperHex', 40)}
      gpg --verify app.tar.gz.asc app.tar.gz
      tar xzf app.tar.gz -C /opt`,
    }),
  ),
  ...negatives(
    random,
    'recipient-and-update-keys',
    ['private-key', 'encoded'],
    (random) => ({
      path: '.sops.yaml',
      content: code`
        creation_rules:
          - path_regex: secrets/.*
            age: ${ageRecipient(random)}
          - pgp: ${random.text('upperHex', 40)}
      `,
    }),
    (random) => ({
      path: 'App/Info.plist',
      content: code`
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0">
      <dict>
        <key>CFBundleIdentifier</key>
        <string>eu.kestrel.notes</string>
        <key>SUPublicEDKey</key>
        <string>${base64(random.bytes(32))}</string>
        <key>NSFaceIDUsageDescription</key>
        <string>Unlocks your passwords</string>
      </dict>
      </plist>`,
    }),
  ),
  ...negatives(
    random,
    'public-web-keys',
    ['private-key', 'jwt'],
    (random) => ({
      path: 'tests/jwks.json',
      content: json({
        keys: [
          {
            kty: 'RSA',
            use: 'sig',
            alg: 'RS256',
            kid: random.text('hex', 40),
            n: random.text('base64url', 342),
            e: 'AQAB',
          },
        ],
      }),
    }),
    (random) => ({
      path: 'wireguard/peers.conf',
      content: code`
      [Peer]
      # ${thing(random)}
      PublicKey = ${base64(random.bytes(32))}
      AllowedIPs = 10.8.0.${String(2 + random.int(200))}/32
      PersistentKeepalive = 25`,
    }),
  ),
  ...negatives(
    random,
    'kubeconfig-without-login',
    ['kubeconfig'],
    (random) => ({
      path: 'deploy/kubeconfig.yaml',
      content: code`
      apiVersion: v1
      kind: Config
      clusters:
        - name: prod
          cluster:
            certificate-authority-data: ${base64(certificate(random))}
            server: https://${random.text('upperHex', 32)}.gr7.eu-west-1.eks.amazonaws.com
      users:
        - name: prod
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1beta1
              command: aws
              args: [eks, get-token, --cluster-name, prod]
      contexts:
        - name: prod
          context: { cluster: prod, user: prod }
      current-context: prod`,
    }),
    () => ({
      path: 'ci/kube.yaml',
      content: code`
      apiVersion: v1
      kind: Config
      clusters:
        - name: c
          cluster:
            certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
            server: https://kubernetes.default.svc
      users:
        - name: sa
          user:
            tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
      contexts:
        - name: c
          context: { cluster: c, user: sa }
      current-context: c`,
    }),
  ),
]
