package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "_", "LD_PRELOAD", "PATH", "a1_b", "PORTS", "VCAP", "cf_instance_x"})
    void allowsOrdinaryNames(String name) {
        EnvironmentRules.require(Map.of(name, new Secret("${jndi:ldap://x} $(id) \n €")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1A",
                "A=B",
                "A B",
                "Ä",
                "A\n",
                "A-B",
                "PORT",
                "MEMORY_LIMIT",
                "VCAP_SERVICES",
                "CF_INSTANCE_INDEX"
            })
    void refusesOtherNamesAndSaysWhich(String name) {
        assertRefused(Map.of(name, new Secret("")), "environment." + name);
    }

    @Test
    void refusesNulAndLargeValuesWithoutQuotingThem() {
        assertRefused(Map.of("A", new Secret("x\0y")), "environment.A");
        assertRefused(Map.of("A", new Secret("€".repeat(22_000))), "environment.A");
        EnvironmentRules.require(Map.of("A", new Secret("x".repeat(EnvironmentRules.MAX_VALUE_BYTES))));
    }

    @Test
    void refusesTooMuchInAll() {
        var many = new HashMap<String, Secret>();
        for (int i = 0; i <= EnvironmentRules.MAX_ENTRIES; i++) {
            many.put("A" + i, new Secret(""));
        }
        var large = new HashMap<String, Secret>();
        for (int i = 0; i < 4; i++) {
            large.put("A" + i, new Secret("x".repeat(EnvironmentRules.MAX_VALUE_BYTES)));
        }

        assertRefused(many, "environment");
        assertRefused(large, "environment");
    }

    private static void assertRefused(Map<String, Secret> environment, String field) {
        assertThatThrownBy(() -> EnvironmentRules.require(environment))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.field()).contains(field));
    }
}
