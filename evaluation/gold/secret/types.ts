// Negatives: types, enums, schemas and API descriptions with fields for secrets.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const typeCases: Cases = (random) => [
  ...negatives(
    random,
    'types-with-passwords',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'types.ts',
        code`
          export type Login = { username: string; password: string; token?: string }
          export interface Tokens { accessToken: string; refreshToken: string | null; apiKey: ApiKey }
        `,
      ),
    (random) =>
      hosted(
        random,
        'types.go',
        code`
          type Credentials struct {
              Username string \`json:"username"\`
              Password string \`json:"password,omitempty"\`
              Token    string \`json:"token"\`
          }
        `,
      ),
    (random) =>
      hosted(
        random,
        'config.rs',
        `pub struct Config {\n    pub api_key: String,\n    pub password: Option<SecretString>,\n}`,
      ),
  ),
  ...negatives(
    random,
    'classes-with-passwords',
    ['password-assignment'],
    (random) => hosted(random, 'Account.java', `private String password;\nprivate String apiToken;`),
    (random) =>
      hosted(
        random,
        'Account.kt',
        `data class Credentials(val username: String, val password: String, val secret: ByteArray)`,
      ),
    (random) =>
      hosted(
        random,
        'models.py',
        code`
          class Account(models.Model):
              password = models.CharField(max_length=128)
              api_token = models.CharField(max_length=64, unique=True)
        `,
      ),
  ),
  ...negatives(
    random,
    'enum-values',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'kinds.ts',
        line`
          export enum GrantType { Password = 'password', ClientCredentials = 'client_credentials', RefreshToken = 'ref
          resh_token' }
        `,
      ),
    (random) => hosted(random, 'Kinds.cs', `public enum CredentialKind { Password, ApiKey, Token, Secret }`),
    (random) =>
      hosted(
        random,
        'kinds.py',
        `class Scope(str, Enum):\n    SECRET_READ = "secrets:read"\n    TOKEN_WRITE = "tokens:write"`,
      ),
  ),
  ...negatives(random, 'api-description', ['bearer-header', 'token-assignment'], () => ({
    path: 'openapi.yaml',
    content: code`
      openapi: 3.0.3
      info:
        title: Accounts
        version: 1.2.0
      paths:
        /login:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      username: { type: string }
                      password: { type: string, format: password }
      components:
        securitySchemes:
          bearerAuth: { type: http, scheme: bearer, bearerFormat: JWT }
          apiKey: { type: apiKey, in: header, name: X-API-Key }
          oauth:
            type: oauth2
            flows:
              password:
                tokenUrl: /oauth/token
                scopes: {}`,
  })),
  ...negatives(
    random,
    'settings-schema',
    ['password-assignment', 'token-assignment'],
    () => ({
      path: 'schema/config.schema.json',
      content: code`
      {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {
          "password": { "type": "string", "description": "Password of the database user", "minLength": 8 },
          "apiKey": { "type": "string", "pattern": "^[A-Za-z0-9_-]{32}$", "description": "Key from the dashboard" },
          "token": { "$ref": "#/definitions/token" }
        },
        "required": ["password"],
        "definitions": { "token": { "type": "string" } }
      }`,
    }),
    (random) =>
      hosted(random, 'config.ts', {
        body: line`
          const schema = Joi.object({ PASSWORD: Joi.string().required(), API_KEY: Joi.string().length(32), JWT_SECRET: J
          oi.string().min(32) })
        `,
      }),
  ),
]
