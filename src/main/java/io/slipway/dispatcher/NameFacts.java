package io.slipway.dispatcher;

import io.slipway.apps.AppRegister;
import io.slipway.iam.SpaceRef;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.SpaceId;
import io.slipway.protocol.AllowedConnection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What name tables are made from, at one moment.
 *
 * @param epoch of the server that speaks
 * @param apps all of them, by name
 * @param placed instances that are on a host and have not ended
 * @param silent hosts that are not heard
 * @param policies connections that are allowed between spaces
 * @param names of spaces
 */
record NameFacts(
        long epoch,
        List<AppRegister.Entry> apps,
        List<InstanceRecord> placed,
        Set<HostId> silent,
        List<AllowedConnection> policies,
        Function<SpaceId, SpaceRef> names) {}
