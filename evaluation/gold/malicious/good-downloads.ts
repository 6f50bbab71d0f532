// Honest downloads: tools of a build, releases with signatures, model weights.
import type { Family } from './family.ts'

export const goodDownloads: readonly Family[] = [
  {
    family: 'makefile-fetches-tools',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['hack/tools.mk'],
        whole: `BIN := $(CURDIR)/bin
KIND_VERSION ?= v0.23.0
PROTOC_VERSION ?= 27.1

$(BIN):
	mkdir -p $@

$(BIN)/kind: | $(BIN)
	curl -fsSLo $@ https://kind.sigs.k8s.io/dl/$(KIND_VERSION)/kind-linux-amd64
	echo "⟦hex:64⟧  $@" | sha256sum --check
	chmod +x $@

$(BIN)/protoc: | $(BIN)
	curl -fsSL -o /tmp/protoc.zip https://github.com/protocolbuffers/protobuf/releases/download/v$(PR⟦join⟧
OTOC_VERSION)/protoc-$(PROTOC_VERSION)-linux-x86_64.zip
	unzip -o /tmp/protoc.zip -d $(CURDIR)
	rm -f /tmp/protoc.zip

.PHONY: cluster
cluster: $(BIN)/kind
	$(BIN)/kind create cluster --config hack/kind.yaml`,
      },
    ],
  },
  {
    family: 'self-update-with-signature',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['internal/update/apply.go', 'cmd/tool/update.go'],
        imports: `"crypto/ed25519"
"io"
"net/http"
"os"`,
        body: `// Update replaces the program by a release, once its signature has been checked.
func Update(url, target string, key ed25519.PublicKey) error {
	release, err := fetch(url)
	if err != nil {
		return err
	}
	signature, err := fetch(url + ".sig")
	if err != nil {
		return err
	}
	if !ed25519.Verify(key, release, signature) {
		return os.ErrPermission
	}
	next := target + ".new"
	if err := os.WriteFile(next, release, 0o755); err != nil {
		return err
	}
	return os.Rename(next, target)
}

func fetch(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      },
    ],
  },
  {
    family: 'chocolatey-bootstrap',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['scripts/setup-agent.ps1'],
        whole: `# Prepares a build agent: Chocolatey, then the tools of the team.
Set-ExecutionPolicy Bypass -Scope Process -Force
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityPro⟦join⟧
tocol -bor 3072
iex ((New-Object System.Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))

choco install -y git nodejs-lts python3 visualstudio2022buildtools
choco install -y visualstudio2022-workload-vctools --package-parameters "--includeRecommended"

refreshenv
git --version
node --version`,
      },
    ],
  },
  {
    family: 'cloud-init-docker',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['infra/user-data.yml'],
        whole: `#cloud-config
package_update: true
packages:
  - ca-certificates
  - curl
write_files:
  - path: /etc/docker/daemon.json
    content: |
      { "log-driver": "json-file", "log-opts": { "max-size": "10m", "max-file": "3" } }
runcmd:
  - curl -fsSL https://get.docker.com -o /tmp/get-docker.sh
  - sh /tmp/get-docker.sh
  - usermod -aG docker ubuntu
  - docker compose -f /srv/app/compose.yaml up -d`,
      },
    ],
  },
  {
    family: 'model-weights-download',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['models/download.py', 'src/weights.py'],
        imports: `import hashlib
import tempfile
import urllib.request`,
        body: `WEIGHTS = {
    "small": ("https://models.example.com/asr/small-v2.bin", "⟦hex:64⟧"),
    "large": ("https://models.example.com/asr/large-v2.bin", "⟦hex#2:64⟧"),
}


def download(name, folder):
    url, digest = WEIGHTS[name]
    target = Path(folder) / url.rsplit("/", 1)[1]
    if target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == digest:
        return target
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
        urllib.request.urlretrieve(url, part.name)
    Path(part.name).rename(target)
    return target`,
      },
    ],
  },
  {
    family: 'homebrew-formula',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['Formula/gridctl.rb'],
        whole: `class Gridctl < Formula
  desc "Command-line client of the grid"
  homepage "https://gridctl.example.com"
  url "https://github.com/gridctl/gridctl/archive/refs/tags/v1.14.2.tar.gz"
  sha256 "⟦hex:64⟧"
  license "Apache-2.0"

  depends_on "go" => :build

  def install
    system "go", "build", *std_go_args(ldflags: "-s -w -X main.version=#{version}")
    generate_completions_from_executable(bin/"gridctl", "completion")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/gridctl --version")
  end
end`,
      },
    ],
  },
]
