// PHP, Ruby, Perl, Lua, R and Elixir files without secrets, with room for statements.
import { code } from './form.ts'
import type { Host } from './hosts.ts'

export const phpHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    <?php

    namespace App\Services;

    use GuzzleHttp\Client;
    use Psr\Log\LoggerInterface;

    ${top}

    final class ${Thing}Gateway
    {
        public function __construct(private Client $client, private LoggerInterface $logger)
        {
        }

        public function all(int $page = 1): array
        {
            ${body}
            $response = $this->client->get('${things}', ['query' => ['page' => $page]]);
            $rows = json_decode((string) $response->getBody(), true, 512, JSON_THROW_ON_ERROR);
            $this->logger->info('fetched {count} ${things}', ['count' => count($rows)]);

            return array_filter($rows, static fn (array $${thing}): bool => $${thing}['active']);
        }
    }
  `,
  ({ top, body }, { thing, things }) => code`
    <?php
    // list of ${things}, included by index.php
    error_reporting(E_ALL);
    ${top}

    function format_price($value) {
        return number_format($value, 2, ',', '.') . ' EUR';
    }

    function print_rows($rows) {
        ${body}
        echo "<table class=\"${things}\">\n";
        foreach ($rows as $row) {
            echo '<tr><td>' . htmlspecialchars($row['name']) . '</td>';
            echo '<td>' . format_price($row['price']) . "</td></tr>\n";
        }
        echo "</table>\n";
    }

    print_rows(array(array('name' => 'first ${thing}', 'price' => 12.5)));
    ?>
  `,
]

export const rubyHosts: readonly Host[] = [
  ({ top, body }, { things, Things, domain }) => code`
    # frozen_string_literal: true

    require 'json'
    require 'net/http'

    module ${Things}
      ${top}

      # Talks to the ${things} API.
      class Client
        ENDPOINT = URI('https://${domain}/api/${things}')

        def fetch(page: 1)
          uri = ENDPOINT.dup
          uri.query = URI.encode_www_form(page: page, per_page: 50)
          request = Net::HTTP::Get.new(uri)
          ${body}
          response = Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(request) }
          raise "unexpected status #{response.code}" unless response.is_a?(Net::HTTPSuccess)

          JSON.parse(response.body).map { |row| row.slice('id', 'name') }
        end
      end
    end
  `,
  ({ top, body }, { things, Thing }) => code`
    Rails.application.configure do
      config.cache_classes = true
      config.eager_load = true
      config.consider_all_requests_local = false
      config.log_level = :info
      config.log_tags = [:request_id]
      ${top}

      config.action_mailer.perform_caching = false
      config.i18n.fallbacks = true
      config.active_record.dump_schema_after_migration = false
      config.after_initialize do
        ${body}
        ${Thing}.logger.info("${things} ready") if defined?(${Thing})
      end
    end
  `,
]

export const perlHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    #!/usr/bin/perl
    use strict;
    use warnings;
    use Getopt::Long;

    my $verbose = 0;
    GetOptions('verbose!' => \$verbose) or die "usage: $0 [--verbose] file...\n";
    ${top}

    sub count_${things} {
        my ($file) = @_;
        ${body}
        open(my $in, '<', $file) or die "cannot open $file: $!";
        my %seen;
        while (my $line = <$in>) {
            chomp $line;
            $seen{$1}++ if $line =~ /^${thing}\s+(\w+)/;
        }
        close($in);
        return scalar keys %seen;
    }

    printf "%s: %d\n", $_, count_${things}($_) for @ARGV;
  `,
]

export const luaHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    local http = require("resty.http")
    local cjson = require("cjson.safe")
    ${top}

    local M = {}

    function M.list(page)
      local httpc = http.new()
      httpc:set_timeout(5000)
      ${body}
      local res, err = httpc:request_uri("http://127.0.0.1:8081/${things}?page=" .. page)
      if not res then
        ngx.log(ngx.ERR, "${thing} request failed: ", err)
        return nil, err
      end
      return cjson.decode(res.body)
    end

    return M
  `,
]

export const rHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    library(dplyr)
    library(httr)
    ${top}

    read_${things} <- function(path) {
      ${body}
      read.csv(path, stringsAsFactors = FALSE) %>%
        filter(!is.na(${thing}_id)) %>%
        mutate(month = format(as.Date(created), "%Y-%m"))
    }

    ${things} <- read_${things}("data/${things}.csv")
    summary_table <- ${things} %>%
      group_by(month) %>%
      summarise(total = sum(amount), n = n())
    print(summary_table, n = 24)
  `,
]

export const elixirHosts: readonly Host[] = [
  ({ top, body }, { thing, Things }) => code`
    import Config

    config :shop, Shop.Endpoint,
      url: [host: "localhost"],
      render_errors: [view: Shop.ErrorView, accepts: ~w(html json)],
      pubsub_server: Shop.PubSub

    ${top}

    config :shop, Shop.${Things},
      page_size: 50,
      ${thing}_ttl: :timer.minutes(5)
    ${body}

    config :logger, :console,
      format: "$time $metadata[$level] $message\n",
      metadata: [:request_id]

    import_config "#{config_env()}.exs"
  `,
]
