// Positives: passwords on command lines of tools, in request bodies, logs and payloads.
import { base64, type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { github } from './tokens-cloud.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const passwordOfToolCases: Cases = (random) => [
  ...positives(
    random,
    'password-of-database-client',
    ['password-assignment'],
    (random) => hosted(random, 'flush.sh', { body: `redis-cli -h ${address(random)} -a ${plain(random, 22)} FLUSHDB` }),
    (random) =>
      hosted(random, 'mongo.sh', {
        body: line`
          mongodump --host ${address(random)} -u ${person(random)} -p '${personal(random)}' --authenticationDatabase a
          dmin --out dump
        `,
      }),
    (random) =>
      hosted(random, 'load.bat', {
        body: `sqlcmd -S ${address(random)} -U ${person(random)} -P "${personal(random)}" -i load.sql`,
      }),
  ),
  ...positives(
    random,
    'password-of-directory-and-share',
    ['password-assignment'],
    (random) =>
      hosted(random, 'people.sh', {
        body: line`
          ldapsearch -x -H ldaps://ldap.${domain(random)} -D "cn=admin,dc=corp,dc=local" -w '${personal(random)}' -b o
          u=people,dc=corp,dc=local
        `,
      }),
    (random) =>
      hosted(random, 'share.sh', {
        body: `smbclient //fs2/reports -U '${person(random)}%${personal(random)}' -c 'put out.csv'`,
      }),
  ),
  ...positives(
    random,
    'password-of-key-store-tool',
    ['password-assignment'],
    (random) =>
      hosted(random, 'sign.sh', {
        body: code`
          keytool -importcert -noprompt -alias ca -file ca.crt -keystore trust.jks -storepass ${plain(random, 12)}
          jarsigner -keystore upload.jks -storepass '${personal(random)}' app.aab upload
        `,
      }),
    (random) =>
      hosted(random, 'export.sh', {
        body: `openssl pkcs12 -in bundle.p12 -nodes -passin pass:${plain(random, 14)} -out bundle.pem`,
      }),
  ),
  ...positives(
    random,
    'password-of-container-run',
    ['password-assignment'],
    (random) =>
      hosted(random, 'start-db.sh', {
        body: line`
          docker run -d --name db -e MYSQL_ROOT_PASSWORD=${plain(random, 16)} -e MYSQL_DATABASE=${thing(random)}s -p 3
          306:3306 mysql:8
        `,
      }),
    (random) =>
      hosted(random, 'create-sql.sh', {
        body: line`
          az sql server create --name ${random.text('lower', 8)} --admin-user ${person(random)} --admin-password '
          ${generated(random)}' --resource-group prod
        `,
      }),
  ),
  ...positives(
    random,
    'password-in-request-body',
    ['password-assignment'],
    (random) =>
      hosted(random, 'login.sh', {
        body: line`
          curl -s https://api.${domain(random)}/login -H 'Content-Type: application/json' -d '{"username":"
          ${person(random)}","password":"${personal(random)}"}'
        `,
      }),
    (random) =>
      hosted(random, 'login.js', {
        body: `const body = "{\\"user\\":\\"${person(random)}\\",\\"password\\":\\"${personal(random)}\\"}";`,
      }),
    (random) =>
      hosted(random, 'poll.py', {
        body: line`
          requests.post("http://${address(random)}/goform/login", data="user=admin&password=${plain(random, 11)}&submi
          t=1")
        `,
      }),
  ),
  ...positives(
    random,
    'password-in-envelope',
    ['password-assignment'],
    (random) => ({
      path: 'soap/request.xml',
      content: code`
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
        <soapenv:Header>
          <wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">
            <wsse:UsernameToken>
              <wsse:Username>${person(random)}</wsse:Username>
              <wsse:Password>${plain(random, 15)}</wsse:Password>
            </wsse:UsernameToken>
          </wsse:Security>
        </soapenv:Header>
        <soapenv:Body><getStock/></soapenv:Body>
      </soapenv:Envelope>`,
    }),
    (random) => ({
      path: 'jmeter/plan.jmx',
      content: code`
      <?xml version="1.0" encoding="UTF-8"?>
      <jmeterTestPlan version="1.2">
        <hashTree>
          <Arguments testname="login">
            <collectionProp name="Arguments.arguments">
              <elementProp name="password" elementType="HTTPArgument">
                <stringProp name="Argument.name">password</stringProp>
                <stringProp name="Argument.value">${plain(random, 13)}</stringProp>
              </elementProp>
            </collectionProp>
          </Arguments>
        </hashTree>
      </jmeterTestPlan>`,
    }),
  ),
  ...positives(
    random,
    'password-in-log',
    ['password-assignment', 'database-url'],
    (random) => ({
      path: 'logs/app.log',
      content: code`
      2022-11-04 09:12:01,022 INFO  main Starting worker 3
      2022-11-04 09:12:01,410 DEBUG db connecting to postgresql://${person(random)}:${plain(random, 15)}@${address(random)}:5432/${thing(random)}s
      2022-11-04 09:12:02,377 INFO  db pool of 5 ready
      2022-11-04 09:12:05,090 WARN  queue 12 messages waiting`,
      classes: ['database-url'],
    }),
    (random) => ({
      path: 'debug.txt',
      content: code`
      array(4) {
        ["host"]=> string(9) "localhost"
        ["user"]=> string(8) "${person(random)}"
        ["password"]=> string(16) "${generated(random)}"
        ["charset"]=> string(7) "utf8mb4"
      }
      Warning: mysqli::__construct(): (HY000/2002): Connection refused`,
      classes: ['password-assignment'],
    }),
  ),
  ...positives(
    random,
    'password-in-start-data',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'node.tf',
        code`
      resource "aws_launch_template" "node" {
        instance_type = "t3.medium"
        user_data = base64encode(<<-EOT
          #!/bin/bash
          echo "admin:${plain(random, 14)}" | chpasswd
          mysql -e "ALTER USER 'root'@'localhost' IDENTIFIED BY '${plain(random, 16)}'"
        EOT
        )
      }`,
      ),
    (random) => ({
      path: 'unattend.xml',
      content: code`
      <?xml version="1.0" encoding="utf-8"?>
      <unattend xmlns="urn:schemas-microsoft-com:unattend">
        <settings pass="oobeSystem">
          <component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64">
            <AutoLogon>
              <Username>Administrator</Username>
              <Password><Value>${plain(random, 13)}</Value><PlainText>true</PlainText></Password>
              <Enabled>true</Enabled>
            </AutoLogon>
          </component>
        </settings>
      </unattend>`,
    }),
  ),
  ...positives(
    random,
    'password-in-seed-row',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'seed.sql',
        `INSERT INTO accounts (login, password, role) VALUES ('${person(random)}', '${personal(random)}', 'admin');`,
      ),
    (random) => ({
      path: 'ops/hosts.csv',
      content: code`
        host,address,user,password,note
        web1,${address(random)},root,${plain(random, 12)},nginx
        web2,${address(random)},root,${plain(random, 12)},nginx
        nas,${address(random)},admin,${plain(random, 12)},backup
      `,
    }),
  ),
  ...positives(random, 'git-extra-header', ['basic-header', 'encoded', 'github'], (random) =>
    hosted(random, 'checkout.sh', {
      body: `git -c http.extraheader="AUTHORIZATION: basic ${base64(`x-access-token:${github(random)}`)}" fetch origin main`,
    }),
  ),
]
