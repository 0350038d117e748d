package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.grpc.Status;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
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

        note.unreachable(
                Status.UNAUTHENTICATED.withDescription("This host was removed").asRuntimeException());
        assertThat(line(files)).startsWith("refused the server lets this host in no more");
    }

    private static String line(PrivateFiles files) {
        return new String(files.read(LinkNote.FILE).orElseThrow(), StandardCharsets.UTF_8).strip();
    }
}
