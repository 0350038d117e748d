package io.slipway.apps;

import io.slipway.iam.SessionPrincipal;
import io.slipway.kernel.AccountId;
import io.slipway.kernel.Actor;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Somebody with a role in a space of his own organization, made straight in the store. */
record Persona(AccountId account, String name, String space) {

    static Persona create(JdbcTemplate jdbc, String name, String space, String role) {
        var persona = new Persona(AccountId.create(), name, space);
        jdbc.update(
                "insert into account values (?, ?, 'x', false, false, current_timestamp, 0)",
                persona.account().value(),
                name);
        jdbc.update(
                "insert into organization select ?, 'default', current_timestamp, 0"
                        + " where not exists (select 1 from organization where name = 'default')",
                AccountId.create().value());
        jdbc.update(
                "insert into space select ?, id, ?, current_timestamp, 0 from organization where name = 'default'"
                        + " and not exists (select 1 from space where name = ?)",
                AccountId.create().value(),
                space,
                space);
        persona.join(jdbc, space, role);
        return persona;
    }

    /** Gets a role in a space that exists. */
    void join(JdbcTemplate jdbc, String existing, String role) {
        jdbc.update(
                "insert into membership select ?, ?, organization_id, id, ?, 0 from space where name = ?",
                AccountId.create().value(),
                account.value(),
                role,
                existing);
    }

    void signIn() {
        var principal = new SessionPrincipal(account.value(), name, Actor.Type.USER);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(principal, null, List.of()));
    }

    static void signOut() {
        SecurityContextHolder.clearContext();
    }
}
