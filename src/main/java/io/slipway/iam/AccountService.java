package io.slipway.iam;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.AccountId;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with accounts: their own password, and, for administrators, everybody's accounts. */
@Service
public class AccountService {

    private static final int MAX_ACCOUNTS = 1000;

    private final Accounts accounts;
    private final AccountRegister register;
    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    AccountService(
            Accounts accounts,
            AccountRegister register,
            AccessPolicy policy,
            CurrentUser currentUser,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.register = register;
        this.policy = policy;
        this.currentUser = currentUser;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** All accounts by name, at most 1,000; for administrators. */
    public List<AccountView> list() {
        policy.requirePlatform(Permission.PLATFORM_READ);
        return accounts.findAllByOrderByUsername(Limit.of(MAX_ACCOUNTS)).stream()
                .map(Account::toView)
                .toList();
    }

    /**
     * Adds an account that develops in the default space; for administrators.
     *
     * @throws PlatformException.Invalid for a bad {@code username} or {@code password}
     * @throws PlatformException.Conflict {@code name-taken}
     */
    public void create(String username, String password, boolean administrator) {
        policy.requirePlatform(Permission.PLATFORM_ADMIN);
        transactions.executeWithoutResult(status -> {
            var account = register.add(username, password, administrator);
            record(account, "account.create", AuditOutcome.ACCEPTED, "created an account");
        });
    }

    /** Lets an account sign in no more, or again; for administrators, and not for oneself. Counts at the next request. */
    public void setDisabled(AccountId id, boolean disabled) {
        policy.requirePlatform(Permission.PLATFORM_ADMIN);
        if (id.toString().equals(currentUser.actor().id())) {
            throw new PlatformException.Conflict("own-account", "You cannot disable the account you are using.");
        }
        transactions.executeWithoutResult(status -> {
            var account = find(id.value());
            if (disabled) {
                account.disable();
            } else {
                account.enable();
            }
            record(account, "account.disable", AuditOutcome.ACCEPTED, disabled ? "disabled" : "enabled");
        });
    }

    /**
     * Changes the caller's own password.
     *
     * @throws PlatformException.Invalid {@code wrong-password}, or a bad new {@code password}
     */
    public void changePassword(String present, String next) {
        var id = UUID.fromString(currentUser.actor().id());
        var known = find(id);
        if (!register.isPasswordOf(known, present)) {
            record(known, "account.password", AuditOutcome.REFUSED, "wrong present password");
            throw new PlatformException.Invalid("wrong-password", "present", "The present password is wrong.");
        }
        transactions.executeWithoutResult(status -> {
            var account = find(id);
            register.changePassword(account, next);
            record(account, "account.password", AuditOutcome.ACCEPTED, "changed the password");
        });
    }

    private Account find(UUID id) {
        return accounts.findById(id).orElseThrow(() -> new PlatformException.NotFound("There is no such account."));
    }

    private void record(Account account, String action, AuditOutcome outcome, String words) {
        var target = AuditTarget.ofPlatform("account", account.id().toString(), account.username());
        audit.record(currentUser.actor(), action, target, outcome, words);
    }
}
