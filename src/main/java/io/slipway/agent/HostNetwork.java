package io.slipway.agent;

import io.slipway.agent.dns.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters around the instances' bridge: instances reach neither their host, nor the platform's ports, nor link-local addresses,
 * and each other only where a rule of {@link ConnectRules} says so; they may go out otherwise, and the host and its peers (their
 * routers) may come in. Idempotent.
 */
final class HostNetwork {

    private static final Logger log = LoggerFactory.getLogger(HostNetwork.class);
    private static final Path BRIDGE_FILTER = Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables");
    private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
    private static final String FILTER = "filter";
    private static final String NAT = "nat";

    private final FilterPlan.Chains chains;
    private @Nullable FilterPlan plan;
    private @Nullable List<String> connects;
    private List<String> installed = List.of();
    private boolean keepsNames;

    /** Filters of a bridge, with chains of its own ({@code SLIPWAY0-FORWARD}), so that installations can share a machine. */
    HostNetwork(String bridge) {
        this(bridge, bridge.toUpperCase(Locale.ROOT));
    }

    /** @param start what the names of the chains start with, so that several agents can share a machine in tests */
    HostNetwork(String bridge, String start) {
        if (!bridge.matches("[a-z][a-z0-9-]{0,14}") || !start.matches("[A-Z][A-Z0-9-]{0,18}")) {
            throw new IllegalArgumentException("Not fit for a rule: " + bridge + ", " + start);
        }
        this.chains = FilterPlan.Chains.of(bridge, start);
    }

    /** Installs the filters; {@link IOException} with a sentence for people when the machine lacks what they need. */
    synchronized void install(FilterPlan wanted) throws IOException {
        plan = wanted;
        filterBridgedTraffic();
        restore(NAT, translationLines(wanted));
        keepsNames = restoreFilters(wanted);
        link(FILTER, forwardParent(saved(FILTER)), chains.forward());
        link(FILTER, "INPUT", chains.input());
        link(NAT, "POSTROUTING", chains.translate());
        installed = ours(saved(FILTER), saved(NAT));
    }

    /** Whether questions for names of ours go nowhere but here, so that instances may be told of other resolvers, too. */
    synchronized boolean keepsNames() {
        return keepsNames;
    }

    private boolean restoreFilters(FilterPlan wanted) throws IOException {
        try {
            restore(FILTER, filterLines(wanted));
            return true;
        } catch (IOException unable) {
            if (wanted.resolvers().isEmpty()) {
                throw unable;
            }
            restore(FILTER, filterLines(wanted.withoutResolvers()));
            log.atInfo().addKeyValue("because", unable.getMessage()).log("Instances ask this agent alone for names");
            return false;
        }
    }

    /** Says who may connect to whom, in rules for the chain {@code connect}, in place of what was said before; at one moment. */
    synchronized void connect(List<String> rules) throws IOException {
        if (rules.equals(connects)) {
            return;
        }
        connects = List.copyOf(rules);
        restore(FILTER, connectLines());
        if (plan != null) {
            installed = ours(saved(FILTER), saved(NAT));
        }
    }

    /** Looks whether the filters still stand as installed and puts them back if not; false when they had to be. */
    synchronized boolean verify() throws IOException {
        var wanted = plan;
        if (wanted == null || stands(saved(FILTER), saved(NAT))) {
            return true;
        }
        log.atWarn()
                .addKeyValue("bridge", chains.bridge())
                .log("The filters of the host were changed by something else; put back");
        install(wanted);
        return false;
    }

    private boolean stands(FilterRules filter, FilterRules nat) {
        var parent = forwardParent(filter);
        return ours(filter, nat).equals(installed)
                && filter.leads(parent, chains.forward(), chains.bridge())
                && filter.leads("INPUT", chains.input(), chains.bridge())
                && nat.has("POSTROUTING", chains.translate());
    }

    /** Removes everything that {@link #install} made. */
    synchronized void remove() throws IOException {
        restore(
                FILTER,
                removal(
                        saved(FILTER),
                        List.of("DOCKER-USER", "FORWARD", "INPUT"),
                        List.of(chains.forward(), chains.input(), chains.connect())));
        restore(NAT, removal(saved(NAT), List.of("POSTROUTING"), List.of(chains.translate())));
        plan = null;
        connects = null;
        installed = List.of();
    }

