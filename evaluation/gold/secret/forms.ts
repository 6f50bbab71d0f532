// Negatives: password forms, validators, translations and messages.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const formCases: Cases = (random) => [
  ...negatives(
    random,
    'login-form',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'login.html',
        code`
      <form action="/login" method="post">
        <label for="password">Password:</label>
        <input id="password" type="password" name="password" placeholder="Enter your password" autocomplete="current-password">
        <a href="/password/reset">Forgot password?</a>
      </form>`,
      ),
    () => ({
      path: 'src/Login.vue',
      content: code`
      <template>
        <form @submit.prevent="submit">
          <input v-model="form.password" :type="shown ? 'text' : 'password'" placeholder="••••••••" />
          <button type="button" @click="shown = !shown">Show password</button>
        </form>
      </template>

      <script setup lang="ts">
      import { reactive, ref } from 'vue'
      const shown = ref(false)
      const form = reactive({ email: '', password: '' })
      const submit = () => emit('login', { ...form })
      const emit = defineEmits(['login'])
      </script>`,
    }),
    (random) =>
      hosted(
        random,
        'Login.jsx',
        line`
          const fields = [{ name: 'password', type: 'password', label: 'Password', placeholder: 'At least 12 character
          s' }];
        `,
      ),
  ),
  ...negatives(
    random,
    'password-validators',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'validate.ts',
        code`
          const password = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!@#$%^&*]).{12,}$/
          const passwordMessage = 'Password must contain a digit, a letter and a symbol'
        `,
      ),
    (random) =>
      hosted(
        random,
        'rules.php',
        `$rules = ['password' => 'required|string|min:12|confirmed', 'token' => 'required|uuid'];`,
      ),
    (random) =>
      hosted(
        random,
        'forms.py',
        `password = forms.CharField(label="Password", min_length=12, widget=forms.PasswordInput)`,
      ),
  ),
  ...negatives(
    random,
    'translations-json',
    ['password-assignment'],
    () => ({
      path: 'locales/de.json',
      content: code`
      {
        "login": {
          "username": "Benutzername",
          "password": "Passwort",
          "password_hint": "Mindestens 12 Zeichen, davon 1 Ziffer",
          "forgot": "Passwort vergessen?",
          "token": "Zugangstoken",
          "secret": "Geheimnis"
        },
        "api_key": "API-Schlüssel"
      }`,
    }),
    () => ({
      path: 'i18n/fr.json',
      content: code`
      {
        "auth.password": "Mot de passe",
        "auth.newPassword": "Nouveau mot de passe",
        "auth.passwordTooShort": "Le mot de passe est trop court",
        "auth.token.expired": "Votre jeton a expiré",
        "settings.apiKey": "Clé d'API"
      }`,
    }),
  ),
  ...negatives(
    random,
    'translations-other-formats',
    ['password-assignment'],
    () => ({
      path: 'config/locales/en.yml',
      content: code`
      en:
        devise:
          passwords:
            send_instructions: "You will receive an email with instructions on how to reset your password."
            no_token: "You can't access this page without coming from a password reset email."
        activerecord:
          attributes:
            user:
              password: Password
              password_confirmation: Repeat password
              api_token: Personal access token`,
    }),
    () => ({
      path: 'res/values/strings.xml',
      content: code`
      <?xml version="1.0" encoding="utf-8"?>
      <resources>
          <string name="password">Password</string>
          <string name="prompt_password">Password (optional)</string>
          <string name="error_incorrect_password">This password is incorrect</string>
          <string name="api_key_title">API key</string>
          <string name="secret_question">What was your first pet called?</string>
      </resources>`,
    }),
    () => ({
      path: 'po/es.po',
      content: code`
      msgid ""
      msgstr ""
      "Content-Type: text/plain; charset=UTF-8\n"

      #: src/login.c:88
      msgid "Password:"
      msgstr "Contraseña:"

      #: src/login.c:92
      msgid "Secret key for the signature"
      msgstr "Clave secreta para la firma"`,
    }),
  ),
  ...negatives(random, 'translations-properties', ['password-assignment'], (random) => ({
    path: 'src/main/resources/messages_nl.properties',
    content: code`
      login.password=Wachtwoord
      login.password.forgotten=Wachtwoord vergeten?
      error.password.mismatch=De wachtwoorden komen niet overeen
      token.expired=Uw sessie is verlopen
      secret.label=Geheim van ${thing(random)}`,
  })),
  ...negatives(
    random,
    'messages-about-passwords',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'errors.go',
        code`
          var errInvalid = errors.New("invalid password: must not equal the user name")
          var errToken = errors.New("token: signature is invalid")
        `,
      ),
    (random) =>
      hosted(
        random,
        'Messages.cs',
        code`
          public const string WrongPassword = "Password: wrong or expired";
          public const string Token = "Token is required";
        `,
      ),
    (random) =>
      hosted(random, 'reset.py', {
        body: code`
          subject = "Reset your password"
          body = "Password reset was requested. Your token: {token} is valid for one hour."
        `,
      }),
  ),
]
