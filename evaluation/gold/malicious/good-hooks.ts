// Hooks of installation that only compile or say something.
import type { Family } from './family.ts'

export const goodHooks: readonly Family[] = [
  {
    family: 'setup-py-extension',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['python/setup.py'],
        whole: `import os
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        target = os.path.abspath(os.path.dirname(self.get_ext_fullpath(ext.name)))
        arguments = [f"-DCMAKE_LIBRARY_OUTPUT_DIRECTORY={target}", f"-DPYTHON_EXECUTABLE={sys.exec⟦join⟧
utable}"]
        os.makedirs(self.build_temp, exist_ok=True)
        subprocess.check_call(["cmake", os.path.abspath("."), *arguments], cwd=self.build_temp)
        subprocess.check_call(["cmake", "--build", ".", "--config", "Release"], cwd=self.build_temp)


setup(
    name="⟦pick:fastgrid|pointcloud-io|tinyregex⟧",
    version="0.9.1",
    ext_modules=[Extension("_core", sources=[])],
    cmdclass={"build_ext": CMakeBuild},
    zip_safe=False,
)`,
      },
    ],
  },
  {
    family: 'setup-py-exec-version',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['setup.py'],
        whole: `import io
import os

from setuptools import find_packages, setup

here = os.path.abspath(os.path.dirname(__file__))
about = {}
with io.open(os.path.join(here, "parcels", "__version__.py"), encoding="utf-8") as handle:
    exec(handle.read(), about)

with io.open(os.path.join(here, "README.md"), encoding="utf-8") as handle:
    readme = handle.read()

if os.environ.get("PARCELS_NO_SPEEDUPS"):
    ext_modules = []

setup(
    name="parcels",
    version=about["__version__"],
    long_description=readme,
    packages=find_packages(exclude=["tests"]),
    install_requires=["requests>=2.28"],
    python_requires=">=3.8",
)`,
      },
    ],
  },
  {
    family: 'setup-py-messages',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['python/bindings/setup.py'],
        whole: `from setuptools import setup
from setuptools.command.develop import develop
from setuptools.command.install import install
import subprocess


def compile_messages():
    subprocess.run(["msgfmt", "locale/de/LC_MESSAGES/app.po", "-o", "locale/de/LC_MESSAGES/app.mo"⟦join⟧
], check=True)


class Install(install):
    def run(self):
        compile_messages()
        super().run()


class Develop(develop):
    def run(self):
        compile_messages()
        super().run()


setup(name="deskclock", version="3.2", packages=["deskclock"], cmdclass={"install": Install, "deve⟦join⟧
lop": Develop})`,
      },
    ],
  },
  {
    family: 'package-json-node-gyp',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['packages/native/package.json'],
        whole: `{
  "name": "serial-ring",
  "version": "2.3.0",
  "main": "lib/index.js",
  "scripts": {
    "install": "node-gyp-build || node-gyp rebuild",
    "prepare": "husky install",
    "postinstall": "⟦pick:patch-package|node scripts/check-node-version.js|prisma generate|electro⟦join⟧
n-builder install-app-deps⟧",
    "prepublishOnly": "npm run build && npm test",
    "test": "node --test"
  },
  "dependencies": {
    "node-addon-api": "^8.0.0",
    "node-gyp-build": "^4.8.1"
  },
  "license": "MIT"
}`,
      },
    ],
  },
  {
    family: 'postinstall-message',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['scripts/postinstall.js'],
        whole: String.raw`#!/usr/bin/env node
'use strict'

// Thanks for installing. Says so once, never in CI, and can be switched off.
const { env, stdout } = process

const silent =
  env.CI || env.ADBLOCK || env.DISABLE_OPENCOLLECTIVE || env.npm_config_loglevel === 'silent' || !⟦join⟧
stdout.isTTY

if (!silent) {
  console.log('\u001b[96mThank you for using flowchart-kit\u001b[0m')
  console.log('If you rely on it, please consider a donation: https://opencollective.com/flowchart-kit')
}`,
      },
    ],
  },
]
