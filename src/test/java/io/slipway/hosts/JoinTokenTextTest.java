package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.keys.KeyBundleFile;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTextTest {

    @TempDir
    Path folder;

    @Test
    void carriesTheSecretAndTheAuthoritysFingerprint() {
        var authority =
                new KeyBundleFile(folder).openOrCreate(Clock.systemUTC()).authority();

        var token = JoinTokenText.of("a-Secret_1", authority);

        assertThat(token).matches("slipway-join\\.a-Secret_1\\.[0-9a-f]{64}");
        assertThat(JoinTokenText.secretIn(token)).contains("a-Secret_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "slipway-join.secret", "slipway-join..0", "slipway-join.se cret.0123"})
    void findsNoSecretInWhatIsNoToken(String text) {
        assertThat(JoinTokenText.secretIn(text)).isEmpty();
    }
}
