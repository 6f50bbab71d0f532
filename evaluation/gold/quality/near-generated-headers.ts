// Written by hand under a licence header, with the words of a generator where they say something else: farther down, or of
// what the code makes.
import { type Body, file } from './kit.ts'

export const nearGeneratedHeaders: readonly Body[] = [
  {
    family: 'near-generated-far-below-a-header',
    path: 'internal/store/keys.go',
    near: 'generated',
    text: file`
// Copyright 2021 The Halyard Authors. All rights reserved.
// Use of this source code is governed by a BSD-style licence
// that can be found in the LICENSE file.

package store

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
)

// NewKey returns a key for an entry that its author did not name. Such automatically generated keys begin with
// an underscore, which no author may use.
func NewKey(size int) (string, error) {
	if size < 8 {
		return "", fmt.Errorf("a key of %d bytes may meet another one", size)
	}
	raw := make([]byte, size)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("read randomness: %w", err)
	}
	return "_" + hex.EncodeToString(raw), nil
}
`,
  },
  {
    family: 'near-generated-skipped-by-a-walk',
    path: 'tools/check_headers.py',
    near: 'generated',
    text: file`
# Copyright (c) 2019 Kestrel Software GmbH
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.

import argparse
import pathlib
import sys

HEADER = "# Copyright"


def is_skipped(path, text):
    """Whether nobody wrote the file: what is auto-generated has no owner to ask."""
    return "auto-generated" in text[:400] or "vendor" in path.parts


def missing(root):
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not is_skipped(path, text) and not text.startswith(HEADER):
            yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=pathlib.Path)
    found = list(missing(parser.parse_args().root))
    for path in found:
        print(f"{path}: no header")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
`,
  },
  {
    family: 'near-generated-told-of-output',
    path: 'src/main/java/org/halyard/report/ReportWriter.java',
    near: 'generated',
    text: file`
/*
 * Copyright 2016 Johanna Lindqvist
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software.
 */
package org.halyard.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes a report; its last line says that the report was automatically generated, and from what. */
public final class ReportWriter {
    private final Writer out;
    private final String source;

    public ReportWriter(Writer out, String source) {
        this.out = out;
        this.source = source;
    }

    public void write(List<String> findings) throws IOException {
        for (int i = 0; i < findings.size(); i++) {
            out.write((i + 1) + ". " + findings.get(i) + System.lineSeparator());
        }
        if (findings.isEmpty()) {
            out.write("Nothing was found." + System.lineSeparator());
        }
        out.write("Automatically generated from " + source + System.lineSeparator());
        out.flush();
    }
}
`,
  },
  {
    family: 'near-generated-below-a-comment-of-no-licence',
    path: 'src/render/target.js',
    near: 'generated',
    text: file`
/**
 * A surface that a scene is drawn to.
 *
 * It owns one texture for colour, and one for depth where it was asked for.
 * Both are made when the target is first used, never before: a target that
 * is only declared costs nothing.
 */

import { Texture } from './texture.js'

// The name of an auto-generated texture tells its target.
const nameOf = (target, kind) => \`\${target.name}.\${kind}\`

export class Target {
  constructor(name, width, height, options = {}) {
    this.name = name
    this.size = { width, height }
    this.depth = options.depth === true
    this.textures = null
  }

  use(device) {
    if (this.textures === null) {
      const colour = new Texture(device, nameOf(this, 'colour'), this.size)
      this.textures = this.depth ? [colour, new Texture(device, nameOf(this, 'depth'), this.size)] : [colour]
    }
    device.bind(this.textures)
  }

  resize(width, height) {
    if (width === this.size.width && height === this.size.height) return
    this.size = { width, height }
    for (const texture of this.textures ?? []) texture.release()
    this.textures = null
  }
}
`,
  },
]
