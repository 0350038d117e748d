package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTailTest {

    private final List<String> read = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final ByteBuffer chunk = ByteBuffer.allocate(JsonFileTail.CHUNK);

    @TempDir
    Path folder;

    private EngineLogFile file;

    @BeforeEach
    void makeFile() {
        file = new EngineLogFile(folder);
    }

    @Test
    void followsAFileOverItsRotations() throws IOException {
        var tail = tail(Optional.empty());
        assertThat(drain(tail)).isEmpty();

        file.line("one");
        file.line("two");
        assertThat(drain(tail)).containsExactly("one", "two");
        file.line("three");
        file.rotate(4);
        file.line("four");
        file.rotate(4);
        file.line("five");

        assertThat(drain(tail)).containsExactly("three", "four", "five");
        assertThat(notices).isEmpty();
    }

    @Test
    void goesOnAfterARestartWhereverTheFileHasGone() throws IOException {
        file.line("one");
        file.line("two");
        var tail = tail(Optional.empty());
        drain(tail);
        var position = tail.position();
        file.line("three");
        file.rotate(4);
        file.rotate(4);
        file.line("four");

        assertThat(drain(tail(Optional.of(position)))).containsExactly("three", "four");
        assertThat(notices).isEmpty();
    }

    @Test
    void saysSoWhenLinesWereRotatedAway() throws IOException {
        file.line("one");
        var tail = tail(Optional.empty());
        drain(tail);
        var position = tail.position();
        file.line("lost");
        for (int i = 0; i < 4; i++) {
            file.rotate(3);
            file.line("later " + i);
        }

        assertThat(drain(tail(Optional.of(position)))).containsExactly("later 1", "later 2", "later 3");
        assertThat(notices).hasSize(1).first().asString().contains("unknown number of lines");
    }

    @Test
    void readsToTheEndOfAFileThatWasRemoved() throws IOException {
        file.line("one");
        var tail = tail(Optional.empty());
        drain(tail);
        file.line("two");
        file.remove();

        assertThat(drain(tail)).containsExactly("two");
    }

    @Test
    void joinsThePiecesOfALongLinePerStreamEvenOverARestart() throws IOException {
        var half = "x".repeat(9_000);
        file.piece(half, "stdout");
        file.piece("oops\\n", "stderr");
        var tail = tail(Optional.empty());
        assertThat(drain(tail)).containsExactly("oops");
        var position = tail.position();
        file.piece("y\\n", "stdout");

        assertThat(drain(tail(Optional.of(position)))).containsExactly(half + "y");
    }

    @Test
    void cutsAnEndlessLineAndSaysSo() throws IOException {
        for (int i = 0; i < 50; i++) {
            file.piece("ä".repeat(8 * 1024), "stdout");
        }
        file.piece("\\n", "stdout");
        file.line("next");

        var lines = drain(tail(Optional.empty()));

        assertThat(lines).hasSize(2).last().isEqualTo("next");
        assertThat(lines.getFirst()).startsWith("äää").endsWith("ä … [cut: longer than 16 KiB]");
        assertThat(lines.getFirst().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void waitsForTheRestOfAnEntryThatIsBeingWritten() throws IOException {
        var tail = tail(Optional.empty());
        file.raw("{\"log\":\"slow\\n\",\"stream\":\"std");
        assertThat(drain(tail)).isEmpty();

        file.raw("out\",\"time\":\"2026-03-01T12:00:00.5Z\"}\n");

        assertThat(drain(tail)).containsExactly("slow");
    }

    private JsonFileTail tail(Optional<LogPosition> resume) {
        return new JsonFileTail(file.path, resume, new LogTailSink() {
            @Override
            public void line(boolean stderr, byte[] text, int length, long timeNanos) {
                read.add(new String(text, 0, length, StandardCharsets.UTF_8));
            }

            @Override
            public void notice(String sentence) {
                notices.add(sentence);
            }
        });
    }

    private List<String> drain(JsonFileTail tail) throws IOException {
        read.clear();
        while (tail.poll(chunk)) {
            // Reads on until the end.
        }
        return List.copyOf(read);
    }
}
