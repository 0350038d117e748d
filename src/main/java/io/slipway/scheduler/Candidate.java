package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import java.util.List;

/**
 * One host in an explanation.
 *
 * @param host its name
 * @param score how well it suits; also told of a host that does not take the request
 * @param findings of every rule, in the order in which they are asked
 * @param refusals every reason against; empty when the host takes the request
 */
public record Candidate(HostId id, String host, Score score, List<Finding> findings, List<Refusal> refusals) {

    public Candidate {
        findings = List.copyOf(findings);
        refusals = List.copyOf(refusals);
    }

    /** Whether no rule is against this host. */
    public boolean fits() {
        return refusals.isEmpty();
    }
}
