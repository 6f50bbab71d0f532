package desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which parcels have waited longer at the counter than the carrier allows. */
public final class Overdue {
    private final Duration limit;
    private final Clock clock;

    public Overdue(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    public List<String> among(Map<String, Instant> arrivals) {
        Instant latest = clock.instant().minus(limit);
        return arrivals.entrySet().stream()
            .filter(entry -> entry.getValue().isBefore(latest))
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    }
}
