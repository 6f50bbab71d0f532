// What language a file is in: by file name, extension, shebang, mode line and text, with linguist's names.
import { describe, expect, it } from 'vitest'
import { heuristicBytesMax, heuristicExtensions } from '../../identify/heuristics.ts'
import { languageOf } from '../../identify/language.ts'

const named = (path: string, content = ''): string => languageOf(path, Buffer.from(content))

describe('languageOf', () => {
  it.each([
    ['src/main.py', 'Python'],
    ['src/main.rs', 'Rust'],
    ['src/Main.java', 'Java'],
    ['src/app.tsx', 'TSX'],
    ['src/types.d.ts', 'TypeScript'],
    ['lib/app.mjs', 'JavaScript'],
    ['a/b.go', 'Go'],
    ['a/b.kt', 'Kotlin'],
    ['a/B.JAVA', 'Java'],
    ['go.mod', 'Go Module'],
    ['Dockerfile', 'Dockerfile'],
    ['Makefile', 'Makefile'],
    ['CMakeLists.txt', 'CMake'],
    ['package.json', 'JSON'],
    ['tsconfig.json', 'JSON with Comments'],
    ['LICENSE', 'Text'],
    ['license', 'Text'],
    ['notes.txt', 'Text'],
    ['view.html.erb', 'HTML+ERB'],
    ['a.proto', 'Protocol Buffer'],
    ['a.unheard-of', 'unknown'],
    ['no-extension', 'unknown'],
    ['share/2.7.1', 'unknown'],
    ['.hidden', 'unknown'],
  ])('%s is %s by its name', (path, language) => {
    expect(named(path, 'x\n')).toBe(language)
  })

  it.each([
    ['a.h', '#include <stdio.h>\nint f(void);\n', 'C'],
    ['a.h', '#include <vector>\nnamespace a {\n}\n', 'C++'],
    ['a.h', '#import "b.h"\n@interface A\n@end\n', 'Objective-C'],
    ['a.m', '@implementation A\n@end\n', 'Objective-C'],
    ['a.m', '% plots a line\nplot(x)\n', 'MATLAB'],
    ['a.pl', 'use strict;\nmy $x = 1;\n', 'Perl'],
    ['a.pl', 'parent(X, Y) :- father(X, Y).\n', 'Prolog'],
    ['a.rs', 'use std::io;\nfn main() {}\n', 'Rust'],
    ['a.ts', '<TS version="2.0">\n', 'XML'],
    ['a.ts', 'export const x = 1\n', 'TypeScript'],
    ['a.sql', 'SELECT a FROM b;\n', 'SQL'],
    ['a.v', 'module adder(input a);\nendmodule\n', 'Verilog'],
    ['a.cs', 'using System.IO;\nnamespace A {}\n', 'C#'],
    ['a.php', '<?php echo 1;\n', 'PHP'],
    ['a.php', '<?hh\n', 'Hack'],
    ['a.asc', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n', 'Public Key'],
    ['hosts.txt', '127.0.0.1 localhost\n', 'Hosts File'],
    ['help.txt', 'Words.\n vim:tw=78:ft=help:norl:\n', 'Vim Help File'],
    ['openapi.yaml', 'openapi: 3.0.1\n', 'OASv3-yaml'],
    ['page.1', '.TH LS 1\n.SH NAME\n', 'Roff Manpage'],
  ])('%s with %j is %s by its text', (path, content, language) => {
    expect(named(path, content)).toBe(language)
  })

  it.each([
    ['run', '#!/bin/sh\necho\n', 'Shell'],
    ['run', '#!/usr/bin/env python3.11\nprint()\n', 'Python'],
    ['run', '#!/usr/bin/env -S node --no-warnings\nrun()\n', 'JavaScript'],
    ['run', '#! /usr/bin/perl -w\nuse strict;\n', 'Perl'],
    ['run', '#!/usr/bin/env\n', 'unknown'],
    ['vector', '// Vectors -*- C++ -*-\n', 'C++'],
    ['rules', '# -*- mode: makefile; tab-width: 8 -*-\n', 'Makefile'],
    ['settings', 'a = 1\n# vim: set ft=python :\n', 'Python'],
    ['data', '<?xml version="1.0"?>\n<a/>\n', 'XML'],
  ])('%s with %j is %s by what it says of itself', (path, content, language) => {
    expect(named(path, content)).toBe(language)
  })

  it('looks for a mode line at the end of long files too', () => {
    expect(named('settings', `${'a = 1\n'.repeat(500)}# vim: ft=python\n`)).toBe('Python')
  })

  it('gives the same name for hostile text of every extension with heuristics', () => {
    for (const unit of ['a ', '\n', '(', 'public ', '\\', '"']) {
      const content = Buffer.from(unit.repeat(heuristicBytesMax))
      for (const extension of heuristicExtensions) {
        const language = languageOf(`hostile${extension}`, content)
        expect(languageOf(`hostile${extension}`, content)).toBe(language)
      }
    }
  })
})
