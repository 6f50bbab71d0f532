// Negatives: fields, options and columns for secrets in schemas of tools.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const schemaCases: Cases = (random) => [
  ...negatives(
    random,
    'query-language-fields',
    ['password-assignment'],
    () => ({
      path: 'schema.graphql',
      content: code`
      type Mutation {
        login(email: String!, password: String!): AuthPayload!
        resetPassword(token: String!, newPassword: String!): Boolean!
      }

      type AuthPayload {
        token: String!
        refreshToken: String
        secretQuestion: String
      }`,
    }),
    () => ({
      path: 'proto/auth.proto',
      content: code`
      syntax = "proto3";

      package auth.v1;

      message LoginRequest {
        string username = 1;
        string password = 2;
        optional string totp_token = 3;
      }

      message LoginReply {
        string access_token = 1;
        string refresh_token = 2;
        bytes signing_key = 3;
      }`,
    }),
  ),
  ...negatives(
    random,
    'command-line-options',
    ['password-assignment'],
    (random) =>
      hosted(random, 'cli.py', {
        body: code`
          parser.add_argument("--password", metavar="PASSWORD", help="password, asked for when missing")
          parser.add_argument("--token", default=None, help="API token (or set API_TOKEN)")
        `,
      }),
    (random) =>
      hosted(
        random,
        'cli.rs',
        code`
          /// Password for the registry
          #[arg(long, env = "REGISTRY_PASSWORD", hide_env_values = true)]
          struct Password(String);
        `,
      ),
    (random) =>
      hosted(
        random,
        'usage.sh',
        `usage() {\n  echo "usage: $0 --user NAME --password PASSWORD --token TOKEN" >&2\n  exit 64\n}`,
      ),
  ),
  ...negatives(
    random,
    'database-columns',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'users.sql',
        code`
          CREATE TABLE users (
              id BIGINT PRIMARY KEY,
              password VARCHAR(255) NOT NULL,
              remember_token VARCHAR(100) DEFAULT NULL,
              api_key CHAR(64) UNIQUE
          );
        `,
      ),
    () => ({
      path: 'db/schema.rb',
      content: code`
      ActiveRecord::Schema[7.0].define(version: 2023_11_02_101112) do
        create_table "users", force: :cascade do |t|
          t.string "email", default: "", null: false
          t.string "encrypted_password", default: "", null: false
          t.string "reset_password_token"
          t.string "otp_secret"
          t.index ["reset_password_token"], name: "index_users_on_reset_password_token", unique: true
        end
      end`,
    }),
  ),
  ...negatives(random, 'cluster-resource-definition', ['password-assignment', 'kubeconfig'], () => ({
    path: 'deploy/crd.yaml',
    content: code`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: databases.kestrel.eu
      spec:
        group: kestrel.eu
        names: { kind: Database, plural: databases }
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      passwordSecretRef:
                        type: object
                        properties:
                          name: { type: string }
                          key: { type: string, default: password }`,
  })),
]
