package io.slipway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Counts what answers over HTTP at an address of its own on some hosts of a rig: the same for us and for whoever stands beside us.
 * What has answered once is not asked again.
 */
final class ServingInstances {

    private static final int PORT = 8_080;

    /**
     * Which containers have the addresses.
     *
     * @param filter the engine's, such as {@code label}
     */
    record Which(String filter, String value) {}

    private final Rig rig;
    private final Which which;
    private final List<Integer> hosts;
    private final Map<Integer, HostProbe> probes;
    private final Set<String> serving = new HashSet<>();

    ServingInstances(Rig rig, Which which, List<Integer> hosts) throws IOException {
        this.rig = rig;
        this.which = which;
        this.hosts = List.copyOf(hosts);
        var open = new java.util.HashMap<Integer, HostProbe>();
        for (int host : hosts) {
            open.put(host, rig.probe(host));
        }
        this.probes = Map.copyOf(open);
    }

    /** How many answer by now. */
    int count() throws IOException {
        for (int host : hosts) {
            for (var address : addresses(host)) {
                var key = host + " " + address;
                if (!serving.contains(key) && answers(host, address)) {
                    serving.add(key);
                }
            }
        }
        return serving.size();
    }

    /** Asks everybody anew from now on. */
    void forget() {
        serving.clear();
    }

    private boolean answers(int host, String address) throws IOException {
        var probe = probes.get(host);
        return probe != null && probe.answers(address, PORT, DeployMeasurement.PATH);
    }

    private List<String> addresses(int host) throws IOException {
        var found = new ArrayList<String>();
        for (var container : rig.engine(host).list(which.filter(), which.value())) {
            Stream.concat(Stream.of(BenchPlatform.address(container)), addressesOf(container))
                    .filter(address -> !address.isEmpty())
                    .forEach(found::add);
        }
        return found;
    }

    /** Those that the engine gave it. */
    private static Stream<String> addressesOf(JsonNode container) {
        return StreamSupport.stream(
                        container.path("NetworkSettings").path("Networks").spliterator(), false)
                .map(network -> network.path("IPAddress").asString(""));
    }
}
