// Good C#: a repository with embedded SQL, a policy of retries.
import { type Body, file } from './kit.ts'

export const csharpBodies: readonly Body[] = [
  {
    family: 'csharp-document-repository',
    path: 'src/Archive.Core/Documents/DocumentRepository.cs',
    text: file`
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Archive.Core.Documents;

public sealed class DocumentRepository : IDocumentRepository
{
    private readonly IConnectionFactory _connections;
    private readonly ILogger<DocumentRepository> _logger;

    public DocumentRepository(IConnectionFactory connections, ILogger<DocumentRepository> logger)
    {
        _connections = connections ?? throw new ArgumentNullException(nameof(connections));
        _logger = logger;
    }
@@
    public async Task<Document?> FindAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = @"
            SELECT Id, Title, OwnerId, Version, ChangedAt
            FROM Documents
            WHERE Id = @id AND DeletedAt IS NULL";
        await using var connection = await _connections.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Document>(new CommandDefinition(sql, new { id }));
    }
@@
    public async Task SaveAsync(Document document, CancellationToken cancellation)
    {
        const string sql = @"
            UPDATE Documents
            SET Title = @Title, Version = Version + 1, ChangedAt = SYSUTCDATETIME()
            WHERE Id = @Id AND Version = @Version";
        await using var connection = await _connections.OpenAsync(cancellation);
        int changed = await connection.ExecuteAsync(new CommandDefinition(sql, document));
        if (changed == 0)
        {
            _logger.LogWarning("Document {Id} was changed by somebody else", document.Id);
            throw new ConcurrencyException(document.Id, document.Version);
        }
    }
@@
    public async IAsyncEnumerable<Document> ByOwnerAsync(Guid ownerId)
    {
        await using var connection = await _connections.OpenAsync(CancellationToken.None);
        const string sql = "SELECT Id, Title, OwnerId, Version, ChangedAt FROM Documents WHERE OwnerId = @ownerId";
        var reader = await connection.ExecuteReaderAsync(sql, new { ownerId });
        var parse = reader.GetRowParser<Document>();
        while (await reader.ReadAsync())
        {
            yield return parse(reader);
        }
    }
}
`,
    others: [
      { path: 'Data/NoteStore.cs', keep: [1, 3], swap: { document: 'note', archive: 'desk' }, licence: 'mit' },
      { path: 'Sales/OfferRepository.cs', keep: [2, 3], swap: { document: 'offer', title: 'subject' }, indent: 2 },
    ],
  },
  {
    family: 'csharp-retry-policy',
    path: 'src/Net/RetryPolicy.cs',
    text: file`
namespace Courier.Net
{
    /// <summary>Repeats a call that failed for a reason that may pass.</summary>
    public class RetryPolicy
    {
        private static readonly Random Jitter = new();

        public int Attempts { get; init; } = 4;
        public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);
        public Func<Exception, bool> ShouldRetry { get; init; } = error => error is HttpRequestException;
@@
        public async Task<T> RunAsync<T>(
            Func<CancellationToken, Task<T>> call, CancellationToken cancellation = default)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await call(cancellation);
                }
                catch (Exception error) when (attempt < Attempts && ShouldRetry(error))
                {
                    await Task.Delay(DelayBefore(attempt + 1), cancellation);
                }
            }
        }
@@
        // Full jitter: many clients that failed together must not come back together.
        internal TimeSpan DelayBefore(int attempt)
        {
            double longest = FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 2);
            return TimeSpan.FromMilliseconds(longest * (0.5 + Jitter.NextDouble() / 2));
        }
    }
}
`,
    others: [
      {
        path: 'Shared/Backoff.cs',
        swap: { retryPolicy: 'backoff', courier: 'relay' },
        licence: 'apache',
        indent: 'tab',
      },
    ],
  },
]
