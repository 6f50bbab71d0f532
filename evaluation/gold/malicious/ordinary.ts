// Ordinary files without anything put in: good files that are like the bad ones in everything else.
import type { Family } from './family.ts'
import { hosts, tidied } from './hosts.ts'

/** An ending, a path for each host, and what the language's samples are mostly about. */
const languages: readonly (readonly [string, readonly string[], string])[] = [
  [
    'py',
    [
      'reports/summary',
      'tidyterm/ansi',
      'jobs/run',
      'parcels/client',
      'stats/core',
      'media/sizes',
      'kitchen/tokens',
      'clock/config',
    ],
    'decoded-exec',
  ],
  ['js', ['lib/text', 'index', 'src/app', 'lib/cache', 'lib/agent', 'src/duration'], 'download-run'],
  ['mjs', ['src/robots', 'src/helpers'], 'download-run'],
  ['ts', ['src/router', 'src/money'], 'env-exfiltration'],
  ['sh', ['scripts/docs', 'tools/versions', 'ops/dump'], 'download-run'],
  ['ps1', ['tools/disks', 'build/publish'], 'windows'],
  ['bat', ['build', 'start'], 'windows'],
  ['go', ['cmd/words/main', 'decimalx/format'], 'reverse-shell'],
  ['rs', ['src/level'], 'install-hook'],
  ['c', ['src/count', 'drivers/ring'], 'privilege-escalation'],
  [
    'java',
    ['src/main/java/org/gardenplan/core/PlantingCalendar', 'src/main/java/com/acme/utils/Strings'],
    'deserialisation',
  ],
  ['cs', ['src/StockKeeper', 'src/Program'], 'windows'],
  ['php', ['theme/helpers', 'src/Cart', 'public/articles'], 'web-shell'],
  ['rb', ['lib/pager', 'lib/log_line'], 'decoded-exec'],
  ['pl', ['bin/count'], 'reverse-shell'],
  ['lua', ['scripts/scoreboard'], 'decoded-exec'],
]

const placeless = (host: string): string =>
  host
    .split('\n')
    .filter((line) => !/^\s*⟦(?:here|imports|call)⟧$/.test(line))
    .join('\n')

export const ordinary: readonly Family[] = languages.flatMap(([ending, paths, category]) =>
  (hosts[ending] ?? []).map((host, index) => {
    const path = paths[index]
    if (path === undefined) throw new Error(`expected a path for each host of ${ending}, found too few`)
    return {
      family: `ordinary-${ending}-${path.slice(path.lastIndexOf('/') + 1).toLowerCase()}`,
      positive: false,
      classes: [category],
      variants: [{ paths: [`${path}.${ending}`], whole: tidied(placeless(host), ending) }],
    }
  }),
)
