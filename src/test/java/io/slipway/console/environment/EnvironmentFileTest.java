package io.slipway.console.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DotEnv;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.kernel.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentFileTest {

    @Test
    void readsBackToTheSameValues() {
        var odd = "a \"b\" $c \\ # d\nsecond line\tend'";

        var text = EnvironmentFile.write(new EnvironmentView(
                List.of(
                        new Variable("ODD", new Secret(odd), null, Mark.ADDED),
                        new Variable("GONE", null, new Secret("x"), Mark.REMOVED),
                        new Variable("URL", new Secret("https://example.org/?a=1"), null, Mark.ADDED)),
                1));

        var read = DotEnv.parse(text);
        assertThat(read.problems()).isEmpty();
        assertThat(read.values())
                .containsExactly(
                        java.util.Map.entry("ODD", new Secret(odd)),
                        java.util.Map.entry("URL", new Secret("https://example.org/?a=1")));
    }
}
