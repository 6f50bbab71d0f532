// Every tool that a gate can be compared with.
import { datatrove } from './datatrove.ts'
import { detectSecrets } from './detect-secrets.ts'
import { gitleaks } from './gitleaks.ts'
import { guarddog } from './guarddog.ts'
import type { Peer } from './peer.ts'
import { scancode } from './scancode.ts'

export const peers: readonly Peer[] = [gitleaks, detectSecrets, guarddog, scancode, datatrove]
