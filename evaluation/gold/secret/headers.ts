// Positives: Bearer and Basic headers in requests of many languages.
import type { Random } from '../random.ts'
import { base64, type Cases, code, json, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, person, personal, plain, thing } from './words.ts'

const login = (random: Random): string => base64(`${person(random)}:${personal(random)}`)

export const bearerCases: Cases = (random) => [
  ...positives(
    random,
    'bearer-in-curl',
    ['bearer-header'],
    (random) =>
      hosted(random, 'ops/drain.sh', {
        body: line`
          curl -fsS -X POST -H 'Authorization: Bearer ${random.text('alphanumeric', 40)}' https://api.
          ${domain(random)}/v1/nodes/drain
        `,
      }),
    (random) =>
      hosted(
        random,
        'README.md',
        code`
      ## Health

          curl -H "Authorization: Bearer ${random.text('hex', 48)}" https://status.${domain(random)}/api/health`,
      ),
  ),
  ...positives(
    random,
    'bearer-in-client-headers',
    ['bearer-header'],
    (random) =>
      hosted(
        random,
        'client.py',
        `HEADERS = {'Content-Type': 'application/json', 'Authorization': 'Bearer ${random.text('base64url', 43)}'}`,
      ),
    (random) =>
      hosted(random, 'src/main/java/eu/kestrel/Sync.java', {
        body: `connection.setRequestProperty("Authorization", "Bearer ${random.text('alphanumeric', 36)}");`,
      }),
    (random) =>
      hosted(random, 'api.ts', {
        body: code`
      const reply = await fetch('https://${domain(random)}/graphql', {
        method: 'POST',
        headers: { authorization: \`Bearer ${random.text('base64url', 64)}\` },
      })`,
      }),
  ),
  ...positives(
    random,
    'bearer-in-go-and-csharp',
    ['bearer-header'],
    (random) =>
      hosted(random, 'fetch.go', { body: `req.Header.Add("Authorization", "Bearer ${random.text('hex', 64)}")` }),
    (random) =>
      hosted(random, 'Importer.cs', {
        body: line`
          client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "
          ${random.text('alphanumeric', 44)}");
        `,
      }),
  ),
  ...positives(
    random,
    'bearer-in-request-file',
    ['bearer-header'],
    (random) => ({
      path: 'requests/orders.http',
      content: code`
      ### list
      GET https://api.${domain(random)}/orders?status=open HTTP/1.1
      Authorization: Bearer ${random.text('base64url', 86)}
      Accept: application/json

      ### one
      GET https://api.${domain(random)}/orders/1001
      Accept: application/json`,
    }),
    (random) => ({
      path: 'postman/shop.postman_collection.json',
      content: json(
        {
          info: { name: 'shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
          item: [
            {
              name: 'list',
              request: {
                method: 'GET',
                header: [{ key: 'Authorization', value: `Bearer ${random.text('alphanumeric', 40)}`, type: 'text' }],
                url: { raw: `https://api.${domain(random)}/${thing(random)}s` },
              },
            },
          ],
        },
        '\t',
      ),
    }),
  ),
  ...positives(random, 'bearer-in-recorded-session', ['bearer-header'], (random) => ({
    path: 'debug/session.har',
    content: json({
      log: {
        version: '1.2',
        creator: { name: 'Firefox', version: '118.0' },
        entries: [
          {
            request: {
              method: 'GET',
              url: `https://app.${domain(random)}/api/me`,
              headers: [
                { name: 'Host', value: 'app' },
                { name: 'Authorization', value: `Bearer ${random.text('base64url', 120)}` },
              ],
            },
            response: { status: 200 },
          },
        ],
      },
    }),
  })),
]

export const basicCases: Cases = (random) => [
  ...positives(
    random,
    'basic-in-client-headers',
    ['basic-header'],
    (random) =>
      hosted(random, 'stock.php', {
        body: line`
          curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Basic ${login(random)}', 'Accept: application/xml']);
        `,
      }),
    (random) => hosted(random, 'sync.js', `const headers = { "Authorization": "Basic ${login(random)}" };`),
    (random) => hosted(random, 'lib/api.dart', `const authorization = 'Basic ${login(random)}';`),
  ),
  ...positives(
    random,
    'basic-in-curl',
    ['basic-header'],
    (random) =>
      hosted(random, 'push.sh', {
        body: line`
          curl -X PUT -H "Authorization: Basic ${login(random)}" --data-binary @app.war http://${address(random)}:8080
          /deploy
        `,
      }),
    (random) => hosted(random, 'src/main.rs', `const AUTH: &str = "Basic ${login(random)}";`),
  ),
  ...positives(
    random,
    'basic-as-user-option',
    ['basic-header', 'password-assignment'],
    (random) =>
      hosted(random, 'snapshot.sh', {
        body: line`
          curl -s -u ${person(random)}:${plain(random, 14)} "https://es.${domain(random)}:9200/_snapshot/nightly/_all?
          pretty"
        `,
      }),
    (random) =>
      hosted(random, 'poll.py', {
        body: line`
          reply = requests.get("https://${domain(random)}/export", auth=("${person(random)}", "${personal(random)}"), t
          imeout=20)
        `,
      }),
    (random) =>
      hosted(random, 'restart.sh', {
        body: `http --auth '${person(random)}:${personal(random)}' POST ${address(random)}:8081/restart`,
      }),
  ),
  ...positives(
    random,
    'basic-in-request-file',
    ['basic-header'],
    (random) => ({
      path: 'soap/getStock.http',
      content: code`
      POST https://erp.${domain(random)}/sap/bc/srt/rfc/stock HTTP/1.1
      Content-Type: text/xml; charset=utf-8
      Authorization: Basic ${login(random)}
      SOAPAction: "urn:getStock"

      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
        <soapenv:Body><stock><plant>0100</plant></stock></soapenv:Body>
      </soapenv:Envelope>`,
    }),
    (random) =>
      hosted(random, 'src/main/java/eu/kestrel/Erp.java', {
        body: `connection.setRequestProperty("Authorization", "Basic ${login(random)}");`,
      }),
  ),
]
