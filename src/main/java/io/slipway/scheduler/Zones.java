package io.slipway.scheduler;

import io.slipway.kernel.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hosts would fail together, as their label {@link Labels#ZONE} says. Hosts without it are a zone of their own. Where all hosts
 * are of one zone there is nothing to spread over, and nobody pays for it.
 */
final class Zones {

    private final int[] ofHosts;
    private final List<HostSet> members = new ArrayList<>();

    Zones(List<SchedulableHost> hosts) {
        ofHosts = new int[hosts.size()];
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int host = 0; host < ofHosts.length; host++) {
            var name = hosts.get(host).labels().get(Labels.ZONE);
            ofHosts[host] = numbers.computeIfAbsent(name, zone -> {
                members.add(new HostSet(ofHosts.length));
                return members.size() - 1;
            });
            members.get(ofHosts[host]).add(host);
        }
    }

    /** Whether there is anything to spread over. */
    boolean areSeveral() {
        return members.size() > 1;
    }

    int count() {
        return members.size();
    }

    int of(int host) {
        return ofHosts[host];
    }

    /** The hosts of {@code allowed} in zones that have exactly {@code copies}. */
    long[] withCopies(ProcessSpread spread, int copies, long[] allowed) {
        var words = new long[allowed.length];
        for (int zone = 0; zone < members.size(); zone++) {
            if (spread.copiesInZone(zone) == copies) {
                var hosts = members.get(zone).words;
                for (int word = 0; word < words.length; word++) {
                    words[word] |= hosts[word] & allowed[word];
                }
            }
        }
        return words;
    }
}
