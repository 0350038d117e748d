package io.slipway.orchestrator;

import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostView;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;

/** Hosts of eight cores and 16 GB. */
public final class TestHosts {

    private TestHosts() {}

    public static HostView host(String name, HostView.State state) {
        return HostExample.named(name).state(state).view();
    }

    public static HostView host(HostId id, String name, HostView.State state) {
        return HostExample.named(name).id(id).state(state).view();
    }

    static HostView in(HostView.State state, HostView host) {
        return HostExample.like(host).state(state).view();
    }

    static HostView of(DataSize memory, HostView host) {
        return HostExample.like(host).memory(memory).view();
    }

    static HostView open(HostView host) {
        return HostExample.like(host).open().view();
    }

    static HostView labelled(Labels labels, HostView host) {
        return HostExample.like(host).labels(labels).view();
    }
}
