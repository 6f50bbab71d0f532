// Negatives: values that come from the environment, a workflow or a secret store.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const referenceCases: Cases = (random) => [
  ...negatives(
    random,
    'environment-lookup-in-code',
    ['token-assignment', 'password-assignment'],
    (random) =>
      hosted(
        random,
        'settings.py',
        `SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]\nDB_PASSWORD = os.getenv("DB_PASSWORD", "")`,
      ),
    (random) =>
      hosted(
        random,
        'src/config.ts',
        `export const apiKey = process.env.API_KEY ?? ''\nconst password = process.env['SMTP_PASSWORD']!`,
      ),
    (random) =>
      hosted(random, 'cmd/main.go', {
        body: `token := os.Getenv("GITHUB_TOKEN")\nsecret, _ := os.LookupEnv("CLIENT_SECRET")\n_, _ = token, secret`,
      }),
  ),
  ...negatives(
    random,
    'environment-lookup-elsewhere',
    ['token-assignment', 'password-assignment'],
    (random) => hosted(random, 'Db.java', `private static final String PASSWORD = System.getenv("DB_PASSWORD");`),
    (random) => hosted(random, 'app.rb', `API_TOKEN = ENV.fetch('API_TOKEN')`),
    (random) => hosted(random, 'db.php', `$password = getenv('DB_PASSWORD') ?: '';\n$secret = $_ENV['APP_SECRET'];`),
  ),
  ...negatives(
    random,
    'environment-lookup-in-native-code',
    ['token-assignment'],
    (random) =>
      hosted(random, 'src/main.rs', {
        body: `let token = std::env::var("API_TOKEN").context("API_TOKEN is not set")?;\nlet _ = token;`,
      }),
    (random) =>
      hosted(random, 'config/prod.exs', `config :shop, Shop.Repo, password: System.fetch_env!("DB_PASSWORD")`),
    (random) =>
      hosted(
        random,
        'Pull.ps1',
        `$token = $env:AZURE_DEVOPS_PAT\n$password = [Environment]::GetEnvironmentVariable('SQL_PASSWORD')`,
      ),
  ),
  ...negatives(
    random,
    'secret-of-workflow',
    ['token-assignment', 'package-registry'],
    () => ({
      path: '.github/workflows/release.yml',
      content: code`
      name: release
      on:
        push:
          tags: ['v*']
      jobs:
        publish:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: docker/login-action@v3
              with:
                username: \${{ secrets.DOCKERHUB_USERNAME }}
                password: \${{ secrets.DOCKERHUB_TOKEN }}
            - run: npm publish
              env:
                NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
                GITHUB_TOKEN: \${{ github.token }}`,
    }),
    () => ({
      path: '.gitlab-ci.yml',
      content: code`
      deploy:
        stage: deploy
        image: alpine/k8s:1.29.1
        before_script:
          - docker login -u "$CI_REGISTRY_USER" -p "$CI_REGISTRY_PASSWORD" "$CI_REGISTRY"
          - export KUBE_TOKEN=$K8S_TOKEN
        script:
          - helm upgrade app ./chart --set db.password=$DB_PASSWORD
        only: [main]`,
    }),
    () => ({
      path: 'azure-pipelines.yml',
      content: code`
      variables:
        - group: prod-secrets
      steps:
        - task: NuGetCommand@2
          env:
            SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        - script: ./deploy.sh
          env:
            DB_PASSWORD: $(DbPassword)`,
    }),
  ),
  ...negatives(
    random,
    'secret-of-jenkins-store',
    ['password-assignment'],
    (random) =>
      hosted(random, 'Jenkinsfile', {
        top: code`
      environment {
          NEXUS = credentials('nexus-deployer')
          SONAR_TOKEN = credentials('sonar-token-${thing(random)}')
      }`,
      }),
    (random) =>
      hosted(random, 'deploy/Jenkinsfile', {
        body: code`
      withCredentials([usernamePassword(credentialsId: 'registry', usernameVariable: 'USER', passwordVariable: 'PASSWORD')]) {
          sh 'docker login -u $USER -p $PASSWORD registry.local'
      }`,
      }),
  ),
  ...negatives(
    random,
    'secret-store-reference',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(
        random,
        '.env.production',
        `DB_PASSWORD=op://Production/postgres/password\nAPI_TOKEN=vault:secret/data/${thing(random)}#token`,
      ),
    (random) =>
      hosted(
        random,
        'config.yml',
        code`
          password: ssm:/prod/${thing(random)}/db-password
          token: gcp-secret://projects/12/secrets/api-token/versions/latest
        `,
      ),
    () => ({
      path: 'stack.yaml',
      content: code`
      Resources:
        Database:
          Type: AWS::RDS::DBInstance
          Properties:
            Engine: postgres
            DBInstanceClass: db.t3.small
            AllocatedStorage: '20'
            MasterUsername: app
            MasterUserPassword: '{{resolve:secretsmanager:prod/db:SecretString:password}}'`,
    }),
  ),
  ...negatives(
    random,
    'secret-store-reference-in-code',
    ['password-assignment'],
    (random) =>
      hosted(random, 'secrets.py', {
        body: line`
          password = boto3.client("secretsmanager").get_secret_value(SecretId="prod/${thing(random)}/db")["SecretStrin
          g"]
        `,
      }),
    (random) =>
      hosted(random, 'Secrets.cs', {
        body: line`
          var secret = await new SecretClient(vault, new DefaultAzureCredential()).GetSecretAsync("sql-password");
        `,
      }),
    (random) =>
      hosted(
        random,
        'secrets.tf',
        code`
      data "aws_secretsmanager_secret_version" "db" {
        secret_id = "arn:aws:secretsmanager:eu-west-1:${random.text('digits', 12)}:secret:prod/db-${random.text('alphanumeric', 6)}"
      }

      locals {
        db_password = jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]
      }`,
      ),
  ),
]
