// Positives: credentials of Google Cloud and Azure.
import { type Cases, code, json, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  azureClientSecret,
  azureDevops,
  azureFunctionKey,
  azureKey,
  azureShortKey,
  azureSignature,
  googleAccess,
  googleClientId,
  googleClientSecret,
  googleKey,
  googleRefresh,
} from './tokens-cloud.ts'
import { domain, thing } from './words.ts'

export const googleCases: Cases = (random) => [
  ...positives(
    random,
    'google-server-key-in-request',
    ['gcp'],
    (random) =>
      hosted(
        random,
        'etl/geocode.py',
        code`
      GEOCODE_URL = "https://maps.googleapis.com/maps/api/geocode/json"
      GOOGLE_API_KEY = "${googleKey(random)}"`,
      ),
    (random) =>
      hosted(random, 'cmd/geocode/main.go', {
        body: code`
          endpoint := "https://translation.googleapis.com/language/translate/v2?key=${googleKey(random)}"
          log.Println(len(endpoint))
        `,
      }),
  ),
  ...positives(
    random,
    'google-gemini-key',
    ['gcp'],
    (random) =>
      hosted(
        random,
        'bot/answer.py',
        code`
      import google.generativeai as genai

      genai.configure(api_key='${googleKey(random)}')
      model = genai.GenerativeModel('gemini-1.5-flash')`,
      ),
    (random) =>
      hosted(
        random,
        'lib/gemini.dart',
        `final model = GenerativeModel(model: 'gemini-pro', apiKey: '${googleKey(random)}');`,
      ),
  ),
  ...positives(
    random,
    'google-oauth-client',
    ['gcp'],
    (random) => ({
      path: 'credentials.json',
      content: json(
        {
          installed: {
            client_id: googleClientId(random),
            project_id: `${thing(random)}-sheets`.replaceAll('_', '-'),
            auth_uri: 'https://accounts.google.com/o/oauth2/auth',
            token_uri: 'https://oauth2.googleapis.com/token',
            client_secret: googleClientSecret(random),
            redirect_uris: ['http://localhost'],
          },
        },
        0,
      ),
    }),
    (random) =>
      hosted(
        random,
        'src/auth.ts',
        code`
      const oauth2Client = new google.auth.OAuth2(
        '${googleClientId(random)}',
        '${googleClientSecret(random)}',
        'https://${domain(random)}/oauth2callback',
      )`,
      ),
  ),
  ...positives(
    random,
    'google-stored-user-tokens',
    ['gcp'],
    (random) => ({
      path: 'token.json',
      content: json({
        token: googleAccess(random),
        refresh_token: googleRefresh(random),
        token_uri: 'https://oauth2.googleapis.com/token',
        client_id: googleClientId(random),
        client_secret: googleClientSecret(random),
        scopes: ['https://www.googleapis.com/auth/calendar'],
        expiry: '2024-03-02T10:11:12Z',
      }),
    }),
    (random) => hosted(random, 'tools/gmail_export.rb', `REFRESH_TOKEN = '${googleRefresh(random)}'`),
  ),
]

export const azureCases: Cases = (random) => [
  ...positives(
    random,
    'azure-storage-connection-string',
    ['azure', 'connection-string'],
    (random) =>
      hosted(
        random,
        'src/Blobs.cs',
        line`
          private const string Storage = "DefaultEndpointsProtocol=https;AccountName=${thing(random).replace('_', '')}
          store;AccountKey=${azureKey(random)};EndpointSuffix=core.windows.net";
        `,
      ),
    (random) => ({
      path: 'functions/local.settings.json',
      content: code`
      {
        "IsEncrypted": false,
        "Values": {
          "FUNCTIONS_WORKER_RUNTIME": "dotnet",
          "AzureWebJobsStorage": "DefaultEndpointsProtocol=https;AccountName=func${random.text('hex', 8)};AccountKey=${azureKey(random)}"
        }
      }`,
    }),
  ),
  ...positives(
    random,
    'azure-client-secret',
    ['azure'],
    (random) =>
      hosted(
        random,
        'deploy/login.sh',
        `az login --service-principal -u ${random.uuid()} -p '${azureClientSecret(random)}' --tenant ${random.uuid()}`,
      ),
    (random) =>
      hosted(
        random,
        'infra/provider.tf',
        code`
      provider "azurerm" {
        features {}
        tenant_id     = "${random.uuid()}"
        client_id     = "${random.uuid()}"
        client_secret = "${azureClientSecret(random)}"
      }`,
      ),
    (random) =>
      hosted(
        random,
        'report/graph.py',
        code`
      app = msal.ConfidentialClientApplication(
          "${random.uuid()}",
          authority="https://login.microsoftonline.com/${random.uuid()}",
          client_credential="${azureClientSecret(random)}",
      )`,
      ),
  ),
  ...positives(
    random,
    'azure-service-bus-key',
    ['azure', 'connection-string'],
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        line`
          azure.servicebus.connection=Endpoint=sb://${thing(random).replace('_', '-')}-bus.servicebus.windows.net/;Sha
          redAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${azureShortKey(random)}
        `,
      ),
    (random) =>
      hosted(
        random,
        'device/main.ino',
        line`
          static const char* connectionString = "HostName=plant7.azure-devices.net;DeviceId=dev-04;SharedAccessKey=
          ${azureShortKey(random)}";
        `,
      ),
  ),
  ...positives(
    random,
    'azure-shared-access-signature',
    ['azure'],
    (random) =>
      hosted(
        random,
        'jobs/pull.ps1',
        line`
          $source = "https://${random.text('lower', 9)}.blob.core.windows.net/drop/latest.zip?
          ${azureSignature(random)}"
        `,
      ),
    (random) =>
      hosted(random, 'scripts/copy.sh', {
        body: line`
          azcopy copy ./dist "https://${random.text('lower', 8)}.blob.core.windows.net/\$web?${azureSignature(random)}
          " --recursive
        `,
      }),
  ),
  ...positives(
    random,
    'azure-cosmos-and-search-key',
    ['azure'],
    (random) =>
      hosted(
        random,
        'api/cosmos.js',
        code`
      const endpoint = 'https://${random.text('lower', 7)}.documents.azure.com:443/';
      const key = '${azureKey(random)}';
      const cosmos = new CosmosClient({ endpoint, key });`,
      ),
    (random) =>
      hosted(
        random,
        'api/trigger.py',
        `url = "https://${random.text('lower', 7)}-fn.azurewebsites.net/api/Resize?code=${azureFunctionKey(random)}"`,
      ),
  ),
  ...positives(random, 'azure-devops-personal-token', ['azure', 'token-assignment'], (random) =>
    hosted(
      random,
      'tools/boards.ps1',
      code`
      $pat = "${azureDevops(random)}"
      $header = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$pat")) }
      Invoke-RestMethod -Uri "https://dev.azure.com/${random.text('lower', 6)}/_apis/projects" -Headers $header`,
    ),
  ),
]
