package io.slipway.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Status;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
import io.slipway.protocol.RemovalNotice;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on disk how this host stands with its server, for whoever asks on the host itself: one line, that begins with
 * {@code connected}, {@code away} or {@code refused} and goes on with the cause. Written when it changes. Called on the agent's loop.
 */
final class LinkNote implements LinkWatcher {

    static final String FILE = "link";

    private static final Logger log = LoggerFactory.getLogger(LinkNote.class);

    private final PrivateFiles files;
    private String written = "";

    LinkNote(PrivateFiles files) {
        this.files = files;
        write("away the agent has just started");
    }

    @Override
    public void connected(AgentLinkStub link) {
        write("connected");
    }

    @Override
    public void disconnected() {
        // Why is told by the try that comes next, or has been told already.
    }

    @Override
    public void unreachable(Throwable because) {
        write(sentence(because));
    }

    private static String sentence(Throwable because) {
        if (RemovalNotice.isIn(because)) {
            return "refused this host was removed from the platform; it runs and routes nothing any more";
        }
        return Status.fromThrowable(because).getCode() == Status.Code.UNAUTHENTICATED
                ? "refused the server does not accept this host's certificate any more"
                : "away " + RootCause.of(because);
    }

    private void write(String line) {
        var oneLine = line.replaceAll("\\s+", " ");
        if (oneLine.equals(written)) {
            return;
        }
        try {
            files.write(FILE, (oneLine + "\n").getBytes(UTF_8));
            written = oneLine;
        } catch (UncheckedIOException fullDisk) {
            log.atDebug().setCause(fullDisk).log("The state of the link could not be noted");
        }
    }
}
