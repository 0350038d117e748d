/**
 * The name server of a host's instances: answers names that end with {@code .internal} from what the agent knows of the asker's
 * space, and passes everything else on to the host's own resolvers. Start reading at {@link io.slipway.agent.dns.NameServer}; who may
 * know what is decided in {@link io.slipway.agent.dns.NameZone}.
 */
@NullMarked
package io.slipway.agent.dns;

import org.jspecify.annotations.NullMarked;
