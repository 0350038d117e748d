package io.slipway.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Chooses things by their labels; all of its requirements have to hold. Written with commas between them:
 *
 * <pre>disk=ssd, disk!=hdd, zone in (a, b), zone not in (c), gpu, !gpu</pre>
 *
 * <p>A thing without the label fulfils {@code !=} and {@code not in}, as {@code !gpu} does; who wants the label to be there says so.
 *
 * @param requirements at most {@value #MAX}; none chooses everything
 */
public record Selector(List<Requirement> requirements) {

    /** Chooses everything. */
    public static final Selector ALL = new Selector(List.of());

    static final int MAX = 16;

    public Selector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector.
     *
     * @param field at which it is refused
     * @throws PlatformException.Invalid {@code invalid-selector}, with the position of the mistake
     */
    public static Selector parse(String text, String field) {
        var scanner = LabelScanner.ofSelector(text, field);
        if (scanner.atEnd()) {
            return ALL;
        }
        var requirements = new ArrayList<Requirement>();
        do {
            requirements.add(Requirement.read(scanner));
            if (requirements.size() > MAX) {
                throw scanner.refused("more than " + MAX + " requirements");
            }
        } while (scanner.another());
        return new Selector(requirements);
    }

    /** Whether it chooses everything. */
    public boolean choosesAll() {
        return requirements.isEmpty();
    }

    /** Whether all requirements hold. */
    public boolean matches(Labels labels) {
        for (var requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** The requirements that do not hold. */
    public List<Requirement> unmetBy(Labels labels) {
        return requirements.stream()
                .filter(requirement -> !requirement.matches(labels))
                .toList();
    }

    /** As people write it; {@link #parse} reads it. */
    @Override
    public String toString() {
        return requirements.stream().map(Requirement::toString).collect(Collectors.joining(", "));
    }
}
