// Honest checks of debuggers, machines, dates and places.
import type { Family } from './family.ts'

export const goodChecks: readonly Family[] = [
  {
    family: 'gdb-style-debugger',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/trace.c'],
        whole: String.raw`/* A tiny system call tracer for the course on operating systems. */
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int status;
    pid_t child;

    if (argc < 2) {
        fprintf(stderr, "usage: trace PROGRAM [ARGUMENT]...\n");
        return 2;
    }
    child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        return 127;
    }
    while (waitpid(child, &status, 0) > 0 && !WIFEXITED(status)) {
        struct user_regs_struct registers;
        ptrace(PTRACE_GETREGS, child, NULL, &registers);
        printf("syscall %lld\n", (long long)registers.orig_rax);
        ptrace(PTRACE_SYSCALL, child, NULL, NULL);
    }
    return 0;
}`,
      },
    ],
  },
  {
    family: 'debugger-attached-check',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/Asserts.cs', 'src/Startup.cs'],
        imports: `using System.Diagnostics;`,
        body: `[Conditional("DEBUG")]
internal static void Assert(bool condition, string message)
{
    if (condition) return;
    if (Debugger.IsAttached) Debugger.Break();
    throw new InvalidOperationException(message);
}`,
        call: `if (Debugger.IsAttached) Console.WriteLine("a debugger is attached, timeouts a⟦join⟧
re off");`,
      },
    ],
  },
  {
    family: 'vm-detection-inventory',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['inventory/platform.py'],
        imports: `import pathlib
import subprocess`,
        body: `def virtualisation():
    """What the host runs on, for the inventory: kvm, vmware, oracle, none ..."""
    try:
        return subprocess.run(["systemd-detect-virt"], capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        product = pathlib.Path("/sys/class/dmi/id/product_name")
        name = product.read_text().lower() if product.exists() else ""
        return next((kind for kind in ("vmware", "virtualbox", "kvm") if kind in name), "none")`,
      },
      {
        paths: ['tools/hardware.ps1'],
        body: String.raw`$system = Get-CimInstance Win32_ComputerSystem
$virtual = $system.Model -match 'Virtual|VMware|KVM'
if ($virtual) { Write-Host "$($system.Model): guest tools are installed" ; & "$PSScriptRoot\instal⟦join⟧
l-guest-tools.ps1" }`,
      },
    ],
  },
  {
    family: 'licence-expiry',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/licence.py', 'lib/trial.py'],
        imports: `import datetime`,
        body: `class TrialOver(Exception):
    """The trial is over; the user's data stay as they are and can be exported."""


def check_trial(started, days=30):
    left = (started + datetime.timedelta(days=days) - datetime.date.today()).days
    if left < 0:
        raise TrialOver("The trial ended. Buy a licence at https://shop.example.com, or export you⟦join⟧
r data.")
    if left < 7:
        print(f"{left} days of the trial are left")`,
      },
    ],
  },
  {
    family: 'feature-by-country',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/locale.js', 'lib/consent.js'],
        body: `const european = new Set(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES'⟦join⟧
, 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT']);

async function consentNeeded() {
  const response = await fetch('/api/country');
  const { country } = await response.json();
  return european.has(country);
}

function currencyOf(country) {
  return european.has(country) ? 'EUR' : country === 'GB' ? 'GBP' : 'USD';
}`,
      },
    ],
  },
  {
    family: 'headless-test-switch',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/animate.mjs', 'lib/motion.mjs'],
        body: `// No animation in tests (Playwright, Cypress) and for those who asked for les⟦join⟧
s motion.
const still = () =>
  navigator.webdriver || window.Cypress !== undefined || matchMedia('(prefers-reduced-motion: redu⟦join⟧
ce)').matches

export const fadeIn = (element) => {
  if (still()) return
  element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 180 })
}`,
      },
    ],
  },
]
