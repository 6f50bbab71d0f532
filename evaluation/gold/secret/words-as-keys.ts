// Negatives: keys of translations, maps and designs, and words that look random.
import { type Cases, code, json, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const wordCases: Cases = (random) => [
  ...negatives(
    random,
    'keys-of-translations',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'Labels.swift',
        code`
          let passwordKey = "login.password.placeholder"
          let title = NSLocalizedString("settings.api_token.title", comment: "")
        `,
      ),
    (random) =>
      hosted(
        random,
        'labels.jsx',
        `const labels = { password: 'auth.form.password.label', token: 'settings.tokens.create.description' };`,
      ),
  ),
  ...negatives(
    random,
    'keys-of-maps',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'group.R',
        code`
          key_columns <- c("country_code", "secret_ballot", "token_count")
          sort_key <- "descending_by_population_density"
        `,
      ),
    (random) =>
      hosted(
        random,
        'Index.scala',
        `val partitionKey = "customer_region_and_signup_month"\nval secondaryKey = "orderNumberDescending"`,
      ),
  ),
  ...negatives(
    random,
    'design-tokens',
    ['token-assignment'],
    () => ({
      path: 'tokens/color.json',
      content: json({
        token: {
          primary: { value: '#0b5fff', type: 'color' },
          'primary-hover': { value: '{token.primary}', type: 'color' },
          shadow: { value: '0 1px 2px rgba(16, 24, 40, 0.05)', type: 'boxShadow' },
        },
        key: { spacing: { value: '8px' } },
      }),
    }),
    (random) => ({
      path: 'src/tokens.scss',
      content: code`
      // design tokens
      $token-color-primary: #0b5fff;
      $token-font-stack: 'Inter', 'Helvetica Neue', Arial, sans-serif;
      $password-strength-weak: #d92d20;

      .password-field__toggle {
        background: url('/img/eye-${random.text('hex', 8)}.svg') no-repeat center;
        &--secret { letter-spacing: 0.125em; -webkit-text-security: disc; }
      }`,
    }),
  ),
  ...negatives(
    random,
    'passwords-as-concept',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'store.rb',
        `SECRET_SANTA = 'draws-names-without-repeats'\nPASSWORD_PROTECTED = 'This post is password protected'`,
      ),
    (random) =>
      hosted(
        random,
        'kinds.rs',
        `pub const PASSWORD_KIND: &str = "password";\npub const SECRET_KIND: &str = "kubernetes.io/basic-auth";`,
      ),
  ),
  ...negatives(
    random,
    'keychain-services',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'Keychain.swift',
        `private let service = "eu.kestrel.notes.refresh-token"\nprivate let account = "current-user-access-token"`,
      ),
    (random) => hosted(random, 'vault.dart', `const tokenKey = 'secure_storage.refresh_token';`),
  ),
  ...negatives(
    random,
    'random-looking-words',
    ['token-assignment', 'encoded'],
    (random) =>
      hosted(
        random,
        'places.py',
        code`
          LLANFAIR_KEY = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
          DRUG_KEY = "hydroxymethylglutaryl_coenzyme_A"
        `,
      ),
    (random) =>
      hosted(
        random,
        'genes.ts',
        code`
          const primerKey = 'ATGGCCATTGTAATGGGCCGCTGAAAGGGTGCCCGATAG'
          const alphabetKey = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='
        `,
      ),
  ),
]
