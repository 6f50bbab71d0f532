// macOS as its users and developers script it.
import type { Family } from './family.ts'

export const goodMacos: readonly Family[] = [
  {
    family: 'applescript-automation',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['macos/export-notes.applescript'],
        whole: String.raw`-- Opens the notes of today's meeting, or makes them
set today to do shell script "date +%F"
tell application "Notes"
	if not (exists folder "Meetings") then make new folder with properties {name:"Meetings"}
	tell folder "Meetings"
		if exists note today then
			show note today
		else
			show (make new note with properties {name:today, body:"<h1>" & today & "</h1>"})
		end if
	end tell
end tell
display dialog "Start a timer of 50 minutes?" buttons {"No", "Yes"} default button "Yes"
if button returned of result is "Yes" then
	do shell script "osascript -e 'delay 3000' -e 'display notification \"Time is up\"' > /dev/null 2>&1 &"
end if`,
      },
    ],
  },
  {
    family: 'notarise-script',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['packaging/macos/sign.sh'],
        whole: String.raw`#!/bin/bash
set -euo pipefail
# Signs and notarises the application. Needs the profile "notary" in the login keychain.
app="build/Deskclock.app"
identity="Developer ID Application: Deskclock Project (AB12CD34EF)"

security unlock-keychain -p "$KEYCHAIN_PASSWORD" build.keychain
find "$app/Contents/Frameworks" -name '*.dylib' -exec codesign --force --options runtime --timesta⟦join⟧
mp --sign "$identity" {} \;
codesign --force --options runtime --timestamp --entitlements app.entitlements --sign "$identity" "$app"

ditto -c -k --keepParent "$app" Deskclock.zip
xcrun notarytool submit Deskclock.zip --keychain-profile notary --wait
xcrun stapler staple "$app"
hdiutil create -volname Deskclock -srcfolder "$app" -ov -format UDZO Deskclock.dmg`,
      },
    ],
  },
  {
    family: 'quarantine-hint-readme',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['docs/macos.md'],
        whole: `# Deskclock for macOS

The nightly builds are not notarised. When macOS says that the application is damaged:

\`\`\`sh
xattr -dr com.apple.quarantine /Applications/Deskclock.app
\`\`\`

Releases are notarised and need none of this.

## Permissions

The global shortcut needs *Accessibility*, in System Settings, Privacy & Security. To ask again af⟦join⟧
ter an update:

\`\`\`sh
tccutil reset Accessibility org.deskclock
\`\`\`

Screenshots of the clock need *Screen Recording*. Deskclock asks for neither until you switch th⟦join⟧
e feature on.`,
      },
    ],
  },
  {
    family: 'dylib-development',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['scripts/run-dev.sh'],
        body: `# runs the tests against the sanitiser's runtime
if [ "$(uname)" = Darwin ]; then
  export DYLD_INSERT_LIBRARIES="$(xcrun clang -print-file-name=libclang_rt.asan_osx_dynamic.dylib)"
  export DYLD_LIBRARY_PATH="$PWD/build/lib"
fi
./build/tests --color=yes`,
      },
    ],
  },
]
