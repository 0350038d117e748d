package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    private final Labels fast = Labels.parse("disk=ssd, zone=a, gpu", "labels");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "disk=ssd",
                "disk = ssd",
                "disk!=hdd",
                "zone in (a,b)",
                "zone not in (b, c)",
                "gpu",
                "!spot",
                "spot!=true",
                "disk=ssd, zone in (a), gpu, !spot"
            })
    void choosesWhatFulfilsAllOfIt(String selector) {
        assertThat(parse(selector).matches(fast)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk=hdd",
                "disk!=ssd",
                "zone in (b, c)",
                "zone not in (a)",
                "!gpu",
                "spot",
                "spot=true",
                "gpu, spot"
            })
    void choosesNothingElse(String selector) {
        assertThat(parse(selector).matches(fast)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk=ssd",
                "disk!=hdd, zone in (a, b), !spot",
                "zone not in (c)",
                "not=in",
                "in in (in)",
                "example.com/disk=s-1.2"
            })
    void readsWhatItWrites(String selector) {
        assertThat(parse(selector))
                .hasToString(selector)
                .isEqualTo(parse(parse(selector).toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk= | At character 6 of \"disk=\": expected a value of letters, digits, dots, hyphens and underscores, found the end.",
                "disk=ssd zone=a | At character 10 of \"disk=ssd zone=a\": expected \",\", found \"z\".",
                "zone in a | At character 9 of \"zone in a\": expected \"(\", found \"a\".",
                "zone in (a | At character 11 of \"zone in (a\": expected \")\", found the end.",
                "zone not (a) | At character 10 of \"zone not (a)\": expected \"in\", found \"(\".",
                "disk=ssd, | At character 10 of \"disk=ssd,\": expected a key of letters, digits, dots, hyphens, underscores and slashes, found the end.",
                "disk==ssd | At character 6 of \"disk==ssd\": expected a value of letters, digits, dots, hyphens and underscores, found \"=\"."
            })
    void saysAtWhichCharacterItBreaks(String selector, String sentence) {
        assertThatThrownBy(() -> parse(selector)).isInstanceOfSatisfying(PlatformException.Invalid.class, problem -> {
            assertThat(problem.code()).isEqualTo("invalid-selector");
            assertThat(problem.field()).contains("constraints");
            assertThat(problem.sentence()).isEqualTo(sentence);
        });
    }

    @Test
    void refusesMoreThanItsLimits() {
        assertThatThrownBy(() -> parse("a,".repeat(Selector.MAX) + "a"))
                .hasMessageContaining("more than 16 requirements");
        assertThatThrownBy(() -> parse("a in (" + "b,".repeat(Requirement.MAX_VALUES) + "b)"))
                .hasMessageContaining("more than 16 values");
        assertThatThrownBy(() -> parse("a".repeat(64))).hasMessageContaining("more than 63 characters");
        assertThatThrownBy(() -> parse("a".repeat(5_001))).hasMessageContaining("More than 5000 characters");
    }

    @Test
    void labelsStandOnceAndMayLackAValue() {
        assertThat(fast.values()).isEqualTo(Map.of("disk", "ssd", "zone", "a", "gpu", ""));
        assertThat(fast).hasToString("disk=ssd, gpu, zone=a");
        assertThat(Labels.parse(fast.toString(), "labels")).isEqualTo(fast);
        assertThatThrownBy(() -> Labels.parse("disk=ssd, disk=hdd", "labels"))
                .hasMessageContaining("disk stands twice");
        assertThat(Labels.require(Map.of("disk", "ssd", "zone", "a", "gpu", ""), "labels"))
                .isEqualTo(fast);
        assertThatThrownBy(() -> Labels.require(Map.of("disk=a", "b"), "labels"))
                .hasMessageContaining("expected the end, found \"=\"");
        assertThatThrownBy(() -> Labels.require(Map.of("disk", "a, b"), "labels"))
                .hasMessageContaining("expected the end");
    }

    private static Selector parse(String text) {
        return Selector.parse(text, "constraints");
    }
}
