package desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A shelf with numbered bays; the bay that has been free longest is taken next. */
public final class Shelf {
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>();

    public Shelf(int bays) {
        if (bays < 1) {
            throw new IllegalArgumentException("a shelf has at least one bay");
        }
        for (int bay = 1; bay <= bays; bay++) {
            free.addLast(bay);
        }
    }

    /** Puts a parcel into a free bay; empty where the shelf is full. */
    public Optional<Integer> put(String parcel) {
        Integer bay = taken.containsKey(parcel) ? null : free.pollFirst();
        if (bay == null) {
            return Optional.ofNullable(taken.get(parcel));
        }
        taken.put(parcel, bay);
        return Optional.of(bay);
    }

    public boolean take(String parcel) {
        Integer bay = taken.remove(parcel);
        if (bay == null) {
            return false;
        }
        free.addLast(bay);
        return true;
    }

    public int occupied() {
        return taken.size();
    }
}
