package io.slipway.iam;

import io.slipway.kernel.AccountId;
import io.slipway.kernel.Actor;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in. Holds no rights: {@link AccessPolicy} reads them afresh, so that a change of roles counts at once.
 *
 * @param accountId whose session or token it is
 * @param username for people
 * @param type USER for a session, TOKEN for an API token
 */
public record SessionPrincipal(UUID accountId, String username, Actor.Type type)
        implements AuthenticatedPrincipal, Serializable {

    static SessionPrincipal ofSession(Account account) {
        return new SessionPrincipal(account.id().value(), account.username(), Actor.Type.USER);
    }

    static SessionPrincipal ofToken(Account account) {
        return new SessionPrincipal(account.id().value(), account.username(), Actor.Type.TOKEN);
    }

    @Override
    public String getName() {
        return username;
    }

    /** The account's id. */
    public AccountId id() {
        return new AccountId(accountId);
    }

    Actor toActor() {
        return new Actor(type, accountId.toString(), username);
    }
}
