package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox box = new SecretBox(key(1));

    @Test
    void opensWhatItSealed() {
        assertThat(box.openText(box.seal("pässword"))).isEqualTo("pässword");
        assertThat(box.open(box.seal(new byte[0]))).isEmpty();
        assertThat(new SecretBox(key(1)).openText(box.seal("x"))).isEqualTo("x");
    }

    @Test
    void hidesTheValueAndNeverRepeatsItself() {
        var first = box.seal("password");

        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("password");
        assertThat(first).isNotEqualTo(box.seal("password"));
    }

    @Test
    void noticesEveryChangedByte() {
        var sealed = box.seal("password");

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatIllegalStateException().as("byte %d", i).isThrownBy(() -> box.open(changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> box.open(Arrays.copyOf(sealed, sealed.length - 1)));
        assertThatIllegalStateException().isThrownBy(() -> box.open(new byte[0]));
    }

    @Test
    void saysWhenAnotherMasterKeyIsNeeded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SecretBox(key(2)).open(box.seal("password")))
                .withMessageContaining("another master key");
    }

    @Test
    void takesKeysOfTheRightLengthOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretBox(new byte[16]));
    }

    private static byte[] key(int filler) {
        var key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) filler);
        return key;
    }
}
