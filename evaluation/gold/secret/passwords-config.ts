// Positives: passwords in properties, YAML, JSON, compose files and shell lines.
import { type Cases, code, line, positives, windows } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const passwordInConfigurationCases: Cases = (random) => [
  ...positives(
    random,
    'password-in-properties',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'src/main/resources/application-prod.properties',
        code`
          spring.datasource.url=jdbc:mysql://${address(random)}:3306/${thing(random)}s
          spring.datasource.username=${person(random)}
          spring.datasource.password=${personal(random)}
        `,
      ),
    (random) =>
      hosted(random, 'conf/jdbc.properties', `jdbc.username = ${person(random)}\njdbc.password : ${generated(random)}`),
  ),
  ...positives(
    random,
    'password-in-yaml',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'config/database.yml',
        code`
      production:
        adapter: mysql2
        host: db.${domain(random)}
        username: ${person(random)}
        password: ${plain(random)}`,
      ),
    (random) =>
      hosted(
        random,
        'inventory/group_vars/all.yml',
        code`
      ansible_user: ${person(random)}
      ansible_ssh_pass: "${personal(random)}"
      ansible_become_pass: '${personal(random)}'`,
      ),
    (random) =>
      hosted(
        random,
        'application.yml',
        code`
      spring:
        rabbitmq: { host: ${address(random)}, username: ${person(random)}, password: "${personal(random)}" }`,
      ),
  ),
  ...positives(
    random,
    'password-in-json',
    ['password-assignment'],
    (random) => ({
      path: 'config/production.json',
      content: code`
      {
        "listen": 8080,
        "database": {
          "host": "pg.${domain(random)}",
          "user": "${person(random)}",
          "password": "${generated(random)}",
          "pool": { "min": 2, "max": 12 }
        },
        "locale": "en"
      }`,
    }),
    (random) => ({
      path: '.vscode/sftp.json',
      content: code`
      {
          "name": "webspace",
          "host": "${domain(random)}",
          "protocol": "sftp",
          "port": 22,
          "username": "${person(random)}",
          "password": "${personal(random)}",
          "remotePath": "/var/www/html",
          "uploadOnSave": true
      }`,
    }),
    (random) => ({
      path: 'appsettings.Production.json',
      content: windows(code`
      {
        "Logging": { "LogLevel": { "Default": "Warning" } },
        "Smtp": { "Host": "smtp.${domain(random)}", "Port": 587, "UserName": "noreply", "Password": "${personal(random)}" },
        "AllowedHosts": "*"
      }`),
    }),
  ),
  ...positives(
    random,
    'password-in-compose',
    ['password-assignment'],
    (random) => ({
      path: 'docker-compose.yml',
      content: code`
      version: '3'
      services:
        db:
          image: mysql:8
          restart: always
          environment:
            MYSQL_ROOT_PASSWORD: ${plain(random)}
            MYSQL_DATABASE: ${thing(random)}s
          volumes: ['data:/var/lib/mysql']
        web:
          build: .
          depends_on: [db]
      volumes:
        data:`,
    }),
    (random) => ({
      path: 'compose.prod.yaml',
      content: code`
      services:
        minio:
          image: minio/minio:RELEASE.2023-12-20T01-00-02Z
          command: server /data
          environment:
            - MINIO_ROOT_USER=${person(random)}
            - MINIO_ROOT_PASSWORD=${generated(random)}
        grafana:
          image: grafana/grafana:10.2.3
          environment:
            - "GF_SECURITY_ADMIN_PASSWORD=${personal(random)}"`,
    }),
  ),
  ...positives(
    random,
    'password-in-dockerfile',
    ['password-assignment'],
    (random) => hosted(random, 'Dockerfile', `RUN echo 'root:${personal(random)}' | chpasswd`),
    (random) =>
      hosted(random, 'docker/app/Dockerfile', `ARG DB_USER=${person(random)}\nARG DB_PASSWORD=${plain(random)}`),
    (random) => hosted(random, 'docker/db/Dockerfile', `ENV SA_PASSWORD ${plain(random, 14)}\nENV ACCEPT_EULA Y`),
  ),
  ...positives(
    random,
    'password-in-shell-line',
    ['password-assignment'],
    (random) =>
      hosted(random, 'dump.sh', {
        body: line`
          mysqldump -h ${address(random)} -u ${person(random)} -p${plain(random, 13)} --single-transaction items | gzi
          p > items.sql.gz
        `,
      }),
    (random) =>
      hosted(random, 'push.sh', {
        body: line`
          sshpass -p '${personal(random)}' scp -o StrictHostKeyChecking=no dist.tgz ${person(random)}@
          ${address(random)}:/srv/
        `,
      }),
    (random) =>
      hosted(random, 'load.sh', {
        body: `PGPASSWORD="${generated(random)}" psql -h ${address(random)} -U ${person(random)} -f schema.sql`,
      }),
  ),
  ...positives(
    random,
    'password-in-long-option',
    ['password-assignment'],
    (random) =>
      hosted(random, 'mirror.sh', {
        body: `wget --mirror --user=${person(random)} --password=${plain(random)} https://files.${domain(random)}/pub/`,
      }),
    (random) =>
      hosted(random, 'sync.sh', {
        body: line`
          svn update --non-interactive --username ${person(random)} --password '${personal(random)}' /srv/checkout
        `,
      }),
    (random) =>
      hosted(random, 'helm.sh', {
        body: line`
          helm upgrade db bitnami/postgresql --set auth.postgresPassword=${plain(random, 20)} --set primary.persistenc
          e.size=20Gi
        `,
      }),
  ),
  ...positives(
    random,
    'password-for-sudo-and-expect',
    ['password-assignment'],
    (random) => hosted(random, 'reload.sh', { body: `echo "${personal(random)}" | sudo -S systemctl restart nginx` }),
    (random) => ({
      path: 'router/backup.exp',
      content: code`
      #!/usr/bin/expect -f
      set timeout 20
      set host [lindex $argv 0]
      spawn ssh ${person(random)}@$host
      expect "assword:"
      send "${personal(random)}\r"
      expect ">"
      send "show running-config\r"
      expect ">"
      send "exit\r"
      expect eof`,
    }),
  ),
]
