// Negatives: names with token, key, secret or password that hold another name, a key or a count.
import { type Cases, code, json, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const nameCases: Cases = (random) => [
  ...negatives(
    random,
    'cache-keys',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'cache.py',
        code`
          CACHE_KEY = "${thing(random)}:list:v3:%s"
          SESSION_KEY_PREFIX = "session:user:"
          LOCK_KEY = f"lock:{__name__}"
        `,
      ),
    (random) =>
      hosted(
        random,
        'src/storage.ts',
        `const TOKEN_STORAGE_KEY = 'kestrel.auth.token.v2'\nconst passwordDraftKey = 'draft/password-form'`,
      ),
    (random) =>
      hosted(random, 'Cache.java', `private static final String API_KEY_CACHE = "apiKeysByTenantIdAndEnvironment";`),
  ),
  ...negatives(
    random,
    'token-counts',
    ['token-assignment', 'ai'],
    (random) =>
      hosted(
        random,
        'llm.py',
        `MAX_TOKENS = 4096\nSTOP_TOKEN = "<|endoftext|>"\nPAD_TOKEN_ID = 50256\ntokens_per_minute = 90_000`,
      ),
    (random) =>
      hosted(
        random,
        'src/usage.ts',
        `const usage = { prompt_tokens: 812, completion_tokens: 301, total_tokens: 1113 }\nconst tokenLimit = 128_000`,
      ),
    () => ({
      path: 'tokenizer_config.json',
      content: json({
        bos_token: '<s>',
        eos_token: '</s>',
        unk_token: '<unk>',
        pad_token: '<pad>',
        additional_special_tokens: ['<|im_start|>', '<|im_end|>'],
        model_max_length: 32768,
        tokenizer_class: 'LlamaTokenizerFast',
      }),
    }),
  ),
  ...negatives(
    random,
    'lexer-tokens',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'lexer.cpp',
        code`
          enum class Token { kIdentifier, kNumber, kString, kLeftBrace, kRightBrace, kEndOfFile };
          const char* token_name = "identifier_or_keyword";
        `,
      ),
    (random) =>
      hosted(
        random,
        'lexer.py',
        line`
          TOKEN_SPEC = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("ID", r"[A-Za-z_]\w*"), ("SKIP", r"[ \t]+")]
        `,
      ),
    (random) => hosted(random, 'parser.go', `const tokenSecretKeyword = "secret_key_expression_statement"`),
  ),
  ...negatives(
    random,
    'primary-and-sort-keys',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'schema.sql',
        code`
          ALTER TABLE api_tokens ADD CONSTRAINT fk_api_tokens_user FOREIGN KEY (user_id) REFERENCES users (id);
          CREATE UNIQUE INDEX ux_password_reset_token ON password_resets (token_hash);
        `,
      ),
    (random) =>
      hosted(
        random,
        'table.tf',
        code`
      resource "aws_dynamodb_table" "sessions" {
        name      = "${thing(random)}-sessions"
        hash_key  = "session_token_identifier"
        range_key = "created_at_epoch_seconds"
      }`,
      ),
  ),
  ...negatives(
    random,
    'keyboard-keys',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'keys.js',
        code`
          var keyCodes = { enter: 'Enter', escape: 'Escape', up: 'ArrowUp', pageDown: 'PageDown' };
          const shortcutKey = 'Ctrl+Shift+Alt+ArrowRight';
        `,
      ),
    (random) =>
      hosted(
        random,
        'input.lua',
        `local jump_key = "KEY_LEFTSHIFT_AND_SPACE"\nlocal key = love.keyboard.isDown("rctrl")`,
      ),
  ),
  ...negatives(
    random,
    'request-forgery-fields',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'form.html',
        code`
          <meta name="csrf-param" content="authenticity_token">
          <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{{ csrf_token }}"></form>
        `,
      ),
    (random) => hosted(random, 'src/http.ts', `const xsrf = { cookieName: 'XSRF-TOKEN', headerName: 'X-XSRF-TOKEN' }`),
    (random) =>
      hosted(
        random,
        'csrf.php',
        `$csrfTokenName = '_csrf_protection_token_field';\n$this->csrf_token = bin2hex(random_bytes(32));`,
      ),
  ),
  ...negatives(
    random,
    'names-of-environment-variables',
    ['token-assignment', 'payment'],
    (random) =>
      hosted(
        random,
        'check.py',
        code`
          REQUIRED = ["STRIPE_SECRET_KEY", "SENDGRID_API_KEY", "AWS_SECRET_ACCESS_KEY"]
          PASSWORD_ENV = "POSTGRES_PASSWORD"
        `,
      ),
    (random) => hosted(random, 'cmd/flags.go', `const tokenEnvironmentVariable = "GITHUB_ENTERPRISE_SERVER_TOKEN"`),
    (random) =>
      hosted(random, 'Options.cs', `public const string SecretKeyName = "Authentication:Google:ClientSecret";`),
  ),
  ...negatives(
    random,
    'names-of-headers',
    ['token-assignment', 'bearer-header'],
    (random) =>
      hosted(
        random,
        'headers.py',
        `API_KEY_HEADER = "X-Api-Key"\nTOKEN_HEADER = "X-Vault-Token"\nAUTH_SCHEME = "Bearer"`,
      ),
    (random) =>
      hosted(
        random,
        'Headers.kt',
        `const val PASSWORD_HEADER = "X-Document-Password"\nconst val SIGNATURE_KEY = "Stripe-Signature"`,
      ),
  ),
]
