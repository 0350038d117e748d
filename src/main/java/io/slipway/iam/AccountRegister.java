package io.slipway.iam;

import io.slipway.kernel.AccountId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.Locale;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes accounts in the caller's transaction; who may do that is decided by the services in front. */
@Component
class AccountRegister {

    private final Accounts accounts;
    private final Memberships memberships;
    private final Spaces spaces;
    private final PasswordEncoder encoder;
    private final Clock clock;

    AccountRegister(
            Accounts accounts, Memberships memberships, Spaces spaces, PasswordEncoder encoder, Clock clock) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.spaces = spaces;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** Adds an account that develops in the default space; its name is kept in lower case. */
    Account add(String name, String password, boolean administrator) {
        var username = name.toLowerCase(Locale.ROOT);
        PasswordRules.requireUsername(username);
        PasswordRules.requirePassword(username, password);
        if (accounts.existsByUsername(username)) {
            throw new PlatformException.Conflict("name-taken", "username", "This user name is taken. Choose another one.");
        }
        var hash = hash(password);
        var account = accounts.save(new Account(AccountId.create(), username, hash, administrator, clock.instant()));
        spaces.findRow(SpacePath.DEFAULT.organization(), SpacePath.DEFAULT.space())
                .map(MembershipPolicy::toRef)
                .ifPresent(space -> memberships.save(new Membership(account.id(), space, Role.SPACE_DEVELOPER)));
        return account;
    }

    void changePassword(Account account, String password) {
        PasswordRules.requirePassword(account.username(), password);
        account.changePassword(hash(password));
    }

    boolean isPasswordOf(Account account, String password) {
        return encoder.matches(password, account.passwordHash());
    }

    private String hash(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder gave no hash");
        }
        return hash;
    }
}
