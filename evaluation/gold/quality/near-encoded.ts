// Files with a little encoded data beside logic: icons, keys, digests, magic numbers, classes of characters.
import type { Random } from '../random.ts'
import { type Body, file, lines, wrapped } from './kit.ts'

const hashes = (random: Random, names: readonly string[], line: (name: string, hash: string) => string): string =>
  names.map((name) => line(name, random.text('hex', 64))).join('\n')

export const nearEncoded = (random: Random): readonly Body[] => [
  {
    family: 'near-encoded-css-icon',
    path: 'theme/select.css',
    near: 'encoded',
    text: `.select {
  appearance: none;
  padding: 0.5rem 2rem 0.5rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 4px;
  background-color: var(--field);
  background-image: url('data:image/png;base64,${random.of('icon').text('base64', 396)}==');
  background-repeat: no-repeat;
  background-position: right 0.5rem center;
  background-size: 1rem;
}

${file`
.select:hover {
  border-color: var(--line-strong);
}

.select:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}

.select[multiple] {
  padding-right: 0.75rem;
  background-image: none;
}

.select option:checked {
  background: var(--accent) linear-gradient(0deg, var(--accent) 0%, var(--accent) 100%);
  color: var(--on-accent);
}

@media (forced-colors: active) {
  .select {
    appearance: auto;
    background-image: none;
  }
}
`}`,
  },
  {
    family: 'near-encoded-digest-tests',
    path: 'tests/test_digest.py',
    near: 'encoded',
    text: `import hashlib
import io

import pytest

from vault.digest import Tee, digest_of, verify

# Digests of the samples, by sha256sum.
KNOWN = {
${hashes(
  random.of('digest'),
  ['empty', 'one-block', 'two-blocks', 'unicode'],
  (name, hash) => `    "${name}": "${hash}",`,
)}
}

${file`

@pytest.mark.parametrize("name", sorted(KNOWN))
def test_samples_have_their_digest(name, samples):
    with open(samples / name, "rb") as handle:
        assert digest_of(handle) == KNOWN[name]


def test_reading_in_pieces_changes_nothing(samples):
    whole = (samples / "two-blocks").read_bytes()
    pieces = hashlib.sha256()
    for start in range(0, len(whole), 7):
        pieces.update(whole[start:start + 7])
    assert pieces.hexdigest() == KNOWN["two-blocks"]


def test_tee_passes_everything_on():
    out = io.BytesIO()
    tee = Tee(out)
    tee.write(b"first ")
    tee.write(b"second")
    assert out.getvalue() == b"first second"
    assert tee.digest() == digest_of(io.BytesIO(b"first second"))


def test_verify_names_what_differs(tmp_path):
    (tmp_path / "a").write_text("changed")
    assert verify(tmp_path, {"a": KNOWN["empty"]}) == ["a"]
`}`,
  },
  {
    family: 'near-encoded-public-key-test',
    path: 'internal/token/verify_test.go',
    near: 'encoded',
    text: `package token

import (
	"strings"
	"testing"
	"time"
)

// The public half of a key that was made for this test and thrown away.
const publicKey = \`-----BEGIN PUBLIC KEY-----
${wrapped(`MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${random.of('key').text('base64', 86)}==`, 64).join('\n')}
-----END PUBLIC KEY-----\`

${file`
func TestVerifyRefuses(t *testing.T) {
	verifier, err := NewVerifier(strings.NewReader(publicKey))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	tests := map[string]string{
		"nothing":          "",
		"two parts":        "header.payload",
		"no signature":     "header.payload.",
		"another issuer":   sign(t, Claims{Issuer: "mallory", Expires: now.Add(time.Hour)}),
		"expired":          sign(t, Claims{Issuer: "us", Expires: now.Add(-time.Second)}),
		"not yet valid":    sign(t, Claims{Issuer: "us", NotBefore: now.Add(time.Minute)}),
		"without an expiry": sign(t, Claims{Issuer: "us"}),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := verifier.Verify(text, now); err == nil {
				t.Error("accepted")
			}
		})
	}
}
`}`,
  },
  {
    family: 'near-encoded-pinned-tools',
    path: 'tools/fetch.sh',
    near: 'encoded',
    text: `#!/usr/bin/env bash
# Fetches the tools of the build in fixed versions and checks them.
set -euo pipefail

declare -A digests=(
${hashes(
  random.of('tools'),
  ['protoc-25.1', 'buf-1.28.1', 'shellcheck-0.9.0', 'hugo-0.121'],
  (name, hash) => `  [${name}]=${hash}`,
)}
)

${file`
target="\${1:-.tools}"
mkdir -p "$target"

for tool in "\${!digests[@]}"; do
  archive="$target/$tool.tar.gz"
  if [[ ! -f "$archive" ]]; then
    echo "fetching $tool"
    curl --fail --silent --location --retry 3 --output "$archive" "https://mirror.example.org/tools/$tool.tar.gz"
  fi
  if ! echo "\${digests[$tool]}  $archive" | sha256sum --check --quiet; then
    echo "$tool is not what it was, removed" >&2
    rm -f "$archive"
    exit 1
  fi
  tar --extract --gzip --file "$archive" --directory "$target"
done
`}`,
  },
  {
    family: 'near-encoded-colour-scale',
    path: 'R/palette.R',
    near: 'encoded',
    text: `# Colours of the maps; the scale was made with equal steps of lightness.
scale_depth <- c(
${lines(
  6,
  (row) =>
    `  ${Array.from({ length: 6 }, (_, at) => `"#${random.of(`colour${row}${at}`).text('upperHex', 6)}"`).join(', ')},`,
)}
  "#08306B"
)

${file`
palette_depth <- function(n, reverse = FALSE) {
  colours <- grDevices::colorRampPalette(scale_depth)(n)
  if (reverse) rev(colours) else colours
}

scale_fill_depth <- function(..., breaks = c(0, 10, 50, 200, 1000, 4000)) {
  ggplot2::scale_fill_stepsn(
    colours = palette_depth(length(breaks)),
    breaks = breaks,
    labels = function(x) paste(format(x, big.mark = " "), "m"),
    ...
  )
}

# The colour of text that can be read on a fill.
contrast_colour <- function(fill) {
  rgb <- grDevices::col2rgb(fill) / 255
  lightness <- colSums(rgb * c(0.2126, 0.7152, 0.0722))
  ifelse(lightness > 0.45, "black", "white")
}
`}`,
  },
]
