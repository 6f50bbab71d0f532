// Positives: passwords in SQL, XML, settings of frameworks, infrastructure and notes.
import { type Cases, code, positives, windows } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const passwordInSettingsCases: Cases = (random) => [
  ...positives(
    random,
    'password-in-sql',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'sql/001_users.sql',
        code`
          CREATE USER '${person(random)}'@'%' IDENTIFIED BY '${personal(random)}';
          GRANT SELECT ON *.* TO '${person(random)}'@'%';
        `,
      ),
    (random) => hosted(random, 'sql/roles.sql', `ALTER ROLE reporting WITH LOGIN PASSWORD '${generated(random)}';`),
    (random) =>
      hosted(
        random,
        'sql/link.sql',
        `CREATE DATABASE LINK hq CONNECT TO ${thing(random)} IDENTIFIED BY "${personal(random)}" USING 'HQPROD';`,
      ),
  ),
  ...positives(
    random,
    'password-in-xml',
    ['password-assignment'],
    (random) => ({
      path: 'home/.m2/settings.xml',
      content: code`
      <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
        <servers>
          <server>
            <id>releases</id>
            <username>${person(random)}</username>
            <password>${plain(random)}</password>
          </server>
        </servers>
        <mirrors>
          <mirror><id>central</id><url>https://repo.${domain(random)}/maven</url><mirrorOf>*</mirrorOf></mirror>
        </mirrors>
      </settings>`,
    }),
    (random) => ({
      path: 'WEB-INF/applicationContext.xml',
      content: code`
      <beans xmlns="http://www.springframework.org/schema/beans">
        <bean id="dataSource" class="org.apache.commons.dbcp.BasicDataSource" destroy-method="close">
          <property name="driverClassName" value="com.mysql.jdbc.Driver"/>
          <property name="url" value="jdbc:mysql://${address(random)}/${thing(random)}s"/>
          <property name="username" value="${person(random)}"/>
          <property name="password" value="${plain(random, 14)}"/>
        </bean>
      </beans>`,
    }),
    (random) => ({
      path: 'conf/tomcat-users.xml',
      content: code`
      <?xml version='1.0' encoding='utf-8'?>
      <tomcat-users>
        <role rolename="manager-gui"/>
        <user username="${person(random)}" password="${plain(random, 11)}" roles="manager-gui,admin-gui"/>
      </tomcat-users>`,
    }),
  ),
  ...positives(random, 'password-in-dotnet-settings', ['password-assignment'], (random) => ({
    path: 'Web.config',
    content: windows(code`
      <?xml version="1.0"?>
      <configuration>
        <appSettings>
          <add key="SmtpHost" value="smtp.${domain(random)}" />
          <add key="SmtpUser" value="${person(random)}" />
          <add key="SmtpPassword" value="${plain(random, 14)}" />
        </appSettings>
        <system.web>
          <compilation targetFramework="4.7.2" />
          <identity impersonate="true" userName="CORP\svc_app" password="${plain(random, 12)}" />
        </system.web>
      </configuration>`),
  })),
  ...positives(
    random,
    'password-in-php-settings',
    ['password-assignment'],
    (random) => ({
      path: 'wp-config.php',
      content: code`
      <?php
      define( 'DB_NAME', 'wp_${thing(random)}' );
      define( 'DB_USER', '${person(random)}' );
      define( 'DB_PASSWORD', '${generated(random)}' );
      define( 'DB_HOST', 'localhost' );
      define( 'DB_CHARSET', 'utf8mb4' );

      $table_prefix = 'wp_';
      define( 'WP_DEBUG', false );
      require_once ABSPATH . 'wp-settings.php';`,
    }),
    (random) => ({
      path: 'configuration.php',
      content: code`
      <?php
      class JConfig {
      	public $dbtype = 'mysqli';
      	public $host = '${address(random)}';
      	public $user = '${person(random)}';
      	public $password = '${personal(random)}';
      	public $db = 'joomla';
      	public $sitename = '${domain(random)}';
      }`,
    }),
  ),
  ...positives(
    random,
    'password-in-ini',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'etc/daemon.ini',
        `[database]\nhost = ${address(random)}\nuser = ${person(random)}\npasswd = ${plain(random, 15)}`,
      ),
    (random) => ({
      path: 'home/.my.cnf',
      content: `[client]\nuser=${person(random)}\npassword="${personal(random)}"\nhost=${address(random)}\n`,
    }),
    (random) =>
      hosted(random, 'settings.toml', `[database]\nuser = "${person(random)}"\npassword = '${generated(random)}'`),
  ),
  ...positives(
    random,
    'signing-password',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'app/build.gradle',
        code`
      signingConfigs {
          release {
              storeFile file('../release.jks')
              storePassword '${plain(random, 12)}'
              keyAlias 'upload'
              keyPassword '${plain(random, 12)}'
          }
      }`,
      ),
    (random) => ({
      path: 'key.properties',
      content: code`
        storePassword=${personal(random)}
        keyPassword=${personal(random)}
        keyAlias=upload
        storeFile=../upload.jks
      `,
    }),
  ),
  ...positives(
    random,
    'password-in-infrastructure',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'rds.tf',
        code`
      resource "aws_db_instance" "main" {
        engine            = "postgres"
        instance_class    = "db.t3.medium"
        allocated_storage = 50
        username          = "${person(random).replace('.', '')}"
        password          = "${plain(random)}"
      }`,
      ),
    (random) => ({
      path: 'Vagrantfile',
      content: code`
      Vagrant.configure('2') do |config|
        config.vm.box = 'generic/ubuntu2204'
        config.vm.provider :vsphere do |vsphere|
          vsphere.host = 'vcenter.${domain(random)}'
          vsphere.user = 'CORP\\${person(random)}'
          vsphere.password = '${personal(random)}'
        end
        config.vm.provision 'shell', path: 'setup.sh'
      end`,
    }),
  ),
  ...positives(
    random,
    'password-in-plain-notes',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'README.md',
        code`
      ## Staging

      https://staging.${domain(random)}/admin

      - user: ${person(random)}
      - password: ${personal(random)}`,
      ),
    (random) => ({
      path: 'docs/access.txt',
      content: code`
      Hosts
      -----
      web1   ${address(random)}   nginx, php-fpm
      db1    ${address(random)}   mysql 5.7

      SSH: ${person(random)} / ${personal(random)}
      phpMyAdmin login is root, password: ${generated(random)}

      Backups run at 02:00 from web1.`,
    }),
  ),
]
