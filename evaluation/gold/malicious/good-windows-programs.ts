// Windows programs that ask for elevation, load libraries or compile at run time, and sign-in scripts.
import type { Family } from './family.ts'

export const goodWindowsPrograms: readonly Family[] = [
  {
    family: 'uac-elevation-manifest',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['tools/service.cmd'],
        body: String.raw`rem asks for elevation in the usual way, which shows the prompt
net session >nul 2>&1
if errorlevel 1 (
    powershell -NoProfile -Command "Start-Process -FilePath '%~f0' -Verb RunAs"
    exit /b
)
sc create LedgerAgent binPath= "\"%ROOT%ledger-agent.exe\" --service" start= auto`,
      },
      {
        paths: ['src/Elevation.cs'],
        imports: `using System.Diagnostics;
using System.Security.Principal;`,
        body: `internal static bool IsElevated() => new WindowsPrincipal(WindowsIdentity.GetC⟦join⟧
urrent()).IsInRole(WindowsBuiltInRole.Administrator);

internal static void RestartElevated(string[] arguments)
{
    // shows the prompt of UAC
    Process.Start(new ProcessStartInfo(Environment.ProcessPath, string.Join(' ', arguments)) { Ver⟦join⟧
b = "runas", UseShellExecute = true });
    Environment.Exit(0);
}`,
      },
    ],
  },
  {
    family: 'logon-script-vbs',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['scripts/shortcuts.vbs'],
        whole: String.raw`' Maps the drives of the department at sign-in
Option Explicit
Dim network, shell, link
Set network = CreateObject("WScript.Network")
Set shell = CreateObject("WScript.Shell")

On Error Resume Next
network.RemoveNetworkDrive "P:", True, True
network.MapNetworkDrive "P:", "\\fs01\projects"
network.AddWindowsPrinterConnection "\\ps01\second-floor"
On Error GoTo 0

Set link = shell.CreateShortcut(shell.SpecialFolders("Desktop") & "\Intranet.url")
link.TargetPath = "https://intranet.example.com/"
link.Save

shell.Run "cmd /c gpupdate /target:user", 0, False`,
      },
    ],
  },
  {
    family: 'native-interop-csharp',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['src/Native.cs', 'Interop/Window.cs'],
        imports: `using System.Runtime.InteropServices;`,
        body: `[DllImport("kernel32", SetLastError = true, CharSet = CharSet.Unicode)]
private static extern IntPtr LoadLibrary(string name);

[DllImport("kernel32", SetLastError = true)]
private static extern bool VirtualProtect(IntPtr address, UIntPtr size, uint protection, out uint old);

/// <summary>Loads a codec from the application's own folder.</summary>
internal static IntPtr LoadCodec(string name)
{
    var path = Path.Combine(AppContext.BaseDirectory, "codecs", name + ".dll");
    var module = LoadLibrary(path);
    if (module == IntPtr.Zero) throw new DllNotFoundException($"{path}: error {Marshal.GetLastWin3⟦join⟧
2Error()}");
    return module;
}`,
      },
    ],
  },
  {
    family: 'jit-executable-memory',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['src/jit/memory.c'],
        whole: `/* Memory for the code of the expression compiler. Never writable and executab⟦join⟧
le at once. */
#include "memory.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#endif

void *code_allocate(size_t size)
{
#ifdef _WIN32
    return VirtualAlloc(NULL, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
#else
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
#endif
}

int code_seal(void *memory, size_t size)
{
#ifdef _WIN32
    DWORD old;
    return VirtualProtect(memory, size, PAGE_EXECUTE_READ, &old) ? 0 : -1;
#else
    return mprotect(memory, size, PROT_READ | PROT_EXEC);
#endif
}`,
      },
    ],
  },
  {
    family: 'batch-installer-download',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['setup/get-java.bat', 'tools/bootstrap.cmd'],
        body: `rem fetches the Java runtime that the server needs, once
if not exist "%~dp0jre" (
    powershell -NoProfile -Command "Invoke-WebRequest -Uri 'https://api.adoptium.net/v3/binary/lat⟦join⟧
est/21/ga/windows/x64/jre/hotspot/normal/eclipse' -OutFile '%~dp0jre.zip'"
    powershell -NoProfile -Command "Expand-Archive -Path '%~dp0jre.zip' -DestinationPath '%~dp0jre'"
    del "%~dp0jre.zip"
)`,
      },
    ],
  },
  {
    family: 'wmi-inventory-script',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['inventory/hosts.ps1', 'tools/software.ps1'],
        body: String.raw`$computers = Get-ADComputer -Filter 'OperatingSystem -like "*Windows 11*"' | S⟦join⟧
elect-Object -ExpandProperty Name
Invoke-Command -ComputerName $computers -ScriptBlock {
    Get-CimInstance Win32_Product | Select-Object Name, Version
    Get-CimInstance -Namespace root\subscription -ClassName __EventFilter | Select-Object Name, Query
    Get-MpComputerStatus | Select-Object RealTimeProtectionEnabled, AntivirusSignatureLastUpdated
} | Export-Csv inventory.csv -NoTypeInformation`,
      },
    ],
  },
]
