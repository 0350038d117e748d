package io.slipway.console.apps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestedNameTest {

    @ParameterizedTest
    @CsvSource({
        "nginx,nginx",
        "ghcr.io/acme/shop:1.0,shop",
        "localhost:5000/Web_Shop:latest,web-shop",
        "registry.example/a/b@sha256:abcdef,b",
        "_.-x-,x",
        "acme/2048,app-2048",
        "acme/console:2,app-console",
        "///,''"
    })
    void takesTheLastPartOfTheRepositoryAsALabel(String image, String name) {
        assertThat(SuggestedName.of(image)).isEqualTo(name);
    }

    @Test
    void staysWithinALabel() {
        assertThat(SuggestedName.of("a".repeat(62) + "--b")).isEqualTo("a".repeat(62));
    }
}
