// The gold corpus of the malicious gate: dead samples, written as published attacks are, and what looks like them.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { backdoors } from './backdoors.ts'
import { buildHooks } from './build-hooks.ts'
import { clipboards } from './clipboards.ts'
import { containers } from './containers.ts'
import { covertExfiltration } from './covert-exfiltration.ts'
import { credentialTheft } from './credential-theft.ts'
import { credentialTheftWallets } from './credential-theft-wallets.ts'
import { decodedExecLayers } from './decoded-exec-layers.ts'
import { decodedExecNode } from './decoded-exec-node.ts'
import { decodedExecOthers } from './decoded-exec-others.ts'
import { decodedExecPython } from './decoded-exec-python.ts'
import { decodedTexts } from './decoded-texts.ts'
import { decodedTextsOthers } from './decoded-texts-others.ts'
import { deserialisation } from './deserialisation.ts'
import { deserialisationOthers } from './deserialisation-others.ts'
import { disguises } from './disguises.ts'
import { downloadRuns } from './download-runs.ts'
import { downloadRunsCompiled } from './download-runs-compiled.ts'
import { editorHooks } from './editor-hooks.ts'
import { evasion } from './evasion.ts'
import { exfiltration } from './exfiltration.ts'
import { casesOf } from './family.ts'
import { footholds } from './footholds.ts'
import { goodAgents } from './good-agents.ts'
import { goodBackups } from './good-backups.ts'
import { goodBuildHooks } from './good-build-hooks.ts'
import { goodChecks } from './good-checks.ts'
import { goodContainers } from './good-containers.ts'
import { goodCredentials } from './good-credentials.ts'
import { goodData } from './good-data.ts'
import { goodDecoded } from './good-decoded.ts'
import { goodDependencies } from './good-dependencies.ts'
import { goodDesktop } from './good-desktop.ts'
import { goodDetectors } from './good-detectors.ts'
import { goodDocs } from './good-docs.ts'
import { goodDownloads } from './good-downloads.ts'
import { goodEvaluation } from './good-evaluation.ts'
import { goodGuides } from './good-guides.ts'
import { goodHooks } from './good-hooks.ts'
import { goodInput } from './good-input.ts'
import { goodInstallers } from './good-installers.ts'
import { goodKeys } from './good-keys.ts'
import { goodLogs } from './good-logs.ts'
import { goodLookalikes } from './good-lookalikes.ts'
import { goodMacos } from './good-macos.ts'
import { goodMessages } from './good-messages.ts'
import { goodMining } from './good-mining.ts'
import { goodNearDisguises } from './good-near-disguises.ts'
import { goodNearFootholds } from './good-near-footholds.ts'
import { goodNearHarm } from './good-near-harm.ts'
import { goodNearOrders } from './good-near-orders.ts'
import { goodNearThieves } from './good-near-thieves.ts'
import { goodPrivileges } from './good-privileges.ts'
import { goodProcesses } from './good-processes.ts'
import { goodRemote } from './good-remote.ts'
import { goodRules } from './good-rules.ts'
import { goodRuntimes } from './good-runtimes.ts'
import { goodSecurityTests } from './good-security-tests.ts'
import { goodSecurityTools } from './good-security-tools.ts'
import { goodSerialisation } from './good-serialisation.ts'
import { goodSignIn } from './good-sign-in.ts'
import { goodSystem } from './good-system.ts'
import { goodTelemetry } from './good-telemetry.ts'
import { goodUnicode } from './good-unicode.ts'
import { goodWindows } from './good-windows.ts'
import { goodWindowsPrograms } from './good-windows-programs.ts'
import { harm } from './harm.ts'
import { installHooks } from './install-hooks.ts'
import { installHooksNpm } from './install-hooks-npm.ts'
import { logWiping } from './log-wiping.ts'
import { macos } from './macos.ts'
import { miners } from './miners.ts'
import { obfuscation } from './obfuscation.ts'
import { obfuscationUnicode } from './obfuscation-unicode.ts'
import { orders } from './orders.ts'
import { ordinary } from './ordinary.ts'
import { persistence } from './persistence.ts'
import { persistenceLogins } from './persistence-logins.ts'
import { persistenceWindows } from './persistence-windows.ts'
import { privileges } from './privileges.ts'
import { promptInjections } from './prompt-injections.ts'
import { ransomware } from './ransomware.ts'
import { reverseShells } from './reverse-shells.ts'
import { reverseShellsCompiled } from './reverse-shells-compiled.ts'
import { shellInjections } from './shell-injections.ts'
import { spying } from './spying.ts'
import { supplyChain } from './supply-chain.ts'
import { supplyChainPackages } from './supply-chain-packages.ts'
import { supplyChainWorkflows } from './supply-chain-workflows.ts'
import { thieves } from './thieves.ts'
import { typedSamples } from './typed-samples.ts'
import { webShells } from './web-shells.ts'
import { windows } from './windows.ts'

