package io.slipway.hosts;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Administrators let hosts in: one token for each, used once, soon. */
@Service
public class JoinTokenService {

    private final JoinTokens tokens;
    private final AccessPolicy access;
    private final CurrentUser user;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final int agentPort;

    JoinTokenService(
            JoinTokens tokens,
            AccessPolicy access,
            CurrentUser user,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            @Value("${spring.grpc.server.port}") int agentPort) {
        this.tokens = tokens;
        this.access = access;
        this.user = user;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.agentPort = agentPort;
    }

    /**
     * Makes a token for a host that is not there yet. An earlier one for the same name, if it was not used, is void from now on.
     *
     * @param hostName a DNS label
     * @throws io.slipway.kernel.PlatformException.Invalid {@code invalid-name}, field {@code name}
     * @throws io.slipway.kernel.PlatformException.Conflict {@code name-taken}, field {@code name}, while a host has the name
     */
    public NewJoinToken create(String hostName) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        var name = HostNameRules.require(hostName);
        return Objects.requireNonNull(transaction.execute(status -> invite(name)));
    }

    private NewJoinToken invite(String name) {
        var made = tokens.create(name);
        audit.record(
                user.actor(),
                "host.invite",
                AuditTarget.ofPlatform("host", "", name),
                AuditOutcome.ACCEPTED,
                "made a join token that expires at " + made.expiresAt());
        return new NewJoinToken(name, made.text(), made.expiresAt(), agentPort);
    }
}
