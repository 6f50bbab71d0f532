// Negatives: settings and infrastructure code with variables instead of secrets.
import { type Cases, code, json, negatives, windows } from './form.ts'
import { hosted } from './hosts.ts'
import { domain, thing } from './words.ts'

export const settingPlaceholderCases: Cases = (random) => [
  ...negatives(
    random,
    'database-settings-by-template',
    ['password-assignment'],
    () => ({
      path: 'config/database.yml',
      content: code`
      default: &default
        adapter: postgresql
        encoding: unicode
        pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>

      production:
        <<: *default
        database: shop_production
        username: shop
        password: <%= ENV["SHOP_DATABASE_PASSWORD"] %>`,
    }),
    () => ({
      path: 'roles/db/templates/my.cnf.j2',
      content: code`
      [client]
      user = {{ mysql_user }}
      password = "{{ mysql_password }}"
      host = {{ mysql_host | default('localhost') }}

      [mysqldump]
      quick
      max_allowed_packet = 64M`,
    }),
    () => ({
      path: 'src/main/resources/application.properties',
      content: code`
      spring.datasource.url=jdbc:postgresql://\${DB_HOST:localhost}:5432/shop
      spring.datasource.username=\${DB_USER}
      spring.datasource.password=\${DB_PASSWORD}
      jwt.secret=\${JWT_SECRET}
      server.ssl.key-store-password=@keystore.password@`,
    }),
  ),
  ...negatives(
    random,
    'maven-settings-by-variable',
    ['password-assignment'],
    () => ({
      path: '.mvn/settings.xml',
      content: code`
      <settings>
        <servers>
          <server>
            <id>github</id>
            <username>\${env.GITHUB_ACTOR}</username>
            <password>\${env.GITHUB_TOKEN}</password>
          </server>
        </servers>
      </settings>`,
    }),
    (random) => ({
      path: 'Web.config',
      content: windows(code`
      <configuration>
        <appSettings>
          <add key="PasswordMinLength" value="12" />
          <add key="TokenLifetime" value="00:20:00" />
          <add key="SecretsPath" value="%ProgramData%/${thing(random)}/secrets" />
        </appSettings>
        <connectionStrings>
          <add name="Main" connectionString="Server=SQL01;Database=Shop;Integrated Security=SSPI;" />
        </connectionStrings>
      </configuration>`),
    }),
  ),
  ...negatives(
    random,
    'terraform-variables',
    ['password-assignment', 'terraform-state'],
    (random) =>
      hosted(
        random,
        'variables.tf',
        code`
      variable "db_password" {
        description = "Master password, at least 16 characters"
        type        = string
        sensitive   = true
      }

      resource "aws_db_instance" "main" {
        engine   = "postgres"
        username = "app"
        password = var.db_password
      }`,
      ),
    (random) => ({
      path: 'terraform.tfvars.example',
      content: code`
        region      = "eu-west-1"
        domain      = "${domain(random)}"
        db_password = "REPLACE_ME"
        github_token = ""
      `,
    }),
    (random) =>
      hosted(
        random,
        'random.tf',
        code`
      resource "random_password" "db" {
        length           = 24
        special          = true
        override_special = "!#$%&*()-_=+[]{}<>:?"
      }`,
      ),
  ),
  ...negatives(
    random,
    'state-without-secrets',
    ['terraform-state'],
    (random) => ({
      path: 'terraform.tfstate',
      content: json({
        version: 4,
        terraform_version: '1.5.7',
        serial: 3,
        lineage: random.uuid(),
        outputs: { bucket: { value: 'logs-eu', type: 'string' } },
        resources: [
          {
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'logs',
            instances: [
              {
                schema_version: 0,
                attributes: {
                  arn: 'arn:aws:s3:::logs-eu',
                  bucket: 'logs-eu',
                  hosted_zone_id: `Z${random.text('upperDigits', 13)}`,
                  id: 'logs-eu',
                },
                sensitive_attributes: [],
                private: 'bnVsbA==',
              },
            ],
          },
        ],
      }),
    }),
    (random) => ({
      path: 'empty.tfstate',
      content: json({
        version: 4,
        terraform_version: '1.6.0',
        serial: 9,
        lineage: random.uuid(),
        outputs: {},
        resources: [],
        check_results: null,
      }),
    }),
  ),
]
