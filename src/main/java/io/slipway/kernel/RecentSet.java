package io.slipway.kernel;

import java.util.Collections;
import java.util.Set;

/**
 * The newest members of what would else grow without end. Thread-safe.
 *
 * @param <T> a value type, such as an id
 */
public final class RecentSet<T> {

    private final Set<T> members;

    /** @param most beyond this many, the oldest is forgotten */
    public RecentSet(int most) {
        members = Collections.synchronizedSet(Collections.newSetFromMap(BoundedMap.ofNewest(most)));
    }

    public void add(T member) {
        members.add(member);
    }

    public boolean contains(T member) {
        return members.contains(member);
    }
}
