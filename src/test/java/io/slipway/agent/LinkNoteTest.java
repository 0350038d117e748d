package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.grpc.Status;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
import io.slipway.protocol.RemovalNotice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkNoteTest {

    @TempDir
    private Path folder;

    @Test
    void saysHowTheHostStandsWithItsServer() {
        var files = new PrivateFiles(folder);
        var note = new LinkNote(files);
        assertThat(line(files)).startsWith("away the agent has just started");

        note.connected(mock(AgentLinkStub.class));
        assertThat(line(files)).isEqualTo("connected");

        note.unreachable(Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new IOException("Connection refused:\n/10.0.0.7:7443"))
                .asRuntimeException());
        assertThat(line(files)).isEqualTo("away Connection refused: /10.0.0.7:7443");

        note.unreachable(Status.UNAUTHENTICATED
                .withDescription("No certificate of a joined host")
                .asRuntimeException());
        assertThat(line(files)).isEqualTo("refused the server does not accept this host's certificate any more");

        note.unreachable(RemovalNotice.exception());
        assertThat(line(files)).startsWith("refused this host was removed from the platform");
    }

    private static String line(PrivateFiles files) {
        return new String(files.read(LinkNote.FILE).orElseThrow(), StandardCharsets.UTF_8).strip();
    }
}
