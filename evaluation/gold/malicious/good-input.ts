// Keyboards, screens and cameras in honest programs.
import type { Family } from './family.ts'

export const goodInput: readonly Family[] = [
  {
    family: 'keyboard-shortcut-library',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['src/shortcuts.mjs', 'lib/hotkeys.mjs'],
        body: `const bindings = new Map()

/** \`bind('ctrl+k', openSearch)\` */
export const bind = (keys, action) => bindings.set(keys.toLowerCase().split('+').sort().join('+')⟦join⟧
, action)

document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, textarea, [contenteditable]')) return
  const keys = [event.ctrlKey && 'ctrl', event.shiftKey && 'shift', event.altKey && 'alt', event.k⟦join⟧
ey.toLowerCase()]
  const action = bindings.get(keys.filter(Boolean).sort().join('+'))
  if (action) {
    event.preventDefault()
    action(event)
  }
})`,
      },
    ],
  },
  {
    family: 'pynput-push-to-talk',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['voice/talk.py', 'src/hotkeys.py'],
        imports: `from pynput import keyboard`,
        body: `TALK = keyboard.Key.f9


class PushToTalk:
    """Opens the microphone while F9 is held. Other keys are neither kept nor looked at."""

    def __init__(self, microphone):
        self.microphone = microphone

    def pressed(self, key):
        if key == TALK:
            self.microphone.open()

    def released(self, key):
        if key == TALK:
            self.microphone.close()

    def run(self):
        with keyboard.Listener(on_press=self.pressed, on_release=self.released) as listener:
            listener.join()`,
      },
    ],
  },
  {
    family: 'evdev-remapper',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['src/remap.c'],
        whole: String.raw`/* capsremap - makes Caps Lock an Escape key. GPL-2.0-only */
#include <fcntl.h>
#include <linux/input.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct input_event event;
    int in, out;

    if (argc != 2 || (in = open(argv[1], O_RDONLY)) < 0) {
        fprintf(stderr, "usage: capsremap /dev/input/eventN\n");
        return 2;
    }
    ioctl(in, EVIOCGRAB, 1);
    out = open("/dev/uinput", O_WRONLY);
    ioctl(out, UI_SET_EVBIT, EV_KEY);
    for (int key = 0; key < KEY_MAX; key++)
        ioctl(out, UI_SET_KEYBIT, key);
    ioctl(out, UI_DEV_CREATE);
    while (read(in, &event, sizeof event) == sizeof event) {
        if (event.type == EV_KEY && event.code == KEY_CAPSLOCK)
            event.code = KEY_ESC;
        write(out, &event, sizeof event);
    }
    return 0;
}`,
      },
    ],
  },
  {
    family: 'game-input-polling',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['game/input.c', 'src/keys.c'],
        imports: `#include <windows.h>`,
        body: `/* the state of the keys that steer the ship; polled once a frame */
struct controls { bool left, right, thrust, fire; };

static struct controls read_controls(void)
{
    return (struct controls){
        .left = GetAsyncKeyState(VK_LEFT) & 0x8000,
        .right = GetAsyncKeyState(VK_RIGHT) & 0x8000,
        .thrust = GetAsyncKeyState(VK_UP) & 0x8000,
        .fire = GetAsyncKeyState(VK_SPACE) & 0x8000,
    };
}`,
      },
      {
        paths: ['src/typing.js'],
        body: `// Typing tutor: counts the strokes of the exercise and the mistakes.
const stats = { strokes: 0, mistakes: 0 };
document.querySelector('#exercise')?.addEventListener('keydown', (event) => {
  if (event.key.length !== 1) return;
  stats.strokes += 1;
  if (event.key !== event.currentTarget.dataset.next) stats.mistakes += 1;
});`,
      },
    ],
  },
  {
    family: 'screenshot-library',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['shots/grab.py'],
        imports: `from datetime import datetime
import mss
import mss.tools`,
        body: `def screenshot(folder, monitor=1):
    """Saves a picture of one monitor and says where."""
    with mss.mss() as capture:
        picture = capture.grab(capture.monitors[monitor])
        path = f"{folder}/{datetime.now():%Y-%m-%d-%H%M%S}.png"
        mss.tools.to_png(picture.rgb, picture.size, output=path)
    print(f"saved {path}")
    return path`,
      },
      {
        paths: ['tests/visual.ts'],
        imports: `import { expect, test } from '@playwright/test'`,
        body: `test('the start page looks as before', async ({ page }) => {
  await page.goto('/')
  await page.screenshot({ path: 'shots/start.png', fullPage: true })
  await expect(page).toHaveScreenshot('start.png', { maxDiffPixels: 50 })
})`,
      },
    ],
  },
  {
    family: 'screen-share-in-call',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['public/meeting.js'],
        whole: `const video = document.querySelector('video#self')
const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:stun.example.com' }] })

document.querySelector('#camera').onclick = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true })
  video.srcObject = stream
  stream.getTracks().forEach((track) => peer.addTrack(track, stream))
}

document.querySelector('#share').onclick = async () => {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 15 } })
  const [track] = stream.getVideoTracks()
  peer.getSenders().find((sender) => sender.track?.kind === 'video')?.replaceTrack(track)
  document.querySelector('#sharing').hidden = false
  track.onended = () => { document.querySelector('#sharing').hidden = true }
}

document.querySelector('#leave').onclick = () => {
  video.srcObject?.getTracks().forEach((track) => track.stop())
  peer.close()
}`,
      },
    ],
  },
  {
    family: 'webcam-qr-reader',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['vision/qr.py', 'tools/scan_ticket.py'],
        imports: `import cv2`,
        body: `def read_code(camera=0):
    """Shows the camera's picture until a QR code is seen; q stops."""
    capture = cv2.VideoCapture(camera)
    detector = cv2.QRCodeDetector()
    try:
        while True:
            ok, frame = capture.read()
            if not ok:
                return None
            text, _, _ = detector.detectAndDecode(frame)
            if text:
                return text
            cv2.imshow("Hold the ticket in front of the camera", frame)
            if cv2.waitKey(1) == ord("q"):
                return None
    finally:
        capture.release()
        cv2.destroyAllWindows()`,
      },
    ],
  },
]
