// Go, Java, Kotlin, C# and Scala files without secrets, with room for fields and for statements.
import { code, tabbed } from './form.ts'
import type { Host } from './hosts.ts'

export const goHosts: readonly Host[] = [
  ({ top, body }, { things, Thing, Things }) =>
    tabbed(code`
      package ${things.replaceAll('_', '')}

      import (
          "context"
          "encoding/json"
          "fmt"
          "net/http"
          "time"
      )

      ${top}

      // ${Thing} is one row of the upstream API.
      type ${Thing} struct {
          ID      int64     \`json:"id"\`
          Name    string    \`json:"name"\`
          Updated time.Time \`json:"updated"\`
      }

      // Fetch${Things} reads one page and fails on any status but 200.
      func Fetch${Things}(ctx context.Context, client *http.Client, base string, page int) ([]${Thing}, error) {
          req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/${things}?page=%d", base, page), nil)
          if err != nil {
              return nil, err
          }
          ${body}
          resp, err := client.Do(req)
          if err != nil {
              return nil, fmt.Errorf("fetch ${things}: %w", err)
          }
          defer resp.Body.Close()
          if resp.StatusCode != http.StatusOK {
              return nil, fmt.Errorf("unexpected status %d", resp.StatusCode)
          }
          var rows []${Thing}
          return rows, json.NewDecoder(resp.Body).Decode(&rows)
      }
    `),
  ({ top, body }, { thing, things }) =>
    tabbed(code`
      package main

      import (
          "flag"
          "log"
          "os"
          "strings"
      )

      ${top}

      func main() {
          input := flag.String("in", "${things}.txt", "file with one ${thing} a line")
          flag.Parse()
          ${body}
          raw, err := os.ReadFile(*input)
          if err != nil {
              log.Fatalf("read %s: %v", *input, err)
          }
          seen := map[string]int{}
          for _, line := range strings.Split(string(raw), "\n") {
              key := strings.TrimSpace(line)
              if key == "" || strings.HasPrefix(key, "#") {
                  continue
              }
              seen[key]++
          }
          log.Printf("%d distinct ${things}", len(seen))
      }
    `),
]

export const javaHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    package eu.kestrel.${things.replaceAll('_', '')};

    import java.util.List;
    import java.util.Optional;
    import org.slf4j.Logger;
    import org.slf4j.LoggerFactory;
    import org.springframework.stereotype.Service;

    @Service
    public class ${Thing}Service {

        private static final Logger LOG = LoggerFactory.getLogger(${Thing}Service.class);
        ${top}

        private final ${Thing}Repository repository;

        public ${Thing}Service(${Thing}Repository repository) {
            this.repository = repository;
        }

        public Optional<${Thing}> find(long id) {
            return repository.findById(id);
        }

        public int sync(List<${Thing}> incoming) throws Exception {
            ${body}
            int changed = 0;
            for (${Thing} ${thing} : incoming) {
                if (repository.upsert(${thing})) {
                    changed++;
                }
            }
            LOG.info("{} of {} ${things} changed", changed, incoming.size());
            return changed;
        }
    }
  `,
  ({ top, body }, { things, Thing }) => code`
    import java.io.BufferedReader;
    import java.io.IOException;
    import java.io.InputStreamReader;
    import java.net.HttpURLConnection;
    import java.net.URL;

    /** Small command line client, see README for how to run it. */
    public class ${Thing}Client {
        ${top}

        private static String read(HttpURLConnection connection) throws IOException {
            StringBuilder text = new StringBuilder();
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(connection.getInputStream()))) {
                String line;
                while ((line = reader.readLine()) != null) {
                    text.append(line).append('\n');
                }
            }
            return text.toString();
        }

        public static void main(String[] args) throws Exception {
            HttpURLConnection connection = (HttpURLConnection) new URL(args[0] + "/${things}").openConnection();
            connection.setConnectTimeout(5000);
            ${body}
            System.out.println(read(connection));
        }
    }
  `,
]

export const kotlinHosts: readonly Host[] = [
  ({ top, body }, { things, Thing }) => code`
    package eu.kestrel.${things.replaceAll('_', '')}

    import kotlinx.coroutines.Dispatchers
    import kotlinx.coroutines.withContext
    import okhttp3.OkHttpClient
    import okhttp3.Request

    ${top}

    data class ${Thing}(val id: Long, val title: String)

    class ${Thing}Repository(private val client: OkHttpClient, private val baseUrl: String) {
        suspend fun raw(page: Int): String = withContext(Dispatchers.IO) {
            val builder = Request.Builder().url("$baseUrl/${things}?page=$page")
            ${body}
            client.newCall(builder.build()).execute().use { response ->
                check(response.isSuccessful) { "status \${response.code}" }
                response.body?.string().orEmpty()
            }
        }
    }
  `,
]

export const csharpHosts: readonly Host[] = [
  ({ top, body }, { things, Thing, Things }) => code`
    using System;
    using System.Collections.Generic;
    using System.Net.Http;
    using System.Threading.Tasks;
    using Microsoft.Extensions.Logging;

    namespace Kestrel.${Things}
    {
        public class ${Thing}Importer
        {
            private readonly ILogger<${Thing}Importer> _logger;
            ${top}

            public ${Thing}Importer(ILogger<${Thing}Importer> logger)
            {
                _logger = logger;
            }

            public async Task<IReadOnlyList<string>> ImportAsync(Uri source)
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
                ${body}
                var text = await client.GetStringAsync(source);
                var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                _logger.LogInformation("{Count} ${things} imported", lines.Length);
                return lines;
            }
        }
    }
  `,
]

export const scalaHosts: readonly Host[] = [
  ({ top, body }, { things, Thing }) => code`
    package eu.kestrel.jobs

    import org.apache.spark.sql.SparkSession

    object ${Thing}Job {
      ${top}

      def main(args: Array[String]): Unit = {
        val spark = SparkSession.builder.appName("${things}").getOrCreate()
        ${body}
        val frame = spark.read.parquet(args(0)).filter("status = 'open'")
        frame.groupBy("region").count().orderBy("region").show(50, truncate = false)
        spark.stop()
      }
    }
  `,
]
