// Ordinary files by the ending of a path: those that a piece of code is put into, and good files by themselves.
import { cHosts, goHosts, rustHosts } from './hosts-compiled.ts'
import { csharpHosts, javaHosts } from './hosts-managed.ts'
import { moduleHosts, typedHosts } from './hosts-module.ts'
import { nodeHosts } from './hosts-node.ts'
import { pythonHosts } from './hosts-python.ts'
import { luaHosts, perlHosts, phpHosts, rubyHosts } from './hosts-script.ts'
import { batchHosts, powershellHosts, shellHosts } from './hosts-shell.ts'

export const hosts: Readonly<Record<string, readonly string[]>> = {
  py: pythonHosts,
  js: nodeHosts,
  cjs: nodeHosts,
  mjs: moduleHosts,
  ts: typedHosts,
  sh: shellHosts,
  ps1: powershellHosts,
  bat: batchHosts,
  cmd: batchHosts,
  go: goHosts,
  rs: rustHosts,
  c: cHosts,
  java: javaHosts,
  cs: csharpHosts,
  php: phpHosts,
  rb: rubyHosts,
  pl: perlHosts,
  lua: luaHosts,
}

/** No more blank lines in a row than the language's writers leave, as places that were not taken leave some. */
export const tidied = (text: string, ending: string): string =>
  text
    .replace(ending === 'py' ? /\n{4,}/g : /\n{3,}/g, ending === 'py' ? '\n\n\n' : '\n\n')
    .replace(/\n+(\s*\})/g, '\n$1')
    .trimEnd()
