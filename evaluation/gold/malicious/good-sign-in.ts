// Authentication with the ways in that it should have, and pages that take uploads.
import type { Family } from './family.ts'

export const goodSignIn: readonly Family[] = [
  {
    family: 'test-fixture-credentials',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['spec/support/users.py'],
        whole: `import pytest

from app.models import User

ADMIN_PASSWORD = "letmein-in-tests-only"


@pytest.fixture
def admin(db):
    return User.create(name="admin", password=ADMIN_PASSWORD, is_superuser=True)


@pytest.fixture
def signed_in(client, admin):
    client.post("/login", data={"name": "admin", "password": ADMIN_PASSWORD})
    return client


def test_wrong_password_is_refused(client, admin):
    assert client.post("/login", data={"name": "admin", "password": "wrong"}).status_code == 401`,
      },
    ],
  },
  {
    family: 'development-sign-in',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['src/auth.js', 'middleware/session.js'],
        body: `// On a developer's machine the identity provider is not there: sign in as a s⟦join⟧
eeded user. Fails to start anywhere else.
function developmentUser(environment) {
  if (!environment.DEV_USER) return undefined;
  if (environment.NODE_ENV !== 'development') throw new Error('DEV_USER is for development only');
  console.warn(\`signed in as \${environment.DEV_USER}, no password asked\`);
  return { name: environment.DEV_USER, roles: ['member'] };
}`,
      },
    ],
  },
  {
    family: 'break-glass-account',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['auth/emergency.py', 'accounts/recovery.py'],
        imports: `import hmac
import os
import hashlib`,
        body: `def emergency_sign_in(password, audit, pager):
    """The sealed account for when the identity provider is down (docs/runbooks/break-glass.md).

    Off unless EMERGENCY_PASSWORD_HASH is set; each use is written to the audit log and wakes th⟦join⟧
e team on call.
    """
    expected = os.environ.get("EMERGENCY_PASSWORD_HASH")
    if not expected:
        return None
    given = hashlib.scrypt(password.encode(), salt=b"emergency", n=2**14, r=8, p=1).hex()
    allowed = hmac.compare_digest(given, expected)
    audit.write("emergency sign-in", allowed=allowed)
    pager.alert("Somebody uses the emergency account")
    return "emergency" if allowed else None`,
      },
    ],
  },
  {
    family: 'pam-module-honest',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['src/pam_ticket.c'],
        whole: `/* pam_ticket - a second factor from a file of one-time tickets. BSD-3-Clause */
#include <security/pam_ext.h>
#include <security/pam_modules.h>
#include <string.h>
#include <syslog.h>
#include "tickets.h"

PAM_EXTERN int pam_sm_authenticate(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    const char *user = NULL;
    char *answer = NULL;
    int result = pam_get_user(pamh, &user, NULL);

    if (result != PAM_SUCCESS)
        return result;
    if (pam_prompt(pamh, PAM_PROMPT_ECHO_OFF, &answer, "Ticket: ") != PAM_SUCCESS || answer == NULL)
        return PAM_CONV_ERR;
    result = ticket_use(user, answer) ? PAM_SUCCESS : PAM_AUTH_ERR;
    if (result != PAM_SUCCESS)
        pam_syslog(pamh, LOG_NOTICE, "ticket refused for %s", user);
    explicit_bzero(answer, strlen(answer));
    free(answer);
    return result;
}

PAM_EXTERN int pam_sm_setcred(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return PAM_SUCCESS;
}`,
      },
    ],
  },
  {
    family: 'seed-first-administrator',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['db/seed.php', 'lib/install.php'],
        body: `// The first administrator, once, with a password that the installer has chosen.
function create_first_administrator(PDO $pdo, string $name, string $password): void
{
    if ((int) $pdo->query('SELECT count(*) FROM users')->fetchColumn() > 0) {
        throw new RuntimeException('There are users already; use the invitation form.');
    }
    $statement = $pdo->prepare('INSERT INTO users (name, password_hash, role) VALUES (?, ?, ?)');
    $statement->execute([$name, password_hash($password, PASSWORD_ARGON2ID), 'administrator']);
}`,
      },
    ],
  },
  {
    family: 'php-admin-upload-form',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['public/media.php'],
        whole: `<?php
require __DIR__ . '/../src/bootstrap.php';
require_role('editor');
verify_csrf($_POST['token'] ?? '');

$types = ['image/png' => 'png', 'image/jpeg' => 'jpg', 'image/webp' => 'webp'];
$file = $_FILES['picture'] ?? null;
$type = $file ? (new finfo(FILEINFO_MIME_TYPE))->file($file['tmp_name']) : '';

if (!isset($types[$type]) || $file['size'] > 5_000_000) {
    http_response_code(422);
    exit('Only PNG, JPEG and WebP up to 5 MB.');
}

$name = bin2hex(random_bytes(16)) . '.' . $types[$type];
move_uploaded_file($file['tmp_name'], MEDIA_ROOT . '/' . $name);
header('Location: /admin/media.php?new=' . urlencode($name));`,
      },
    ],
  },
  {
    family: 'wordpress-plugin-ajax',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['wp-content/plugins/seo-notes/ajax.php', 'inc/ajax.php'],
        body: `add_action('wp_ajax_fieldnotes_save', function () {
    check_ajax_referer('fieldnotes');
    if (!current_user_can('edit_posts')) {
        wp_send_json_error('forbidden', 403);
    }
    $id = absint($_POST['post'] ?? 0);
    update_post_meta($id, '_fieldnotes_text', sanitize_textarea_field(wp_unslash($_POST['text'] ?⟦join⟧
? '')));
    wp_send_json_success(['id' => $id]);
});`,
      },
    ],
  },
  {
    family: 'php-runtime-commands',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['bin/console.php', 'tasks/cron.php'],
        body: String.raw`if (PHP_SAPI !== 'cli') {
    exit('Only on the command line.');
}

function run_step(string $label, string $command): void
{
    echo "== $label\n";
    passthru($command, $status);
    if ($status !== 0) {
        fwrite(STDERR, "$label failed\n");
        exit($status);
    }
}

run_step('migrations', 'php bin/doctrine migrations:migrate --no-interaction');
run_step('assets', 'npm run build');`,
      },
    ],
  },
]
