// Backups, encryption and removal of one's own files.
import type { Family } from './family.ts'

export const goodBackups: readonly Family[] = [
  {
    family: 'backup-encrypts-tree',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/backup.py', 'tools/archive.py'],
        imports: `import os
import tarfile
from cryptography.fernet import Fernet`,
        body: `def backup(folder, target, key):
    """Packs the folder and encrypts the archive; the folder itself stays as it is."""
    archive = target + ".tar"
    with tarfile.open(archive, "w") as tar:
        for root, _, names in os.walk(folder):
            for name in names:
                tar.add(os.path.join(root, name))
    with open(archive, "rb") as plain, open(target + ".tar.enc", "wb") as sealed:
        sealed.write(Fernet(key).encrypt(plain.read()))
    os.remove(archive)


def restore(source, folder, key):
    with open(source, "rb") as sealed, open(source + ".tar", "wb") as plain:
        plain.write(Fernet(key).decrypt(sealed.read()))
    with tarfile.open(source + ".tar") as tar:
        tar.extractall(folder, filter="data")`,
      },
    ],
  },
  {
    family: 'file-encryption-tool',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['cmd/seal/main.go'],
        whole: `// Command seal encrypts the files that are named, as age does: for a recipien⟦join⟧
t's key or with a passphrase.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"filippo.io/age"
)

func main() {
	recipient := flag.String("r", "", "recipient")
	remove := flag.Bool("remove", false, "remove the plain file afterwards")
	flag.Parse()
	key, err := age.ParseX25519Recipient(*recipient)
	if err != nil {
		fmt.Fprintln(os.Stderr, "seal: a recipient is needed, see seal -h")
		os.Exit(2)
	}
	for _, name := range flag.Args() {
		if err := seal(name, key); err != nil {
			fmt.Fprintln(os.Stderr, "seal:", err)
			os.Exit(1)
		}
		if *remove {
			os.Remove(name)
		}
	}
}

func seal(name string, key age.Recipient) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(name + ".age")
	if err != nil {
		return err
	}
	defer out.Close()
	writer, err := age.Encrypt(out, key)
	if err != nil {
		return err
	}
	if _, err := io.Copy(writer, in); err != nil {
		return err
	}
	return writer.Close()
}`,
      },
    ],
  },
  {
    family: 'restic-backup-script',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['scripts/restic.sh', 'ops/offsite.sh'],
        body: `export RESTIC_REPOSITORY="sftp:backup@vault.example.com:/srv/restic"
export RESTIC_PASSWORD_FILE=/root/.restic-password

restic backup /etc /home /var/backups --exclude-caches --exclude '/home/*/.cache'
restic forget --prune --keep-daily 7 --keep-weekly 5 --keep-monthly 12
restic check --read-data-subset=2%`,
      },
    ],
  },
  {
    family: 'clean-and-reset-scripts',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['scripts/clean.js', 'tasks/reset.js'],
        imports: `const fs = require('fs');`,
        body: `// npm run clean
for (const directory of ['dist', 'coverage', '.cache', 'node_modules/.vite']) {
  fs.rmSync(directory, { recursive: true, force: true });
}`,
      },
      {
        paths: ['db/reset.sh'],
        body: `# throws the development database away and builds it anew
if [ "\${RAILS_ENV:-development}" != "development" ]; then
  echo "only in development" >&2
  exit 1
fi
read -r -p "Drop the database orders_development? [y/N] " answer
[ "$answer" = y ] && dropdb --if-exists orders_development && createdb orders_development`,
      },
    ],
  },
  {
    family: 'duplicate-and-shred-tools',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/shred.py'],
        imports: `import os
import secrets`,
        body: `def shred(path, passes=1):
    """Overwrites the named file before it is removed. Ask first; there is no way back."""
    size = os.path.getsize(path)
    with open(path, "r+b", buffering=0) as handle:
        for _ in range(passes):
            handle.seek(0)
            handle.write(secrets.token_bytes(size))
            os.fsync(handle.fileno())
    os.remove(path)


def main(paths):
    for path in paths:
        if input(f"shred {path}? [y/N] ").strip().lower() == "y":
            shred(path)`,
      },
      {
        paths: ['lib/rename.rb'],
        imports: `require 'fileutils'`,
        body: String.raw`# Renames photos by the day they were taken: IMG_0001.JPG becomes 2021-05-04-0⟦join⟧
001.jpg
def rename_photos(folder, dry_run: true)
  Dir[File.join(folder, '**', '*.{JPG,jpg,jpeg}')].each do |path|
    day = File.mtime(path).strftime('%F')
    target = File.join(File.dirname(path), "#{day}-#{File.basename(path)[/\d+/]}.jpg")
    dry_run ? puts("#{path} -> #{target}") : FileUtils.mv(path, target, noop: File.exist?(target))
  end
end`,
      },
    ],
  },
]
