// Code with a few long lines, or wide code: long messages, queries, patterns and addresses, below the limits.
import { type Body, file } from './kit.ts'

export const nearLines: readonly Body[] = [
  {
    family: 'near-lines-long-pattern',
    path: 'validators/iban.py',
    near: 'lines',
    text: `import re

# Lengths by country; one pattern, since the form checks while the user types and this is called for each key.
IBAN = re.compile(
    r"^(?:${[
      'AT\\d{18}',
      'BE\\d{14}',
      'CH\\d{5}[A-Z0-9]{12}',
      'CZ\\d{22}',
      'DE\\d{20}',
      'DK\\d{16}',
      'EE\\d{18}',
      'ES\\d{22}',
      'FI\\d{16}',
      'FR\\d{10}[A-Z0-9]{11}\\d{2}',
      'GB\\d{2}[A-Z]{4}\\d{14}',
      'HU\\d{26}',
      'IE\\d{2}[A-Z]{4}\\d{14}',
      'IT\\d{2}[A-Z]\\d{10}[A-Z0-9]{12}',
      'LT\\d{18}',
      'LU\\d{5}[A-Z0-9]{13}',
      'LV\\d{2}[A-Z]{4}[A-Z0-9]{13}',
      'NL\\d{2}[A-Z]{4}\\d{10}',
      'NO\\d{13}',
      'PL\\d{26}',
      'PT\\d{23}',
      'SE\\d{22}',
      'SI\\d{17}',
      'SK\\d{22}',
    ].join('|')})$"
)

${file`

def normalise(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def is_valid(text: str) -> bool:
    """Checks form and check digits; whether the account exists only its bank knows."""
    iban = normalise(text)
    if not IBAN.match(iban):
        return False
    moved = iban[4:] + iban[:4]
    number = int("".join(str(int(character, 36)) for character in moved))
    return number % 97 == 1


def grouped(text: str) -> str:
    iban = normalise(text)
    return " ".join(iban[start:start + 4] for start in range(0, len(iban), 4))
`}`,
    others: [{ path: 'bank/account_number.py', swap: { iban: 'account', normalise: 'clean' }, licence: 'mit' }],
  },
  {
    family: 'near-lines-long-messages',
    path: 'src/Messages.php',
    near: 'lines',
    text: `<?php

namespace Courier;

final class Messages
{
    private const TEXTS = [
        'late' => '${[
          'Your parcel is late. We are sorry: the van broke down near the depot, and the next one leaves at six.',
          'You need not be at home; the driver leaves it with the neighbour you named, or takes it to the shop on the',
          'corner, where it waits for ten days. If you would rather have it sent back, answer with the word BACK.',
        ].join(' ')}',
        'arrived' => '${[
          'Your parcel has arrived at the shop. Please bring the number below and a card with your name. The shop',
          'is open from seven in the morning until ten at night, on Sundays from nine. After ten days it goes back.',
        ].join(' ')}',
        'returned' => 'Your parcel is on its way back to the sender.',
    ];

${file`
    public function __construct(private Mailer $mailer, private Clock $clock)
    {
    }

    public function send(string $kind, Parcel $parcel): void
    {
        $text = self::TEXTS[$kind] ?? throw new \InvalidArgumentException("No message of the kind $kind");
        if ($parcel->lastMessage() === $kind) {
            return;
        }
        $this->mailer->send($parcel->receiver(), wordwrap($text, 76) . "\n\n" . $parcel->number());
        $parcel->noteMessage($kind, $this->clock->now());
    }
}
`}`,
  },
  {
    family: 'near-lines-wide-csharp',
    path: 'src/Reporting/OverdueReport.cs',
    near: 'lines',
    text: file`
using Microsoft.EntityFrameworkCore;

namespace Reporting;

public sealed class OverdueReport(ApplicationContext context, IClock clock, ILogger<OverdueReport> logger) : IReport
{
    public string Name => "Overdue invoices by customer, with the number of reminders that were sent";

    public async Task<IReadOnlyList<OverdueRow>> RunAsync(ReportPeriod period, CancellationToken cancellation)
    {
        var today = clock.Today();
        var overdue = context.Invoices.AsNoTracking().Where(invoice => invoice.PaidOn == null && invoice.DueOn < today);
        if (period.From is { } from) overdue = overdue.Where(invoice => invoice.IssuedOn >= from);
        if (period.Until is { } until) overdue = overdue.Where(invoice => invoice.IssuedOn <= until);

        var rows = await overdue
            .GroupBy(invoice => new { invoice.CustomerId, invoice.Customer.Name })
            .Select(group => new OverdueRow(group.Key.Name, group.Count(), group.Sum(i => i.Sum), group.Max(i => i.N)))
            .OrderByDescending(row => row.Total)
            .ToListAsync(cancellation);
        logger.LogInformation("{Name}: {Count} rows, {From} to {Until}", Name, rows.Count, period.From, period.Until);
        return rows;
    }

    public string ToCsv(IEnumerable<OverdueRow> rows) =>
        string.Join('\n', rows.Select(row => $"{Quote(row.Customer)};{row.Count};{row.Total:F2};{row.Reminders}"));

    private static string Quote(string text) => text.Contains(';') ? '"' + text.Replace("\"", "\"\"") + '"' : text;
}
`,
    others: [
      { path: 'Stock/AgeReport.cs', swap: { overdue: 'aged', invoice: 'pallet', customer: 'owner' }, licence: 'short' },
    ],
  },
  {
    family: 'near-lines-analytics-snippet',
    path: 'layout/head.html',
    near: 'lines',
    text: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The weather in the valley</title>
<script>${[
      '(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({start:new Date().getTime(),event:"load"});',
      'var f=d.getElementsByTagName(s)[0],',
      'j=d.createElement(s);j.async=true;j.src="https://stats.example.org/s.js?id="+i;f.parentNode.insertBefore(j,f)})',
      '(window,document,"script","dataLayer","VALLEY-1");',
    ].join('')}</script>
</head>
${file`
<body>
<h1>The weather in the valley</h1>
<p>Two stations measure what the forecast for the whole county cannot know: the fog that stays below the bridge until
noon, and the wind that falls from the pass in the evening. Both are run by neighbours, who clean the sensors and
answer mails.</p>
<h2>How to read the curves</h2>
<p>The red line is the temperature two metres above the ground, the blue one the dew point. Where they meet there is
fog or rain. The grey area shows the gusts of the last ten minutes, and a broken line means that a station was
silent.</p>
<p>The stations send once a minute. If a curve ends more than an hour ago, the battery is empty or a branch has fallen
on the panel; somebody is usually on the way already. Please do not climb up there yourself.</p>
<h2>Old measurements</h2>
<p>All the values since the autumn of 2011 can be downloaded as one file for each year. You may use them for whatever
you like; we would be glad to hear what became of it.</p>
</body>
</html>
`}`,
  },
  {
    family: 'near-lines-sql-one-liners',
    path: 'lib/store.rb',
    near: 'lines',
    text: file`
require 'sqlite3'

# Bookmarks in one file. Statements are prepared once; each stands in one line, so that it can be pasted into the shell.
class Store
  SCHEMA = 'CREATE TABLE IF NOT EXISTS bookmarks (id INTEGER PRIMARY KEY, url TEXT UNIQUE, title TEXT, added INTEGER)'
  FIND = 'SELECT url, title FROM bookmarks WHERE title LIKE :text OR url LIKE :text ORDER BY added DESC LIMIT :limit'
  ADD = 'INSERT INTO bookmarks VALUES (NULL, :url, :title, :added) ON CONFLICT (url) DO UPDATE SET title = :title'

  def initialize(path)
    @database = SQLite3::Database.new(path, results_as_hash: true)
    @database.execute(SCHEMA)
    @statements = Hash.new { |known, sql| known[sql] = @database.prepare(sql) }
  end

  def find(text, limit: 50)
    run(FIND, text: "%#{text}%", limit: limit).map { |row| row.slice('url', 'title') }
  end

  def add(url, title)
    raise ArgumentError, "not an address: #{url}" unless url.match?(%r{\Ahttps?://})

    run(ADD, url: url, title: title, added: Time.now.to_i)
  end

  private

  def run(sql, values)
    statement = @statements[sql]
    statement.reset!
    statement.execute(values.transform_keys(&:to_s)).to_a
  end
end
`,
    others: [{ path: 'app/quotes.rb', swap: { bookmarks: 'quotes', title: 'author', url: 'text' }, licence: 'gpl' }],
  },
]
