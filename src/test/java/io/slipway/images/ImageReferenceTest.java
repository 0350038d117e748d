package io.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void takesAReferenceApart() {
        assertThat(ImageReference.parse("nginx")).isEqualTo(new ImageReference(null, "nginx", null, null));
        assertThat(ImageReference.parse("team/app:1.0")).isEqualTo(new ImageReference(null, "team/app", "1.0", null));
        assertThat(ImageReference.parse("localhost:5000/app@" + DIGEST))
                .isEqualTo(new ImageReference("localhost:5000", "app", null, DIGEST));
        assertThat(ImageReference.parse("Registry.Example.com/a/b__c/d-e:V_1@" + DIGEST))
                .isEqualTo(new ImageReference("Registry.Example.com", "a/b__c/d-e", "V_1", DIGEST));
        assertThat(ImageReference.parse("[2001:db8::1]:5000/app").registry()).isEqualTo("[2001:db8::1]:5000");
        assertThat(ImageReference.parse("localhost/app").registry()).isEqualTo("localhost");
    }

    @Test
    void isWrittenAsItWasRead() {
        for (var text : new String[] {"nginx", "slipway/sample", "a.b/c:1", "r.example:5000/x/y:t@" + DIGEST}) {
            assertThat(ImageReference.parse(text)).hasToString(text);
        }
        assertThat(ImageReference.parse("a").version()).isEqualTo("latest");
        assertThat(ImageReference.parse("a:1@" + DIGEST).isPinned()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "nginx;id", "$(id)", "-v/:/h", "--privileged", "a/../b", "nginx\n", "\nnginx", "nginx ",
                        "Nginx",
                "team/App", "a//b", "/a", "a/", "a:", "a:-x", "a@", "a@sha256:", "latest@sha256:", "a@sha256:abc",
                        "a@md5:00",
                "a:1:2", "http://a/b", "a.b:port/c", "a___b", "a..b", "-a.example/b", "a\0b", "ä"
            })
    void refusesWhatNoRegistryCouldName(String text) {
        assertRefused(text);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused("a".repeat(256));
        assertRefused("a:" + "t".repeat(129));
        assertRefused("a@" + DIGEST + "0");
        assertRefused("a@" + DIGEST.toUpperCase(java.util.Locale.ROOT));
        assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag()).hasSize(128);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOfSatisfying(PlatformException.Invalid.class, e -> {
                    assertThat(e.code()).isEqualTo("invalid-image-reference");
                    assertThat(e.field()).contains("image");
                });
    }
}
