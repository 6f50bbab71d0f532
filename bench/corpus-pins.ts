// What the corpus of the figures is made of: pinned packages of public registries, each with the sha256 of its archive and
// the folders and endings that are source. Not committed: bench/corpus.ts fetches them with the registries' own clients.

export type Registry = 'npm' | 'pypi' | 'maven' | 'go' | 'cargo'

export type Pin = {
  readonly registry: Registry
  /** As the registry's client names it, without the version; Maven: group:artifact. */
  readonly name: string
  readonly version: string
  /** Of the archive that the client leaves: .tgz, .whl, -sources.jar, .zip, .crate. */
  readonly sha256: string
  /** Folders below the package that are kept; all of it where there are none. */
  readonly folders?: readonly string[]
  /** Endings that are kept, besides licences and manifests. */
  readonly endings: readonly string[]
}

const javascript = ['.js', '.mjs']
const typescript = ['.ts', '.tsx']
const python = ['.py']
const jvm = ['.java', '.kt', '.scala']
const native = ['.c', '.h', '.cc', '.cpp', '.hpp', '.s']
const styles = ['.css', '.scss', '.less']

const npm = (name: string, version: string, sha256: string, endings: readonly string[], ...folders: string[]): Pin => ({
  registry: 'npm',
  name,
  version,
  sha256,
  endings,
  ...(folders.length === 0 ? {} : { folders }),
})

const other =
  (registry: Registry, endings: readonly string[]) =>
  (name: string, version: string, sha256: string): Pin => ({ registry, name, version, sha256, endings })

const pypi = other('pypi', python)
const maven = other('maven', jvm)
const go = other('go', ['.go', '.s', '.proto'])
const cargo = other('cargo', ['.rs'])

export const pins: readonly Pin[] = [
  npm(
    'three',
    '0.170.0',
    '4a608a355dcaba72e0e5383cdc814303f5b6060b43c238cdf6932dceb699238d',
    javascript,
    'src',
    'examples',
  ),
  npm('eslint', '9.17.0', '1f5dfb1a392972604ee2b4dbcff6c7a9413e06804f130ac4025203fa7015dc2a', javascript, 'lib'),
  npm('effect', '3.12.0', 'ce032d0785e27a0ee32dbf75561da4cc1b946c65c79cb4ca0b9c00ef093ec1cb', typescript, 'src'),
  npm('rxjs', '7.8.2', '2312f8ffd9726ffd7bd53ea12c5f13663d09a3dc3326f448c70b88f5ef6fac82', typescript, 'src'),
  npm('ethers', '6.13.4', '32aad3770eafe954d29bbb9fb44d16bddf1bb2c2d5c3b575a3ec5ca5b4fd8a1a', typescript, 'src.ts'),
  npm(
    'viem',
    '2.21.57',
    '1df152a3226771a04fccad5f4a4a6a6cc872a36538424db7c474cac1a9e6be39',
    typescript,
    ...['accounts', 'actions', 'chains', 'clients', 'errors', 'experimental', 'op-stack', 'utils', 'zksync'],
  ),
  npm('node-rdkafka', '3.6.1', '148f7e7b65c510314c70762d8f1be052c8fe1fdf03a128e6c78083a729a57a30', native),
  npm('re2', '1.21.4', '9085f5013280cc1b3ea64e65ad6151012711ef73fed665eb921ee9e0ef791e71', native),
  npm('bootstrap', '5.3.3', '38cee936dbd80138de6775683149f22e9226fc2d654392337a921f53000c789e', styles),
  npm('bulma', '1.0.2', '3c14c39cb7d8b0f92f1fe8979f58d7d6425006f1000e70a61743fdadd419a5dd', styles, 'sass'),
  npm('semantic-ui-less', '2.5.0', 'f1616677710d1f433a2d14b4b2cbef922f48d5a1fc4d80143215ca917942aaa9', styles),
  pypi('django', '5.1.4', '236e023f021f5ce7dee5779de7b286565fdea5f4ab86bae5338e3f7b69896cf0'),
  pypi('ansible-core', '2.18.1', '4a312e416e09c7271188d6b8e2b1062fc6834fefd6a1814d0e02fb8aadb3e1ba'),
  maven('org.springframework:spring-core', '6.2.1', 'fa461128adb336eb6fe6602cce0f8e383c940efd2ab50022443e08e61dcc8e62'),
  maven('com.google.guava:guava', '33.4.0-jre', '55ef6603b6ab1f6e3ae810b127561650ed682eb5f3fb50a212a658a74087b457'),
  maven(
    'org.apache.commons:commons-lang3',
    '3.17.0',
    '5fdcac21ad329766054a95367d7583dfcdca737d221d5e01a5f2a198c04c6b18',
  ),
  maven(
    'org.jetbrains.kotlin:kotlin-stdlib',
    '2.1.0',
    '45ec2fee0e5112387a8b91ffe78541b8a78148fc95d04cc709deef53627ef46c',
  ),
  maven('com.squareup.okhttp3:okhttp', '4.12.0', 'd91a769a4140e542cddbac4e67fcf279299614e8bfd53bd23b85e60c2861341c'),
  maven('org.scala-lang:scala-library', '2.13.15', 'd2fc9d93d6e0915e8244846c8ecfc9ce89a79b2571a3c2d479d906af3a8888df'),
  go('golang.org/x/tools', 'v0.28.0', '3ac1c5530724296b8ed1f5b3df6c2aa1f6312371ab20812ad5fcb35ceaf2a177'),
  go('k8s.io/apimachinery', 'v0.32.0', '862e1cda5ba8c1900c9b6c929176117681d1246f0cd3105d06fb4be0c2a0213a'),
  cargo('tokio', '1.42.0', '5cec9b21b0450273377fc97bd4c33a8acffc8c996c987a7c5b319a0083707551'),
  cargo('regex-automata', '0.4.9', '809e8dc61f6de73b46c85f4c96486310fe304c434cfa43669d7b40f711150908'),
  cargo('syn', '2.0.90', '919d3b74a5dd0ccd15aeb8f93e7006bd9e14c295087c9896a110f490752bcf31'),
  cargo('nalgebra', '0.33.2', '26aecdf64b707efd1310e3544d709c5c0ac61c13756046aaaba41be5c4f66a3b'),
]
