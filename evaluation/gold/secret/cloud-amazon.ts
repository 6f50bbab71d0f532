// Positives: credentials of AWS.
import { type Cases, code, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { awsBedrock, awsKeyId, awsMarketplace, awsSecret, awsSession, awsTemporaryKeyId } from './tokens-cloud.ts'
import { thing } from './words.ts'

export const amazonCases: Cases = (random) => [
  ...positives(
    random,
    'aws-pair-in-client-call',
    ['aws'],
    (random) =>
      hosted(random, 'jobs/upload_reports.py', {
        top: 'import boto3',
        body: code`
      s3 = boto3.client(
          "s3",
          region_name="eu-west-1",
          aws_access_key_id="${awsKeyId(random)}",
          aws_secret_access_key="${awsSecret(random)}",
      )`,
      }),
    (random) =>
      hosted(
        random,
        'src/storage.ts',
        code`
      import { S3Client } from '@aws-sdk/client-s3'

      export const s3 = new S3Client({
        region: 'us-east-2',
        credentials: { accessKeyId: '${awsKeyId(random)}', secretAccessKey: '${awsSecret(random)}' },
      })`,
      ),
    (random) =>
      hosted(random, 'src/main/java/eu/kestrel/StorageClient.java', {
        body: code`
      BasicAWSCredentials creds = new BasicAWSCredentials("${awsKeyId(random)}",
              "${awsSecret(random)}");
      AmazonS3 s3 = new AmazonS3Client(creds);`,
      }),
  ),
  ...positives(
    random,
    'aws-pair-in-environment-file',
    ['aws'],
    (random) =>
      hosted(
        random,
        '.env',
        code`
      AWS_ACCESS_KEY_ID=${awsKeyId(random)}
      AWS_SECRET_ACCESS_KEY=${awsSecret(random)}
      AWS_DEFAULT_REGION=eu-central-1
      AWS_BUCKET=${thing(random)}-uploads`,
      ),
    (random) =>
      hosted(
        random,
        'scripts/sync.sh',
        code`
      export AWS_ACCESS_KEY_ID="${awsKeyId(random)}"
      export AWS_SECRET_ACCESS_KEY="${awsSecret(random)}"`,
      ),
  ),
  ...positives(
    random,
    'aws-credentials-file',
    ['aws'],
    (random) => ({
      path: 'home/.aws/credentials',
      content: code`
      [default]
      aws_access_key_id = ${awsKeyId(random)}
      aws_secret_access_key = ${awsSecret(random)}

      [reporting]
      role_arn = arn:aws:iam::${random.text('digits', 12)}:role/reporting
      source_profile = default`,
    }),
    (random) => ({
      path: 'ops/s3cfg',
      content: code`
      [default]
      access_key = ${awsKeyId(random)}
      bucket_location = EU
      host_base = s3.amazonaws.com
      host_bucket = %(bucket)s.s3.amazonaws.com
      secret_key = ${awsSecret(random)}
      use_https = True`,
    }),
  ),
  ...positives(
    random,
    'aws-provider-block',
    ['aws'],
    (random) =>
      hosted(
        random,
        'infra/main.tf',
        code`
      provider "aws" {
        region     = "us-west-2"
        access_key = "${awsKeyId(random)}"
        secret_key = "${awsSecret(random)}"
      }`,
      ),
    (random) =>
      hosted(
        random,
        'infra/packer.json.tf',
        code`
      locals {
        builder_key    = "${awsKeyId(random)}"
        builder_secret = "${awsSecret(random)}"
      }`,
      ),
  ),
  ...positives(random, 'aws-temporary-session', ['aws'], (random) =>
    hosted(
      random,
      'notebooks/athena.py',
      code`
      # pasted from the SSO start page, valid until tonight
      AWS_ACCESS_KEY_ID = '${awsTemporaryKeyId(random)}'
      AWS_SECRET_ACCESS_KEY = '${awsSecret(random)}'
      AWS_SESSION_TOKEN = '${awsSession(random)}'`,
    ),
  ),
  ...positives(
    random,
    'aws-secret-under-own-name',
    ['aws'],
    (random) =>
      hosted(
        random,
        'app/config/filesystems.php',
        code`
      $s3 = [
          'driver' => 's3',
          'key' => '${awsKeyId(random)}',
          'secret' => '${awsSecret(random)}',
          'region' => 'eu-west-3',
      ];`,
      ),
    (random) =>
      hosted(
        random,
        'config/environments/production.rb',
        code`
      config.paperclip_defaults = {
        storage: :s3,
        s3_credentials: { bucket: '${thing(random)}s', access_key_id: '${awsKeyId(random)}', secret_access_key: '${awsSecret(random)}' }
      }`,
      ),
  ),
  ...positives(
    random,
    'aws-bedrock-and-marketplace',
    ['aws'],
    (random) => hosted(random, 'agents/run.py', `os.environ["AWS_BEARER_TOKEN_BEDROCK"] = "${awsBedrock(random)}"`),
    (random) => hosted(random, 'lib/amazon_feed.php', `define('MWS_AUTH_TOKEN', '${awsMarketplace(random)}');`),
  ),
]
