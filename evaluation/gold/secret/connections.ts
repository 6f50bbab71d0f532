// Positives: connection strings of ADO, ODBC, JDBC, libpq and drivers.
import { type Cases, code, line, positives, windows } from './form.ts'
import { hosted } from './hosts.ts'
import { address, generated, person, personal, plain, thing } from './words.ts'

export const connectionCases: Cases = (random) => [
  ...positives(
    random,
    'ado-string-in-settings',
    ['connection-string'],
    (random) => ({
      path: 'appsettings.json',
      content: windows(code`
      {
        "ConnectionStrings": {
          "Default": "Server=tcp:${random.text('lower', 7)}.database.windows.net,1433;Initial Catalog=${thing(random)}s;User ID=${person(random)};Password=${generated(random)};Encrypt=True;"
        },
        "Logging": { "LogLevel": { "Default": "Information" } },
        "AllowedHosts": "*"
      }`),
    }),
    (random) => ({
      path: 'src/Web/Web.config',
      content: windows(code`
      <?xml version="1.0" encoding="utf-8"?>
      <configuration>
        <connectionStrings>
          <add name="Main" connectionString="Data Source=SQL01;Initial Catalog=Shop;Persist Security Info=True;User ID=${person(random)};Password=${plain(random, 13)}" providerName="System.Data.SqlClient" />
        </connectionStrings>
        <system.webServer><modules runAllManagedModulesForAllRequests="true" /></system.webServer>
      </configuration>`),
    }),
  ),
  ...positives(
    random,
    'ado-string-in-code',
    ['connection-string'],
    (random) =>
      hosted(
        random,
        'Data/Store.cs',
        line`
          private readonly string _db = "Server=${address(random)};Database=${thing(random)}s;Uid=${person(random)};Pw
          d=${personal(random)};";
        `,
      ),
    (random) =>
      hosted(
        random,
        'FrmMain.vb',
        line`
          Dim cn As New OleDb.OleDbConnection("Provider=SQLOLEDB;Data Source=SRV2;Initial Catalog=ERP;User Id=
          ${person(random)};Password=${personal(random)};")
        `,
      ),
    (random) =>
      hosted(random, 'Sync.ps1', {
        body: line`
          $connection = New-Object System.Data.SqlClient.SqlConnection "Server=${address(random)};Database=erp;User Id
          =${person(random)};Password=${personal(random)}"
        `,
      }),
  ),
  ...positives(
    random,
    'odbc-string',
    ['connection-string'],
    (random) =>
      hosted(random, 'load.py', {
        body: line`
          conn = pyodbc.connect("DRIVER={ODBC Driver 17 for SQL Server};SERVER=${address(random)};DATABASE=dwh;UID=
          ${person(random)};PWD=${personal(random)}")
        `,
      }),
    (random) =>
      hosted(
        random,
        'load.R',
        line`
          con <- odbcDriverConnect("driver={SQL Server};server=SQL7;database=lab;uid=${person(random)};pwd=
          ${plain(random, 12)}")
        `,
      ),
  ),
  ...positives(
    random,
    'jdbc-string',
    ['connection-string'],
    (random) =>
      hosted(
        random,
        'Export.java',
        line`
          static final String URL = "jdbc:postgresql://${address(random)}:5432/${thing(random)}s?user=
          ${person(random)}&password=${plain(random, 14)}&ssl=true";
        `,
      ),
    (random) =>
      hosted(
        random,
        'Load.scala',
        line`
          val jdbc = "jdbc:sqlserver://${address(random)}:1433;databaseName=dwh;user=${person(random)};password=
          ${plain(random, 15)};encrypt=false"
        `,
      ),
    (random) =>
      hosted(
        random,
        'src/main/resources/db.properties',
        `db.url=jdbc:oracle:thin:${person(random)}/${plain(random, 10)}@${address(random)}:1521/ORCL`,
      ),
  ),
  ...positives(
    random,
    'libpq-string',
    ['connection-string'],
    (random) =>
      hosted(random, 'count.py', {
        body: line`
          conn = psycopg2.connect("dbname=${thing(random)}s user=${person(random)} password=${plain(random, 12)} host=
          ${address(random)}")
        `,
      }),
    (random) =>
      hosted(
        random,
        'store.go',
        line`
          const dsn = "host=${address(random)} port=5432 user=${person(random)} password=${plain(random, 16)} dbname=
          ${thing(random)} sslmode=require"
        `,
      ),
    (random) =>
      hosted(random, 'main.cpp', {
        body: line`
          PGconn* db = PQconnectdb("host=${address(random)} dbname=plant user=${person(random)} password='
          ${personal(random)}'");
        `,
      }),
  ),
  ...positives(
    random,
    'driver-string',
    ['connection-string'],
    (random) =>
      hosted(random, 'cmd/api/main.go', {
        body: code`
          db, err := sql.Open("mysql", "${person(random)}:${plain(random, 14)}@tcp(${address(random)}:3306)/${thing(random)}s?parseTime=true")
          _, _ = db, err
        `,
      }),
    (random) =>
      hosted(random, 'run.sh', {
        body: `sqlplus -s ${person(random)}/${plain(random, 12)}@//${address(random)}:1521/PROD @report.sql`,
      }),
  ),
]
