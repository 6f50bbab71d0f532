// Puts statements into a realistic file of the path's language.
import type { Random } from '../random.ts'
import type { Draft } from './form.ts'
import {
  batchHosts,
  environmentHosts,
  iniHosts,
  powershellHosts,
  propertyHosts,
  shellHosts,
  terraformHosts,
  tomlHosts,
  yamlHosts,
} from './hosts-config.ts'
import { elixirHosts, luaHosts, perlHosts, phpHosts, rHosts, rubyHosts } from './hosts-dynamic.ts'
import { pythonHosts } from './hosts-python.ts'
import { javascriptHosts, typescriptHosts } from './hosts-script.ts'
import { csharpHosts, goHosts, javaHosts, kotlinHosts, scalaHosts } from './hosts-server.ts'
import { arduinoHosts, basicHosts, cHosts, cppHosts, dartHosts, rustHosts, swiftHosts } from './hosts-system.ts'
import {
  dockerHosts,
  gradleHosts,
  htmlHosts,
  jenkinsHosts,
  markdownHosts,
  notebookHosts,
  sqlHosts,
} from './hosts-text.ts'
import { type Words, wordsOf } from './words.ts'

/** Statements at the top level (or as members), and statements in a function. */
export type Slots = { readonly top: string; readonly body: string }

export type Host = (slots: Slots, words: Words) => string

const hosts: Readonly<Record<string, readonly Host[]>> = {
  py: pythonHosts,
  js: javascriptHosts,
  jsx: javascriptHosts.slice(3, 4),
  ts: typescriptHosts,
  go: goHosts,
  java: javaHosts,
  kt: kotlinHosts,
  cs: csharpHosts,
  scala: scalaHosts,
  php: phpHosts,
  rb: rubyHosts,
  pl: perlHosts,
  lua: luaHosts,
  R: rHosts,
  exs: elixirHosts,
  ino: arduinoHosts,
  c: cHosts,
  cpp: cppHosts,
  rs: rustHosts,
  swift: swiftHosts,
  dart: dartHosts,
  vb: basicHosts,
  sh: shellHosts,
  ps1: powershellHosts,
  bat: batchHosts,
  env: environmentHosts,
  local: environmentHosts,
  production: environmentHosts,
  properties: propertyHosts,
  yml: yamlHosts,
  yaml: yamlHosts,
  ini: iniHosts,
  cfg: iniHosts,
  conf: iniHosts,
  toml: tomlHosts,
  tf: terraformHosts,
  Dockerfile: dockerHosts,
  md: markdownHosts,
  html: htmlHosts,
  sql: sqlHosts,
  gradle: gradleHosts,
  Jenkinsfile: jenkinsHosts,
  ipynb: notebookHosts,
}

/** A host of the path's ending, or of its whole name; statements stand at the top level unless they come as slots. */
export const hosted = (random: Random, path: string, statements: string | Partial<Slots>): Draft => {
  const name = path.split('/').at(-1) ?? path
  const ending = name.split('.').at(-1) ?? name
  const fitting = hosts[ending] ?? []
  const slots = typeof statements === 'string' ? { top: statements } : statements
  const host = random.of('host')
  const content = host.pick(fitting)({ top: '', body: '', ...slots }, wordsOf(host.of('words')))
  return { path, content }
}
