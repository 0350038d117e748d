package io.slipway.console.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void splitsAtWhiteSpaceAndKeepsQuotedWordsTogether() {
        assertThat(CommandLine.parse(" sh -c 'echo \"hi\"  there' \"a b\"\\ c "))
                .containsExactly("sh", "-c", "echo \"hi\"  there", "a b c");
    }

    @Test
    void keepsAnEmptyWordInQuotes() {
        assertThat(CommandLine.parse("run ''")).containsExactly("run", "");
    }

    @Test
    void isEmptyForNothing() {
        assertThat(CommandLine.parse("  ")).isEmpty();
    }

    @Test
    void readsBackWhatItWrote() {
        var words = List.of("sh", "-c", "echo \"x\\y\" 'z'", "", "--a=b");

        assertThat(CommandLine.parse(CommandLine.join(words))).isEqualTo(words);
    }

    @Test
    void namesTheFieldWhenAQuoteIsOpen() {
        assertThatThrownBy(() -> CommandLine.parse("sh -c 'oops"))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.field()).contains("command"));
    }
}
