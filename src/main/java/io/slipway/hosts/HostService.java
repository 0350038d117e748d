package io.slipway.hosts;

import io.slipway.kernel.HostId;
import java.util.List;
import org.springframework.stereotype.Service;

/** What administrators do with hosts; authorised and audited. */
@Service
public class HostService {

    /** All hosts by name. */
    public List<HostView> list() {
        throw new UnsupportedOperationException();
    }

    /** Makes a token with which one host can join, once, within 15 minutes. */
    public String createJoinToken(String hostName) {
        throw new UnsupportedOperationException();
    }

    /** Keeps new instances off a host, or lets them on again. */
    public HostView cordon(HostId id, boolean cordoned) {
        throw new UnsupportedOperationException();
    }
}
