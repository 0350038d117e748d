package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.RoutingDigest;
import io.slipway.protocol.RoutingTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routing table as the server told it, as a whole or change by change. What is not the same as the server's by its digest is
 * never shown. Owned by the agent's loop; not thread-safe.
 */
final class ToldRoutes {

    private final List<RoutingChange> parts = new ArrayList<>();
    private RoutingTable table = RoutingTable.getDefaultInstance();
    /** Of {@link #table}; empty before the first. */
    private ByteString digest = ByteString.EMPTY;

    /** Takes over a whole table. */
    void set(RoutingTable whole) {
        table = whole;
        digest = RoutingDigest.of(whole).value();
    }

    /** What to tell the server, so that it sends only what this host does not have. */
    ByteString digest() {
        return digest;
    }

    /**
     * Takes a part of a change.
     *
     * @return the table that it makes, once the last part is there
     * @throws IllegalStateException when it does not fit to what is here; dialling anew sets that right
     */
    Optional<RoutingTable> take(RoutingChange part) {
        if (part.getPart() == 0) {
            parts.clear();
        }
        if (part.getPart() != parts.size()) {
            throw new IllegalStateException("A part of a change of the routing table is missing");
        }
        parts.add(part);
        if (part.getMore()) {
            return Optional.empty();
        }
        var made = made(part);
        parts.clear();
        return Optional.of(made);
    }

    private RoutingTable made(RoutingChange last) {
        boolean whole = last.getFrom().isEmpty();
        if (!whole && !last.getFrom().equals(digest)) {
            throw new IllegalStateException("The change is for another routing table than the one here");
        }
        var draft = whole
                ? new Draft(RoutingTable.getDefaultInstance(), RoutingDigest.of(RoutingTable.getDefaultInstance()))
                : new Draft(table, RoutingDigest.of(digest));
        parts.forEach(draft::take);
        var made = draft.made(last);
        if (!draft.digest.value().equals(last.getDigest())) {
            throw new IllegalStateException("The changed routing table is not the server's");
        }
        digest = last.getDigest();
        table = made;
        return made;
    }

    /** A table that is being changed. */
    private static final class Draft {

        private final Map<String, Route> routes = new LinkedHashMap<>();
        private final Map<String, HostSubnet> subnets = new LinkedHashMap<>();
        private final RoutingDigest digest;

        Draft(RoutingTable start, RoutingDigest digest) {
            this.digest = digest;
            digest.toggle(start.getFallbackDomain());
            start.getRoutesList().forEach(route -> routes.put(route.getRouteId(), route));
            start.getSubnetsList().forEach(subnet -> subnets.put(subnet.getHostId(), subnet));
        }

        void take(RoutingChange part) {
            part.getRemovedRoutesList().forEach(id -> forget(routes.remove(id)));
            part.getRemovedSubnetsList().forEach(id -> forget(subnets.remove(id)));
            for (var route : part.getRoutesList()) {
                forget(routes.put(route.getRouteId(), route));
                digest.toggle(route);
            }
            for (var subnet : part.getSubnetsList()) {
                forget(subnets.put(subnet.getHostId(), subnet));
                digest.toggle(subnet);
            }
        }

        RoutingTable made(RoutingChange last) {
            digest.toggle(last.getFallbackDomain());
            return RoutingTable.newBuilder()
                    .setEpoch(last.getEpoch())
                    .setVersion(last.getVersion())
                    .setFallbackDomain(last.getFallbackDomain())
                    .addAllRoutes(routes.values())
                    .addAllSubnets(subnets.values())
                    .build();
        }

        private void forget(@Nullable Route former) {
            if (former != null) {
                digest.toggle(former);
            }
        }

        private void forget(@Nullable HostSubnet former) {
            if (former != null) {
                digest.toggle(former);
            }
        }
    }
}
