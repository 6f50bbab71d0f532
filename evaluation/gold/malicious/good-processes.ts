// Processes, local and by SSH, in honest use.
import type { Family } from './family.ts'

export const goodProcesses: readonly Family[] = [
  {
    family: 'subprocess-lists',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['src/git.py', 'tools/release.py'],
        imports: `import shlex
import subprocess`,
        body: `def git(*arguments, cwd="."):
    return subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True⟦join⟧
).stdout.strip()


def changed_files(base):
    return git("diff", "--name-only", f"{base}...HEAD").splitlines()


def explain(command):
    print("+", " ".join(shlex.quote(part) for part in command))`,
      },
    ],
  },
  {
    family: 'child-process-build',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['scripts/build.js', 'tasks/bundle.js'],
        imports: `const { execSync, spawnSync } = require('child_process');`,
        body: `function run(command, options) {
  console.log('> ' + command);
  execSync(command, { stdio: 'inherit', ...options });
}

function build() {
  run('npx tsc -p tsconfig.build.json');
  run('npx rollup -c', { env: { ...process.env, NODE_ENV: 'production' } });
  const { status } = spawnSync('git', ['diff', '--quiet', '--', 'dist']);
  if (status !== 0) console.warn('dist/ has changed');
}`,
      },
    ],
  },
  {
    family: 'execfile-from-validated-request',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['routes/thumbs.js', 'server/convert.js'],
        imports: `const { execFile } = require('child_process');
const path = require('path');`,
        body: String.raw`const sizes = new Set(['160x160', '480x320']);

function thumbnail(req, res) {
  const { file, size } = req.query;
  if (!/^[\w-]+\.(?:png|jpe?g)$/.test(file) || !sizes.has(size)) return res.status(400).end();
  const source = path.join(__dirname, 'uploads', path.basename(file));
  execFile('convert', [source, '-resize', size, 'webp:-'], { encoding: 'buffer', maxBuffer: 8e6 }⟦join⟧
, (error, stdout) => {
    if (error) return res.status(500).end();
    res.type('webp').send(stdout);
  });
}`,
      },
    ],
  },
  {
    family: 'php-escapeshellarg',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['src/Pdf.php', 'lib/thumb.php'],
        body: String.raw`function render_pdf(string $html): string
{
    $source = tempnam(sys_get_temp_dir(), 'pdf') . '.html';
    file_put_contents($source, $html);
    $target = $source . '.pdf';
    exec(sprintf('wkhtmltopdf --quiet %s %s', escapeshellarg($source), escapeshellarg($target)), $⟦join⟧
output, $status);
    unlink($source);
    if ($status !== 0) {
        throw new RuntimeException('wkhtmltopdf failed: ' . implode("\n", $output));
    }
    return $target;
}`,
      },
    ],
  },
  {
    family: 'java-process-builder',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['src/main/java/org/gardenplan/core/Export.java'],
        imports: `import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;`,
        body: `static void render(Path source, Path target) throws IOException, InterruptedEx⟦join⟧
ception {
    Process process = new ProcessBuilder("inkscape", "--export-filename=" + target, source.toString())
        .redirectErrorStream(true)
        .inheritIO()
        .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("inkscape takes too long");
    }
}`,
      },
      {
        paths: ['src/Export.cs'],
        imports: `using System.Diagnostics;`,
        body: `internal static string Git(params string[] arguments)
{
    var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, UseShellExecute = fal⟦join⟧
se, CreateNoWindow = true };
    foreach (var argument in arguments) start.ArgumentList.Add(argument);
    using var process = Process.Start(start);
    return process.StandardOutput.ReadToEnd().Trim();
}`,
      },
    ],
  },
  {
    family: 'paramiko-fleet-script',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['fabfile.py'],
        whole: `"""Asks the hosts of the inventory for their uptime."""
import argparse
import getpass

import paramiko


def run(host, user, password, command):
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(host, username=user, password=password, timeout=10)
    try:
        _stdin, stdout, stderr = client.exec_command(command)
        return stdout.read().decode(), stderr.read().decode()
    finally:
        client.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("hosts", nargs="+")
    parser.add_argument("--user", default="ops")
    parser.add_argument("--command", default="uptime")
    arguments = parser.parse_args()
    password = getpass.getpass()
    for host in arguments.hosts:
        out, err = run(host, arguments.user, password, arguments.command)
        print(f"{host}: {out.strip() or err.strip()}")


if __name__ == "__main__":
    main()`,
      },
    ],
  },
]
