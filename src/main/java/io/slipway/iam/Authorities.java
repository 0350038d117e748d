package io.slipway.iam;

import java.util.List;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Coarse roles for the doors of pages and endpoints; what may be done behind them is {@link AccessPolicy}'s. */
@Component
class Authorities {

    static final String USER = "USER";
    static final String ADMIN = "ADMIN";

    private static final GrantedAuthority ROLE_USER = new SimpleGrantedAuthority("ROLE_" + USER);
    private static final GrantedAuthority ROLE_ADMIN = new SimpleGrantedAuthority("ROLE_" + ADMIN);

    private final Accounts accounts;

    Authorities(Accounts accounts) {
        this.accounts = accounts;
    }

    List<GrantedAuthority> of(UUID accountId) {
        boolean administrator =
                accounts.findById(accountId).filter(Account::isAdministrator).isPresent();
        return administrator ? List.of(ROLE_USER, ROLE_ADMIN) : List.of(ROLE_USER);
    }
}
