package io.slipway.agent;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Connects sandboxes in memory. */
final class FakeSandboxNetwork implements SandboxNetwork {

    private final Set<String> plugged = new HashSet<>();
    private boolean broken;

    /** From now on nothing can be connected. */
    void breakDown() {
        broken = true;
    }

    /** As when an agent ended between the start of a sandbox and its connection. */
    void unplug(String address) {
        plugged.remove(address);
    }

    @Override
    public void plug(Sandbox sandbox) throws IOException {
        if (broken) {
            throw new IOException("no bridge");
        }
        plugged.add(sandbox.address());
    }

    @Override
    public boolean isPlugged(String address) {
        return plugged.contains(address);
    }

    @Override
    public Map<String, String> files(String address) {
        return Map.of();
    }
}
