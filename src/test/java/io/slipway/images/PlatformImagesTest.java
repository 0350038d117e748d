package io.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlatformImagesTest {

    @Test
    void theSameFilesGiveTheSameImagesAtEveryMaking() throws Exception {
        var first = new PlatformImages();
        var second = new PlatformImages();

        assertThat(first.sample().imageId())
                .isEqualTo(second.sample().imageId())
                .startsWith("sha256:");
        assertThat(first.pause().open().readAllBytes())
                .isEqualTo(second.pause().open().readAllBytes());
        assertThat(first.pause().imageId()).isNotEqualTo(first.sample().imageId());
    }

    @Test
    void anImageIsFoundByItsId() {
        var images = new PlatformImages();

        assertThat(images.byId(images.sample().imageId())).contains(images.sample());
        assertThat(images.byId("sha256:0")).isEmpty();
    }

    @Test
    void aMissingBusyboxIsNamedWithTheCommandThatInstallsIt() {
        assertThatThrownBy(() -> new PlatformImages(Path.of("/nowhere/busybox")))
                .isInstanceOf(PlatformException.Unavailable.class)
                .hasMessageContaining("apt-get install busybox-static");
    }

    @Test
    void aProgramThatNeedsLibrariesIsRefused() {
        assertThatThrownBy(() -> new PlatformImages(Path.of("/bin/sh")))
                .hasMessageContaining("not a statically linked program");
    }
}