    private static List<String> removal(FilterRules rules, List<String> parents, List<String> chains) {
        var lines = new ArrayList<String>();
        for (var parent : parents) {
            rules.of(parent).stream()
                    .filter(rule -> chains.stream().anyMatch(chain -> rule.endsWith("-j " + chain)))
                    .forEach(rule -> lines.add("-D " + rule.substring(3)));
        }
        var present = chains.stream().filter(rules::hasChain).toList();
        // All are emptied first: none may go while another leads to it.
        present.forEach(chain -> lines.add("-F " + chain));
        present.forEach(chain -> lines.add("-X " + chain));
        return lines;
    }

    /** Declaring a chain empties it, and all of this takes effect at one moment. */
    private List<String> filterLines(FilterPlan wanted) {
        var lines = new ArrayList<String>();
        lines.add(declared(chains.forward()));
        lines.add(declared(chains.input()));
        lines.addAll(connectLines());
        lines.addAll(wanted.filters(chains));
        return lines;
    }

    private List<String> connectLines() {
        var rules = connects == null ? List.<String>of() : connects;
        return Stream.concat(
                        Stream.of(declared(chains.connect())),
                        rules.stream().map(rule -> "-A " + chains.connect() + " " + rule))
                .toList();
    }

    private List<String> translationLines(FilterPlan wanted) {
        return Stream.concat(Stream.of(declared(chains.translate())), wanted.translations(chains).stream())
                .toList();
    }

    private static String declared(String chain) {
        return ":" + chain + " - [0:0]";
    }

    private static String forwardParent(FilterRules rules) {
        return rules.hasChain("DOCKER-USER") ? "DOCKER-USER" : "FORWARD";
    }

    /** Resolvers that instances can ask themselves: those of this host that are not the host itself. */
    static List<String> resolvers() {
        try (var lines = Files.lines(RESOLVERS)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("nameserver "))
                    .map(line -> line.substring("nameserver ".length()).strip())
                    .filter(HostNetwork::isReachableAddress)
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean isReachableAddress(String text) {
        return Ipv4.isLiteral(text) && !text.startsWith("127.");
    }

    /** Without this the kernel does not show frames between two ports of a bridge to the filters. */
    private static void filterBridgedTraffic() throws IOException {
        if (!Files.exists(BRIDGE_FILTER)) {
            throw new IOException(
                    "The kernel module br_netfilter is not loaded, so instances could reach each other. Run: modprobe br_netfilter");
        }
        if (!Files.readString(BRIDGE_FILTER).strip().equals("1")) {
            Files.writeString(BRIDGE_FILTER, "1");
        }
    }

    /** Puts the jump to a chain of ours first, unless nothing that stands before it concerns the bridge. */
    private void link(String table, String parent, String target) throws IOException {
        var rules = saved(table);
        // What translates is nobody else's concern, whatever its place: the engine translates nothing of this bridge.
        if (table.equals(NAT) ? rules.has(parent, target) : rules.leads(parent, target, chains.bridge())) {
            return;
        }
        var lines = new ArrayList<String>();
        var jump = "-A " + parent + " -j " + target;
        rules.of(parent).stream().filter(jump::equals).forEach(line -> lines.add("-D " + line.substring(3)));
        lines.add("-I " + parent + " 1 -j " + target);
        restore(table, lines);
    }

    /** The rules of our chains in the filter's own words. */
    private List<String> ours(FilterRules filter, FilterRules nat) {
        return Stream.concat(
                        Stream.of(chains.forward(), chains.input(), chains.connect())
                                .flatMap(chain -> filter.of(chain).stream()),
                        nat.of(chains.translate()).stream())
                .toList();
    }

    private static FilterRules saved(String table) throws IOException {
        return new FilterRules(
                HostPrograms.IPTABLES_SAVE.run("", "-t", table).lines().toList());
    }

    private static void restore(String table, List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            var input = "*" + table + "\n" + String.join("\n", lines) + "\nCOMMIT\n";
            HostPrograms.IPTABLES_RESTORE.run(input, "--noflush", "--wait");
        }
    }
}
