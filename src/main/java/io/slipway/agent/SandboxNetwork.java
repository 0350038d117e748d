package io.slipway.agent;

import java.io.IOException;
import java.util.Map;

/** What connects sandboxes. */
interface SandboxNetwork {

    /**
     * Gives a running sandbox its address and a way out.
     *
     * @throws IOException with a sentence for people; the sandbox is of no use then
     */
    void plug(Sandbox sandbox) throws IOException;

    /** Whether {@link #plug} has come to its end for the sandbox of this address. */
    boolean isPlugged(String address);

    /** What every container of a sandbox sees in place of its image's own files: path inside to path on the host; read-only. */
    Map<String, String> files(String address);
}
