// Negatives: hashes and checksums in pins, digests, caches and build files.
import { base64, type Cases, code, json, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const hashCases: Cases = (random) => [
  ...negatives(
    random,
    'pinned-actions',
    ['github', 'ci'],
    (random) => ({
      path: '.github/workflows/scan.yml',
      content: code`
      name: scan
      on: push
      permissions:
        id-token: write
      jobs:
        secrets:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${random.text('hex', 40)} # v4.1.1
            - uses: trufflesecurity/trufflehog@${random.text('hex', 40)}
              with:
                base: \${{ github.event.before }}
            - uses: aws-actions/configure-aws-credentials@${random.text('hex', 40)} # v4.0.1`,
    }),
    (random) => ({
      path: '.pre-commit-config.yaml',
      content: code`
      repos:
        - repo: https://github.com/gitleaks/gitleaks
          rev: ${random.text('hex', 40)}
          hooks:
            - id: gitleaks
        - repo: https://github.com/psf/black
          rev: 23.12.1
          hooks: [{ id: black }]`,
    }),
  ),
  ...negatives(
    random,
    'checksum-of-download',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'Dockerfile',
        code`
      ENV TINI_SHA256=${random.text('hex', 64)}
      RUN curl -fsSLo /tini https://github.com/krallin/tini/releases/download/v0.19.0/tini && \
          echo "$TINI_SHA256  /tini" | sha256sum -c -`,
      ),
    (random) => ({
      path: 'Formula/tool.rb',
      content: code`
      class Tool < Formula
        desc "Finds secrets in repositories"
        homepage "https://example.org/tool"
        url "https://example.org/tool/archive/v1.9.2.tar.gz"
        sha256 "${random.text('hex', 64)}"
        license "MIT"

        depends_on "go" => :build

        def install
          system "go", "build", *std_go_args
        end
      end`,
    }),
    (random) => ({
      path: 'PKGBUILD',
      content: code`
      pkgname=keytool-git
      pkgver=2.1
      pkgrel=3
      arch=('x86_64')
      source=("$pkgname-$pkgver.tar.gz::https://example.org/$pkgver.tar.gz" 'keytool.service')
      sha512sums=('${random.text('hex', 128)}'
                  '${random.text('hex', 128)}')
      validpgpkeys=('${random.text('upperHex', 40)}')`,
    }),
  ),
  ...negatives(
    random,
    'image-digest',
    ['package-registry', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'docker/Dockerfile',
        `COPY --from=gcr.io/distroless/static@sha256:${random.text('hex', 64)} /etc/passwd /etc/passwd`,
      ),
    (random) => ({
      path: 'k8s/kustomization.yaml',
      content: code`
      resources: [deployment.yaml, secret-store.yaml]
      images:
        - name: ghcr.io/kestrel/token-service
          digest: sha256:${random.text('hex', 64)}
      secretGenerator: []`,
    }),
  ),
  ...negatives(
    random,
    'script-integrity',
    ['encoded'],
    (random) =>
      hosted(
        random,
        'index.html',
        line`
          <script src="https://cdn.jsdelivr.net/npm/vue@2.7.14/dist/vue.min.js" integrity="sha384-
          ${base64(random.bytes(48))}" crossorigin="anonymous"></script>
        `,
      ),
    (random) =>
      hosted(
        random,
        'csp.js',
        `const policy = "script-src 'self' 'sha256-${base64(random.bytes(32))}' 'nonce-${base64(random.bytes(16))}'";`,
      ),
  ),
  ...negatives(
    random,
    'commit-in-code',
    ['github', 'token-assignment'],
    (random) =>
      hosted(random, 'version.py', `GIT_COMMIT = "${random.text('hex', 40)}"\nBUILD_ID = "${random.text('hex', 12)}"`),
    (random) => hosted(random, 'cmd/version.go', `const revision = "${random.text('hex', 40)}"`),
    (random) => ({
      path: 'CMakeLists.txt',
      content: code`
      cmake_minimum_required(VERSION 3.20)
      project(tokenizer CXX)
      include(FetchContent)
      FetchContent_Declare(
        googletest
        GIT_REPOSITORY https://github.com/google/googletest.git
        GIT_TAG ${random.text('hex', 40)}
        URL_HASH SHA256=${random.text('hex', 64)}
      )
      FetchContent_MakeAvailable(googletest)`,
    }),
  ),
  ...negatives(
    random,
    'cache-and-etag-hash',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'assets.rb',
        `ETAG = 'W/"${random.text('hex', 32)}"'\nCACHE_KEY = 'views/${random.text('hex', 32)}'`,
      ),
    (random) => ({
      path: 'dist/manifest.json',
      content: json({
        'main.js': `main.${random.text('hex', 20)}.js`,
        'auth.js': `auth.${random.text('hex', 20)}.chunk.js`,
        'token.css': `token.${random.text('alphanumeric', 22)}.css`,
      }),
    }),
  ),
  ...negatives(
    random,
    'migration-checksums',
    ['token-assignment'],
    (random) => ({
      path: 'migrations/atlas.sum',
      content: code`
        h1:${base64(random.bytes(32))}
        20230102_init.sql h1:${base64(random.bytes(32))}
        20230311_api_keys.sql h1:${base64(random.bytes(32))}
      `,
    }),
    (random) => ({
      path: 'data/files.csv',
      content: code`
        name,md5,bytes
        passwords-hashed.parquet,${random.text('hex', 32)},8812
        keys.parquet,${random.text('hex', 32)},19022
        secret-santa.csv,${random.text('hex', 32)},771
      `,
    }),
  ),
  ...negatives(
    random,
    'build-system-hashes',
    ['token-assignment'],
    (random) => ({
      path: 'WORKSPACE',
      content: code`
      load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")

      http_archive(
          name = "rules_python",
          integrity = "sha256-${base64(random.bytes(32))}",
          sha256 = "${random.text('hex', 64)}",
          strip_prefix = "rules_python-0.27.1",
          url = "https://github.com/bazelbuild/rules_python/releases/download/0.27.1/rules_python-0.27.1.tar.gz",
      )`,
    }),
    (random) => ({
      path: 'default.nix',
      content: code`
      { lib, buildGoModule, fetchFromGitHub }:

      buildGoModule rec {
        pname = "age-keygen-tool";
        version = "1.1.1";
        src = fetchFromGitHub {
          owner = "example";
          repo = pname;
          rev = "v\${version}";
          hash = "sha256-${base64(random.bytes(32))}";
        };
        vendorHash = "sha256-${base64(random.bytes(32))}";
        meta.license = lib.licenses.bsd3;
      }`,
    }),
  ),
]