export const maliciousClasses = [
  'decoded-exec',
  'shell-injection',
  'reverse-shell',
  'download-run',
  'install-hook',
  'credential-theft',
  'env-exfiltration',
  'covert-exfiltration',
  'clipboard-hijack',
  'spying',
  'cryptominer',
  'ransomware',
  'persistence',
  'windows',
  'macos',
  'container-escape',
  'supply-chain',
  'obfuscation',
  'anti-analysis',
  'web-shell',
  'privilege-escalation',
  'deserialisation',
  'prompt-injection',
  'backdoor-auth',
  'log-wiping',
] as const

const bad = [
  ...backdoors,
  ...buildHooks,
  ...clipboards,
  ...containers,
  ...covertExfiltration,
  ...credentialTheftWallets,
  ...credentialTheft,
  ...decodedExecLayers,
  ...decodedExecNode,
  ...decodedExecOthers,
  ...decodedExecPython,
  ...decodedTextsOthers,
  ...decodedTexts,
  ...deserialisationOthers,
  ...deserialisation,
  ...downloadRunsCompiled,
  ...downloadRuns,
  ...editorHooks,
  ...evasion,
  ...exfiltration,
  ...installHooksNpm,
  ...installHooks,
  ...logWiping,
  ...macos,
  ...miners,
  ...obfuscationUnicode,
  ...obfuscation,
  ...persistenceLogins,
  ...persistenceWindows,
  ...persistence,
  ...privileges,
  ...promptInjections,
  ...ransomware,
  ...reverseShellsCompiled,
  ...reverseShells,
  ...shellInjections,
  ...spying,
  ...supplyChainPackages,
  ...supplyChainWorkflows,
  ...supplyChain,
  ...typedSamples,
  ...webShells,
  ...windows,
  ...orders,
  ...thieves,
  ...harm,
  ...footholds,
  ...disguises,
]

const good = [
  ...goodAgents,
  ...goodBackups,
  ...goodBuildHooks,
  ...goodChecks,
  ...goodContainers,
  ...goodCredentials,
  ...goodData,
  ...goodDecoded,
  ...goodDependencies,
  ...goodDesktop,
  ...goodDetectors,
  ...goodDocs,
  ...goodDownloads,
  ...goodEvaluation,
  ...goodGuides,
  ...goodHooks,
  ...goodInput,
  ...goodInstallers,
  ...goodKeys,
  ...goodLogs,
  ...goodLookalikes,
  ...goodMacos,
  ...goodMessages,
  ...goodMining,
  ...goodPrivileges,
  ...goodProcesses,
  ...goodRemote,
  ...goodRules,
  ...goodRuntimes,
  ...goodSecurityTests,
  ...goodSecurityTools,
  ...goodSerialisation,
  ...goodSignIn,
  ...goodSystem,
  ...goodTelemetry,
  ...goodUnicode,
  ...goodWindowsPrograms,
  ...goodWindows,
  ...ordinary,
  ...goodNearOrders,
  ...goodNearThieves,
  ...goodNearHarm,
  ...goodNearFootholds,
  ...goodNearDisguises,
]

export const maliciousCases = (random: Random): readonly GoldCase[] => casesOf(random, [...bad, ...good])
