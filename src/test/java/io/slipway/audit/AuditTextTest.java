package io.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditTextTest {

    @Test
    void escapesWhatTerminalsAndLogsWouldObey() {
        assertThat(AuditText.limited("a\r\nb\u001b[2J\u0085\u202ec\u2028d\0", 200))
                .isEqualTo("a\\u000D\\u000Ab\\u001B[2J\\u0085\\u202Ec\\u2028d\\u0000");
        assertThat(AuditText.limited("größe 😀", 200)).isEqualTo("größe 😀");
        assertThat(AuditText.limited("\ud83d", 200)).isEqualTo("\\uD83D");
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        assertThat(AuditText.limited("x".repeat(50), 10)).isEqualTo("xxxxxxxxx…");
        assertThat(AuditText.limited("12345678😀😀", 10)).isEqualTo("12345678…");
        assertThat(AuditText.limited("1234567890", 10)).isEqualTo("1234567890");
        assertThat(AuditText.limited("\n".repeat(50), 10)).hasSizeLessThanOrEqualTo(10);
    }
}
