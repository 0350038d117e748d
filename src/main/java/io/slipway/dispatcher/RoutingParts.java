package io.slipway.dispatcher;

import com.google.protobuf.MessageLite;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingChange;
import java.util.ArrayList;
import java.util.List;

/** Cuts one change of the routing table into messages of a bounded size. */
final class RoutingParts {

    private final RoutingChange head;
    private final List<RoutingChange> done = new ArrayList<>();
    private RoutingChange.Builder present;
    private int bytes;

    /** @param head what all parts have in common */
    RoutingParts(RoutingChange head) {
        this.head = head;
        this.present = head.toBuilder();
    }

    void add(Route route) {
        room(route);
        present.addRoutes(route);
    }

    void add(HostSubnet subnet) {
        room(subnet);
        present.addSubnets(subnet);
    }

    void removeRoute(String id) {
        room(id.length());
        present.addRemovedRoutes(id);
    }

    void removeSubnet(String id) {
        room(id.length());
        present.addRemovedSubnets(id);
    }

    /** All parts; at least one, since a change of nothing still tells the version. */
    List<RoutingChange> done() {
        done.add(present.setPart(done.size()).build());
        return List.copyOf(done);
    }

    private void room(MessageLite next) {
        room(next.getSerializedSize());
    }

    private void room(int size) {
        if (bytes > 0 && bytes + size > RoutingEdition.PART_BYTES) {
            done.add(present.setPart(done.size()).setMore(true).build());
            present = head.toBuilder();
            bytes = 0;
        }
        bytes += size;
    }
}
