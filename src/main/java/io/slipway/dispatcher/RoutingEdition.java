package io.slipway.dispatcher;

import com.google.protobuf.ByteString;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.RoutingDigest;
import io.slipway.protocol.RoutingTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One state of the routing table, with what turns earlier states into it. Routers that stand at the same state get the very same
 * messages, made once. Immutable to its users; thread-safe.
 *
 * @see "docs/decisions/0019-routing-tables-travel-as-changes.md"
 */
final class RoutingEdition {

    /** A router that is further behind gets the whole. */
    static final int STEPS = 256;

    /** What a slow router holds in the server's memory at most, beside what its connection takes. */
    static final int PART_BYTES = 64 * 1024;

    /**
     * What a table consists of.
     *
     * @param routes by id
     * @param subnets by id of the host
     */
    record Content(String domain, Map<String, Route> routes, Map<String, HostSubnet> subnets) {

        static final Content NONE = new Content("", Map.of(), Map.of());
    }

    /** The way from an earlier table to the next: whatever is named may be another, new or gone since. */
    private record Step(ByteString from, Set<String> routes, Set<String> subnets) {}

    private final long epoch;
    private final long version;
    private final Content content;
    private final List<Step> steps;
    private final ByteString digest;
    private final Map<ByteString, List<RoutingChange>> changes = new ConcurrentHashMap<>();
    private volatile @Nullable RoutingTable whole;

    private RoutingEdition(long epoch, long version, Content content, List<Step> steps, ByteString digest) {
        this.epoch = epoch;
        this.version = version;
        this.content = content;
        this.steps = steps;
        this.digest = digest;
    }

    /** The first state of a server's life. */
    static RoutingEdition first(long epoch, long version, Content content) {
        return new RoutingEdition(
                epoch,
                version,
                content,
                List.of(),
                follow(none(), Content.NONE, content).value());
    }

    private static RoutingDigest none() {
        var digest = new RoutingDigest();
        digest.toggle(Content.NONE.domain());
        return digest;
    }

    /** The state after this one. */
    RoutingEdition next(long nextEpoch, long nextVersion, Content next) {
        var way = new ArrayList<>(steps.subList(Math.max(0, steps.size() + 1 - STEPS), steps.size()));
        way.add(new Step(
                digest, differing(content.routes(), next.routes()), differing(content.subnets(), next.subnets())));
        return new RoutingEdition(
                nextEpoch,
                nextVersion,
                next,
                List.copyOf(way),
                follow(RoutingDigest.of(digest), content, next).value());
    }

    long epoch() {
        return epoch;
    }

    long version() {
        return version;
    }

    Content content() {
        return content;
    }

    ByteString digest() {
        return digest;
    }

    /**
     * What makes this table of another.
     *
     * @param known digest of the other, or empty for none; when this server never had it, the answer is the whole table
     */
    List<RoutingChange> since(ByteString known) {
        var start = known.equals(digest) ? steps.size() : stepFrom(known);
        return changes.computeIfAbsent(
                start < 0 ? ByteString.EMPTY : known, from -> start < 0 ? everything() : changed(from, start));
    }

    /** The whole table as one message, for agents that do not take changes. */
    RoutingTable whole() {
        var made = whole;
        if (made == null) {
            made = RoutingTable.newBuilder()
                    .setEpoch(epoch)
                    .setVersion(version)
                    .setFallbackDomain(content.domain())
                    .addAllRoutes(content.routes().values())
                    .addAllSubnets(content.subnets().values())
                    .build();
            whole = made;
        }
        return made;
    }

    /** Of two equal states the later one: the way from it is shorter. */
    private int stepFrom(ByteString known) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).from().equals(known)) {
                return i;
            }
        }
        return -1;
    }

    private List<RoutingChange> everything() {
        var parts = new RoutingParts(head(ByteString.EMPTY));
        content.routes().values().forEach(parts::add);
        content.subnets().values().forEach(parts::add);
        return parts.done();
    }

    private List<RoutingChange> changed(ByteString from, int start) {
        var routes = new HashSet<String>();
        var subnets = new HashSet<String>();
        steps.subList(start, steps.size()).forEach(step -> {
            routes.addAll(step.routes());
            subnets.addAll(step.subnets());
        });
        var parts = new RoutingParts(head(from));
        routes.forEach(id ->
                Optional.ofNullable(content.routes().get(id)).ifPresentOrElse(parts::add, () -> parts.removeRoute(id)));
        subnets.forEach(id -> Optional.ofNullable(content.subnets().get(id))
                .ifPresentOrElse(parts::add, () -> parts.removeSubnet(id)));
        return parts.done();
    }

    private RoutingChange head(ByteString from) {
        return RoutingChange.newBuilder()
                .setEpoch(epoch)
                .setVersion(version)
                .setFrom(from)
                .setDigest(digest)
                .setFallbackDomain(content.domain())
                .build();
    }

    private static RoutingDigest follow(RoutingDigest digest, Content before, Content after) {
        for (var id : differing(before.routes(), after.routes())) {
            Optional.ofNullable(before.routes().get(id)).ifPresent(digest::toggle);
            Optional.ofNullable(after.routes().get(id)).ifPresent(digest::toggle);
        }
        for (var id : differing(before.subnets(), after.subnets())) {
            Optional.ofNullable(before.subnets().get(id)).ifPresent(digest::toggle);
            Optional.ofNullable(after.subnets().get(id)).ifPresent(digest::toggle);
        }
        digest.toggle(before.domain());
        digest.toggle(after.domain());
        return digest;
    }

    private static <V> Set<String> differing(Map<String, V> before, Map<String, V> after) {
        var ids = new HashSet<String>();
        after.forEach((id, value) -> {
            if (!Objects.equals(before.get(id), value)) {
                ids.add(id);
            }
        });
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(ids::add);
        return ids;
    }
}
