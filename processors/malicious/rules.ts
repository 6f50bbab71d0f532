// The malicious rules, by category. How they are meant:
//
// - A verdict needs capability x threat in one file. What code can do (run, evaluate, fetch, send, read) is counted as
//   a signal and never decides; what gives the intent away is a rule's own leaf. Single strings over-fit and annoy.
//   The exceptions are forms with no honest use, such as a socket tied to a shell or `eval` of a request parameter.
// - Text counts where it can run. Comments, docstrings, prose, plain data, patterns to search for and messages to print
//   are mentions (context.ts). No path, name or comment makes code harmless: a marker must not be an escape hatch.
// - Shell text inside another language counts only beside something that runs it (`command`).
// - Scope `anywhere` is for text that is itself the attack wherever it stands: invisible characters, and instructions
//   hidden for a coding assistant.
// - Severity: critical has no honest use; high is what a reviewer would stop; medium is worth a finding, such as
//   `curl https://... | sh` in an installer, which honest projects do; those are accepted with it.
import type { RuleSet } from './model.ts'
import { antiAnalysis } from './rules/anti-analysis.ts'
import { containerEscape } from './rules/container-escape.ts'
import { credentialTheft } from './rules/credential-theft.ts'
import { cryptominer } from './rules/cryptominer.ts'
import { decodedExec } from './rules/decoded-exec.ts'
import { deserialisation } from './rules/deserialisation.ts'
import { downloadRun } from './rules/download-run.ts'
import { covertExfiltration, envExfiltration } from './rules/exfiltration.ts'
import { installHook } from './rules/install-hook.ts'
import { macos } from './rules/macos.ts'
import { obfuscation } from './rules/obfuscation.ts'
import { persistence } from './rules/persistence.ts'
import { backdoorAuth, logWiping, privilegeEscalation } from './rules/privilege.ts'
import { promptInjection } from './rules/prompt-injection.ts'
import { ransomware } from './rules/ransomware.ts'
import { reverseShell } from './rules/reverse-shell.ts'
import { clipboardHijack, spying } from './rules/spying.ts'
import { supplyChain } from './rules/supply-chain.ts'
import { shellInjection, webShell } from './rules/web-shell.ts'
import { windows } from './rules/windows.ts'

export const ruleSets: readonly RuleSet[] = [
  reverseShell,
  decodedExec,
  downloadRun,
  installHook,
  credentialTheft,
  envExfiltration,
  covertExfiltration,
  clipboardHijack,
  spying,
  cryptominer,
  ransomware,
  persistence,
  windows,
  macos,
  containerEscape,
  supplyChain,
  obfuscation,
  antiAnalysis,
  webShell,
  shellInjection,
  privilegeEscalation,
  backdoorAuth,
  logWiping,
  deserialisation,
  promptInjection,
]
