// More remarks that name copyleft, proprietary terms or training in permissive code: plans, papers, messages.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { licenseAt } from './texts.ts'

/** A remark after the imports of a file that has its own notice in the remark's first lines. */
const remark = (
  family: string,
  hosts: Row['hosts'],
  classes: readonly string[],
  notes: readonly string[],
  id = 'MIT',
): Row => ({
  family,
  hosts,
  words: notes,
  classes,
  expression: id,
  copyright: 'none',
  place: 'middle',
  beside: [licenseAt(id), licenseAt(id, 'LICENSE.txt')],
})

const headed = (family: string, hosts: Row['hosts'], classes: readonly string[], notes: readonly string[]): Row => ({
  family,
  hosts,
  words: notes.map((note) => `Licensed under the MIT License.\n\n${note}`),
  classes,
  expression: 'MIT',
})

const gpl = ['gpl', 'header']

const rows: readonly Row[] = [
  remark('remark-idea-not-code', ['rust', 'ocaml'], gpl, [
    `The idea of the two queues is from a mailing list post of the authors of the GPL program Tidewater. No code was \
taken.`,
    'Algorithm: see the manual of GNU sort, section "merging". Written anew here.',
  ]),
  remark(
    'remark-format-of-gpl-tool',
    ['python', 'haskell'],
    gpl,
    [
      'Reads the files that Blender (a GPL program) writes. The format itself is free for everybody.',
      'The output can be opened with GNU Octave, which is GPLv3, or with any other program that reads MAT files.',
    ],
    'BSD-3-Clause',
  ),
  remark(
    'remark-optional-backend',
    ['go', 'cmake'],
    gpl,
    [
      `FFTW is GPL, so it is off by default: turn it on with -DWITH_FFTW and mind what that means for the binaries \
that you pass on.`,
      'The MySQL client is under the GPL, so we talk the protocol ourselves.',
    ],
    'Apache-2.0',
  ),
  remark(
    'remark-legal-department',
    ['java', 'terraform'],
    ['agpl', 'header'],
    [
      'Legal says: no AGPL in the images. This replaces the AGPL object store by one under Apache 2.0.',
      'The old dashboard is AGPL since version 8, hence the pinned version 7, which is Apache-2.0.',
    ],
    'Apache-2.0',
  ),
  remark('remark-identifier-names', ['c', 'javascript'], gpl, [
    'EXPORT_SYMBOL_GPL is a macro of the kernel headers; the stub below lets the tests build without them.',
    'The class "gpl-badge" of the page is what we look for.',
  ]),
  remark('remark-message-of-program', ['pythonScript', 'ruby'], gpl, [
    'gdb greets with "This GDB was configured as ..." and its licence (GPLv3+): the greeting is skipped line by line.',
    `Bash prints "License GPLv3+: GNU GPL version 3 or later" when it is asked for its version; we only want the \
number.`,
  ]),
  remark('remark-bug-of-scanner', ['typescript', 'csharp'], gpl, [
    'The scanner of our customer once took the word "copyleft" here for a GPL notice. It is none.',
    'False alarm of the licence scan in @year@: there is no GPL code in this assembly.',
  ]),
  remark('remark-political', ['lua', 'clojure'], gpl, [
    'I thought long about the GPL and chose MIT in the end: see my blog.',
    'Yes, I know that many would have preferred the GPL. It is MIT, and stays so.',
  ]),
  remark(
    'remark-translation-of-word',
    ['php', 'swift'],
    ['share-alike', 'header'],
    [
      'Pictures of visitors are CC BY-SA unless they say otherwise: the caption has to name them.',
      'Sound effects are not in here. They are CC BY-NC-SA and come with the game of their author.',
    ],
  ),
  remark(
    'remark-lesser-known',
    ['dart', 'kotlin'],
    ['lgpl', 'header'],
    [
      'Replaces the LGPL charting library by eighty lines of our own.',
      'Loads the LGPL codec as a plug-in if the user has installed it; nothing of it is linked.',
    ],
  ),
  remark(
    'remark-mozilla-certificates',
    ['shell', 'go'],
    ['mpl', 'header'],
    [
      'Fetches the list of root certificates of Mozilla, which is under the MPL 2.0. The list is not kept here.',
      'webpki-roots is MPL-2.0 and allowed by our policy as an exception; see deny.toml.',
    ],
    'Apache-2.0',
  ),
  remark(
    'remark-eclipse-formatter',
    ['javaSwing', 'scala'],
    ['epl', 'header'],
    [
      'Formatted with the settings of Eclipse. (The EPL of Eclipse does not matter for that.)',
      'Runs with any JUnit; JUnit itself is under the EPL.',
    ],
    'Apache-2.0',
  ),
  remark(
    'remark-source-available-product',
    ['elixir', 'terraform'],
    ['source-available', 'header'],
    [
      'Works with Redis up to 7.2. Later ones are under RSALv2 and SSPL and were not tried.',
      'Works with OpenTofu as well as with Terraform after its move to the Business Source License.',
    ],
  ),
  remark(
    'remark-elastic-client',
    ['react', 'python'],
    ['source-available', 'header'],
    [
      'The search page works with OpenSearch, too: some users may not run what is under the Elastic License.',
      'Talks to Elasticsearch 7.10, the last one under Apache 2.0.',
    ],
  ),
  remark(
    'remark-commercial-product',
    ['cpp', 'matlab'],
    ['proprietary', 'header'],
    [
      'The commercial solver is proprietary and needs a licence of its own; without it the free one is used.',
      'Tested against the proprietary toolbox of the vendor: same results up to 1e-12.',
    ],
    'BSD-2-Clause',
  ),
  remark(
    'remark-patent-expired',
    ['glsl', 'cuda'],
    ['proprietary', 'header'],
    ['The method was patented and under a proprietary license until 2017. The patent has expired.'],
  ),
  headed(
    'remark-training-run',
    ['python', 'julia'],
    ['no-ai', 'header'],
    [
      'Training, validation and test data must not overlap: a test set that was used to train a model says nothing.',
      'This run may not be used to train the final model, as it has seen the evaluation data.',
    ],
  ),
  headed(
    'remark-crawler-rules',
    ['javascript', 'go'],
    ['no-ai', 'header'],
    [
      'Answers robots of model makers with "Disallow: /" if the owner of the page wants that.',
      'Parses the headers by which sites say that their pages may not be used for AI training.',
    ],
  ),
  headed(
    'remark-academic-friends',
    ['fortran90', 'r'],
    ['non-commercial', 'header'],
    [
      'If you use this in academic research, please cite our paper. Commercial users are welcome as well.',
      'Citing is a wish and not a condition.',
    ],
  ),
  headed(
    'remark-ask-first',
    ['basic', 'arduino'],
    ['non-commercial', 'header'],
    [
      'No need to ask me before you use it in a product, but I would be glad to hear of it.',
      'You may sell what you build with it. You need not ask.',
    ],
  ),
  headed('remark-gpl-file-next-door', ['cParser', 'perl'], gpl, [
    'Only this file is MIT. The program in ../gui that uses it is GPL, see its own headers.',
    'The test data comes with the GPL test suite and has to be downloaded: see fetch.sh.',
  ]),
  headed('remark-thanks', ['vimScript', 'tcl', 'forthFile'], gpl, [
    'Thanks to the Free Software Foundation for the manual, from which I have learned the language.',
    'Thanks to the GNU project. This is not a part of it.',
    'Inspired by a GPL program of the same name, of which I have not seen the source.',
  ]),
]

export const mentionRemarks = (random: Random): readonly GoldCase[] => allowed(random, rows)
