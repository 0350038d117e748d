package io.slipway.agent;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's sets of addresses of one installation. A change costs as much as it changes, however large the sets are. Idempotent;
 * sets of anybody else stay as they are.
 */
final class AddressSets {

    private static final int MOST_ADDRESSES = 1 << 20;
    private static final int FIRST_SIZE = 64;

    private final Pattern ours;
    private @Nullable Map<String, Set<String>> present;

    /** @param bridge which their names begin with */
    AddressSets(String bridge) {
        this.ours = Pattern.compile(Pattern.quote(bridge) + "-[0-9a-f]{14}");
    }

    /** Makes sets hold these addresses; those that are not named are emptied and stay until {@link #keep}. */
    void put(Map<String, Set<String>> wanted) throws IOException {
        var known = present();
        var all = new TreeMap<>(wanted);
        known.keySet().forEach(name -> all.putIfAbsent(name, Set.of()));
        run(changes(known, all));
        all.forEach((name, addresses) -> known.put(name, Set.copyOf(addresses)));
    }

    /** Removes the others, which no rule may name any more. */
    void keep(Collection<String> names) throws IOException {
        var known = present();
        var others =
                known.keySet().stream().filter(name -> !names.contains(name)).toList();
        run(others.stream().map(name -> "destroy " + name).toList());
        others.forEach(known::remove);
    }

    /** Forgets what it knows of the kernel's sets, so that the next change looks what they are. */
    void doubt() {
        present = null;
    }

    /** What turns sets into those wanted, in the words of {@code ipset restore}: no address is in a new one before it left the old. */
    static List<String> changes(Map<String, Set<String>> present, Map<String, Set<String>> wanted) {
        return Stream.of(
                        each(wanted, "del", name -> present.getOrDefault(name, Set.of()), wanted::get),
                        wanted.keySet().stream()
                                .filter(name -> !present.containsKey(name))
                                .map(name -> "create %s hash:ip family inet hashsize %d maxelem %d"
                                        .formatted(name, FIRST_SIZE, MOST_ADDRESSES)),
                        each(wanted, "add", wanted::get, name -> present.getOrDefault(name, Set.of())))
                .flatMap(lines -> lines)
                .toList();
    }

    private interface Members {
        @Nullable
        Set<String> of(String name);
    }

    private static Stream<String> each(Map<String, Set<String>> sets, String verb, Members those, Members butNotThose) {
        return sets.keySet().stream().flatMap(name -> {
            var some = those.of(name);
            var others = butNotThose.of(name);
            return some == null || others == null
                    ? Stream.empty()
                    : some.stream()
                            .filter(address -> !others.contains(address))
                            .sorted()
                            .map(address -> verb + " " + name + " " + address);
        });
    }

    private Map<String, Set<String>> present() throws IOException {
        var known = present;
        if (known == null) {
            known = read(HostPrograms.IPSET.run("", "save").lines());
            present = known;
        }
        return known;
    }

    /** Of what {@code ipset save} says, that which is ours. */
    Map<String, Set<String>> read(Stream<String> saved) {
        var found = new TreeMap<String, Set<String>>();
        saved.map(line -> line.split(" ")).filter(words -> words.length > 2).forEach(words -> {
            if (words[0].equals("create") && ours.matcher(words[1]).matches()) {
                found.put(words[1], new TreeSet<>());
            } else if (words[0].equals("add")) {
                found.computeIfPresent(words[1], (name, addresses) -> {
                    addresses.add(words[2]);
                    return addresses;
                });
            }
        });
        return found;
    }

    private void run(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        try {
            HostPrograms.IPSET.run(String.join("\n", lines) + "\n", "-exist", "restore");
        } catch (IOException unclear) {
            doubt();
            throw unclear;
        }
    }
}
