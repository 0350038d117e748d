package io.slipway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes a container's json file as the engine does, rotation included. */
final class EngineLogFile {

    final Path path;

    EngineLogFile(Path folder) {
        this.path = folder.resolve("c0ffee-json.log");
    }

    void line(String text) throws IOException {
        piece(text + "\\n", "stdout");
    }

    void piece(String escaped, String stream) throws IOException {
        var entry = "{\"log\":\"" + escaped + "\",\"stream\":\"" + stream + "\",\"time\":\"2026-03-01T12:00:00.5Z\"}\n";
        Files.writeString(path, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void raw(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rotate(int keep) throws IOException {
        for (int i = keep - 1; i > 0; i--) {
            var from = i == 1 ? path : rotated(i - 1);
            if (Files.exists(from)) {
                Files.move(from, rotated(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.createFile(path);
    }

    void remove() throws IOException {
        for (var file : List.of(path, rotated(1), rotated(2), rotated(3))) {
            Files.deleteIfExists(file);
        }
    }

    private Path rotated(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
