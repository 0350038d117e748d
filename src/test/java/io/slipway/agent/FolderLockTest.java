package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void letsOneAgentIntoAFolderAtATime() throws IOException {
        try (var first = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another agent works in " + folder)
                    .hasMessageContaining("--data");
        }

        FolderLock.take(folder).close();
    }
}
