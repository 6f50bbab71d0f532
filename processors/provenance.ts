// Where each rule comes from and since when it is there: for `rules show` and the reference. Not part of any ruleset: another
// word here changes no verdict.
import type { ProcessorName } from './order.ts'
import type { RuleDoc } from './processor.ts'

export type Provenance = {
  /** What the rule was written from. */
  readonly source: string
  /** The gate's engine number under which it first stood. */
  readonly added: number
}

/** Rules that came with a later engine than the first, by gate. */
const later: Readonly<Record<ProcessorName, Readonly<Record<string, number>>>> = {
  quality: {},
  malicious: {
    'credential-theft.client-injected': 2,
    'covert-exfiltration.source-to-hook': 2,
    'obfuscation.renamed-builtins': 2,
    'obfuscation.shell-escaped-command': 2,
  },
  secret: {
    'web3-wallet-key': 2,
    'feishu-webhook': 2,
    'dingtalk-webhook': 2,
    'ifttt-key': 2,
    'make-hook': 2,
    'seed-row-password': 2,
    'nickserv-password': 2,
    'vonage-secret': 2,
    'azure-devops-classic-token': 3,
    'infura-address': 3,
    'adafruit-io-key': 3,
    'password-told': 3,
    'login-told': 3,
    'password-given': 3,
  },
  license: { 'license.rider.custom-terms': 4 },
}

const starCoder2 = 'StarCoder2 (arXiv 2402.19173, section 2.1)'
const refineCode = 'RefineCode (arXiv 2411.04905)'
const attack = (techniques: string): string => `MITRE ATT&CK ${techniques}`
const guardDog = "published analyses of malicious packages, as GuardDog's rules summarise them"

/** What the rules of a group were written from. In the secret gate every other group is a vendor. */
const ofGroup: Readonly<Record<ProcessorName, Readonly<Record<string, string>>>> = {
  quality: {
    generated: `linguist's generated rules, and ${starCoder2}`,
    encoded: starCoder2,
    data: starCoder2,
    html: starCoder2,
    size: `${starCoder2}; least words and characters: ${refineCode}`,
    lines: starCoder2,
    characters: `${starCoder2}; digits, blanks and replacement characters: ${refineCode}`,
    words: refineCode,
    repetition: refineCode,
    code: refineCode,
    score: 'this project: weights that end where the hard rule on the same signal begins (docs/calibration.md)',
  },
  malicious: {
    'credential-theft': attack('T1555 and T1552'),
    'download-run': attack('T1105 and T1059'),
    'decoded-exec': `${attack('T1140')}; ${guardDog}`,
    obfuscation: attack('T1027'),
    'reverse-shell': attack('T1059 and T1571'),
    'install-hook': `${attack('T1195.002')}; ${guardDog}`,
    persistence: attack('T1053, T1543 and T1547'),
    'web-shell': attack('T1505.003'),
    'container-escape': attack('T1611'),
    deserialisation: 'CWE-502, and the gadgets of its published demonstrations',
    windows: attack('T1562.001, T1218 and T1055'),
    'supply-chain': attack('T1195'),
    'covert-exfiltration': attack('T1048 and T1567'),
    'anti-analysis': attack('T1497 and T1622'),
    macos: attack('T1059.002, T1574.006 and T1548.006'),
    'privilege-escalation': attack('T1548'),
    spying: attack('T1056 and T1113'),
    ransomware: attack('T1486'),
    'prompt-injection': 'OWASP LLM01: instructions to assistants in files that they read',
    cryptominer: attack('T1496'),
    'backdoor-auth': attack('T1556'),
    'shell-injection': 'CWE-78',
    'log-wiping': attack('T1070'),
    'env-exfiltration': `${attack('T1552.001')}; ${guardDog}`,
    'clipboard-hijack': attack('T1115'),
  },
  secret: {
    assignments: 'this project: values of names that say what they are, as CredData labels them',
    'private keys': 'RFC 7468, RFC 4880, OpenSSH PROTOCOL.key, PuTTY and age formats',
    headers: 'RFC 6750 and RFC 7617',
    'command lines': "the programs' own manuals",
    'login files': "the programs' own manuals",
    databases: "the servers' own manuals",
    servers: "the servers' own manuals",
    'connection strings': "ADO.NET's, JDBC's and ODBC's connection strings",
    calls: 'this project: arguments that take a password, by the library that takes it',
    tokens: 'RFC 7519 and RFC 7517',
    'told in words': 'this project: what a reader is told to log in with (ADR 0026 and docs/evaluation.md)',
  },
  license: {
    decision: 'the policy of gates.md: the most restrictive evidence that governs the file',
    evidence: 'SPDX and REUSE 3.3',
    rider: 'this project: clauses as they stand beside published licences',
    family: "the SPDX list and Blue Oak Council's list",
  },
}

/** A credential of a vendor: its own documentation says what it looks like. */
const ofVendor = (vendor: string): string => `${vendor}: the form that its documentation or its token service gives`

/** Where one of the product's own rules comes from; null for a group that has no source, as a rule of the user. */
export function provenanceOf(gate: ProcessorName, { id, group }: Pick<RuleDoc, 'id' | 'group'>): Provenance | null {
  const source = ofGroup[gate][group] ?? (gate === 'secret' ? ofVendor(group) : undefined)
  return source === undefined ? null : { source, added: later[gate][id] ?? 1 }
}
