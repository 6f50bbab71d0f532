// Schedules and services as administrators and honest programs set them up.
import type { Family } from './family.ts'

export const goodSystem: readonly Family[] = [
  {
    family: 'crontab-library',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['src/cron.py', 'schedule/tab.py'],
        imports: `import subprocess`,
        body: String.raw`class Crontab:
    """Reads and writes the user's crontab."""

    def __init__(self):
        result = subprocess.run(["crontab", "-l"], capture_output=True, text=True)
        self.lines = result.stdout.splitlines() if result.returncode == 0 else []

    def add(self, when, command, comment):
        self.lines.append(f"{when} {command} # {comment}")

    def remove(self, comment):
        self.lines = [line for line in self.lines if not line.endswith(f"# {comment}")]

    def write(self):
        subprocess.run(["crontab", "-"], input="\n".join(self.lines) + "\n", text=True, check=True)`,
      },
    ],
  },
  {
    family: 'cron-backup-line',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['scripts/install-cron.sh', 'deploy/schedule.sh'],
        body: `# runs the dump each night; a second call changes nothing
line="15 2 * * * $HOME/bin/dump-orders.sh >> $HOME/log/dump.log 2>&1"
( crontab -l 2>/dev/null | grep -vF 'dump-orders.sh'; echo "$line" ) | crontab -
echo "scheduled: $line"`,
      },
    ],
  },
  {
    family: 'systemd-unit-honest',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['packaging/gridd.service'],
        whole: `[Unit]
Description=Ledger daemon
Documentation=https://docs.example.com/ledgerd
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
Type=notify
User=ledger
ExecStart=/usr/bin/ledgerd --config /etc/ledgerd.toml
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5
ProtectSystem=strict
ProtectHome=yes
NoNewPrivileges=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
StateDirectory=ledgerd

[Install]
WantedBy=multi-user.target`,
      },
    ],
  },
  {
    family: 'service-installer-go',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['cmd/agent/install.go', 'internal/service/install.go'],
        imports: `"os"
"os/exec"`,
        body: `const unit = \`[Unit]
Description=Prometheus exporter of the greenhouse
[Service]
ExecStart=/usr/local/bin/greenhouse-exporter --listen :9110
DynamicUser=yes
[Install]
WantedBy=multi-user.target
\`

// install writes the unit, as the user asked for by \`greenhouse-exporter install\`.
func install() error {
	if err := os.WriteFile("/etc/systemd/system/greenhouse-exporter.service", []byte(unit), 0o644); e⟦join⟧
rr != nil {
		return err
	}
	return exec.Command("systemctl", "enable", "--now", "greenhouse-exporter").Run()
}`,
      },
    ],
  },
  {
    family: 'launch-agent-honest',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['macos/com.example.syncd.plist'],
        whole: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.deskclock.helper</string>
  <key>ProgramArguments</key>
  <array>
    <string>/Applications/Deskclock.app/Contents/MacOS/helper</string>
    <string>--background</string>
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict><key>SuccessfulExit</key><false/></dict>
  <key>StandardErrorPath</key>
  <string>/tmp/deskclock-helper.log</string>
</dict>
</plist>`,
      },
    ],
  },
  {
    family: 'open-at-login-setting',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['src/autostart.py', 'app/login_item.py'],
        imports: `import os
import sys
from pathlib import Path as _Path`,
        body: String.raw`def set_autostart(enabled):
    """The check box "Start when I sign in" of the settings."""
    if sys.platform == "win32":
        import winreg
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Windows\CurrentVersion⟦join⟧
\Run", 0, winreg.KEY_SET_VALUE) as key:
            if enabled:
                winreg.SetValueEx(key, "Deskclock", 0, winreg.REG_SZ, f'"{sys.executable}" --minimised')
            else:
                winreg.DeleteValue(key, "Deskclock")
        return
    entry = _Path(os.environ.get("XDG_CONFIG_HOME", _Path.home() / ".config")) / "autostart" / "de⟦join⟧
skclock.desktop"
    if enabled:
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text("[Desktop Entry]\nType=Application\nName=Deskclock\nExec=deskclock --mini⟦join⟧
mised\n")
    else:
        entry.unlink(missing_ok=True)`,
      },
      {
        paths: ['src/settings.cs'],
        imports: `using Microsoft.Win32;`,
        body: String.raw`public static void OpenAtLogin(bool enabled)
{
    using var key = Registry.CurrentUser.OpenSubKey(@"Software\Microsoft\Windows\CurrentVersion\Ru⟦join⟧
n", writable: true);
    if (enabled) key.SetValue("Warehouse", $"\"{Environment.ProcessPath}\" --tray");
    else key.DeleteValue("Warehouse", throwOnMissingValue: false);
}`,
      },
    ],
  },
]
