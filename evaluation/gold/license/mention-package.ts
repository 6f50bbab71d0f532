// Licence fields of other packages than the one that the file is in: recipes, lock files, lists of dependencies.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'
import { licenseAt } from './texts.ts'

const other = (family: string, path: string, content: string, more: Partial<Page> = {}): Page => ({
  family,
  path,
  content,
  classes: ['gpl', 'manifest'],
  expression: 'MIT',
  beside: licenseAt('MIT'),
  ...more,
})

const list: readonly Page[] = [
  other(
    'package-homebrew-formula',
    'Formula/@thing@.rb',
    `class @Thing@ < Formula
  desc "Shows what a @thing@ is doing"
  homepage "https://example.org/@thing@"
  url "https://example.org/releases/@thing@-1.4.2.tar.gz"
  sha256 "6d1c0f0bdb3a1b1d2c3a59f6e0f6d7d1c77a1b3d4d2fb6a97cf01d29a1f0e3c5"
  license "GPL-3.0-or-later"

  depends_on "pkg-config" => :build
  depends_on "glib"

  def install
    system "./configure", "--prefix=#{prefix}"
    system "make", "install"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/@thing@ --version")
  end
end
`,
    { expression: 'BSD-2-Clause', beside: licenseAt('BSD-2-Clause', 'LICENSE.txt') },
  ),
  other(
    'package-nix-derivation',
    'pkgs/tools/@thing@/default.nix',
    `{ lib, stdenv, fetchFromGitHub, pkg-config, glib }:

stdenv.mkDerivation rec {
  pname = "@thing@";
  version = "2.1.0";

  src = fetchFromGitHub {
    owner = "acme";
    repo = pname;
    rev = "v\${version}";
    hash = "sha256-Jk1vO2V9m4l3Wm2S0g3L2pVxJH5F8rT7b7o1m9c2Xk0=";
  };

  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ glib ];

  meta = with lib; {
    description = "Shows what a @thing@ is doing";
    license = licenses.gpl3Plus;
    platforms = platforms.linux;
  };
}
`,
    { beside: licenseAt('MIT', 'COPYING') },
  ),
  other(
    'package-conda-recipe',
    'recipes/@thing@/meta.yaml',
    `{% set version = "0.9.1" %}

package:
  name: @thing@
  version: {{ version }}

source:
  url: https://example.org/@thing@-{{ version }}.tar.gz

build:
  number: 0
  script: make install PREFIX=$PREFIX

about:
  home: https://example.org/@thing@
  license: GPL-2.0-or-later
  license_file: COPYING
  summary: Counts @thing@s in a file
`,
    { expression: 'BSD-3-Clause', beside: licenseAt('BSD-3-Clause', 'LICENSE.txt') },
  ),
  other(
    'package-spack-recipe',
    'packages/@thing@/package.py',
    `# Copyright @year@ @holder@
#
# SPDX-License-Identifier: (Apache-2.0 OR MIT)

from spack.package import *


class @Thing@(AutotoolsPackage):
    """Solves sparse systems that come from @thing@ models."""

    homepage = "https://example.org/@thing@"
    url = "https://example.org/@thing@-3.2.tar.gz"

    license("GPL-3.0-or-later")

    version("3.2", sha256="0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0")
    variant("mpi", default=True, description="Build with MPI")
    depends_on("blas")
    depends_on("mpi", when="+mpi")
`,
    { expression: 'Apache-2.0 OR MIT', beside: {} },
  ),
  other(
    'package-lock-file',
    'package-lock.json',
    `{
  "name": "@thing@-tools",
  "version": "1.2.0",
  "lockfileVersion": 3,
  "packages": {
    "": { "name": "@thing@-tools", "version": "1.2.0", "license": "MIT" },
    "node_modules/jszip": { "version": "3.10.1", "license": "(MIT OR GPL-3.0-or-later)" },
    "node_modules/node-forge": { "version": "1.3.1", "license": "(BSD-3-Clause OR GPL-2.0)" },
    "node_modules/readline-gnu": { "version": "0.2.0", "dev": true, "license": "GPL-3.0" }
  }
}
`,
  ),
]

export const mentionPackage = (random: Random): readonly GoldCase[] => pages(random, list, false)
