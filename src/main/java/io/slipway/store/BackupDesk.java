package io.slipway.store;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes requests for a backup from the command line while the server holds the database: a file {@code NAME.request} in the
 * folder {@code requests} names the target; the answer is {@code NAME.done} or {@code NAME.failed} with the reason. Whoever can
 * write there can read the database anyway.
 */
@Component
class BackupDesk implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackupDesk.class);
    private static final String REQUEST = ".request";

    private final DataSource dataSource;
    private final Path data;
    private final Path requests;
    private @Nullable WatchService watch;

    BackupDesk(DataSource dataSource, @Value("${slipway.data}") Path data) {
        this.dataSource = dataSource;
        this.data = data;
        this.requests = data.resolve("requests");
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(requests);
            var service = requests.getFileSystem().newWatchService();
            requests.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            watch = service;
            Thread.ofVirtual().name("backup-desk").start(() -> serve(service));
        } catch (IOException e) {
            log.atWarn().setCause(e).log("Backups cannot be asked for from the command line while the server runs");
        }
    }

    @Override
    public void stop() {
        try {
            if (watch != null) {
                watch.close();
            }
        } catch (IOException e) {
            log.atDebug().setCause(e).log("The watch on backup requests did not close");
        }
        watch = null;
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    private void serve(WatchService service) {
        try {
            while (true) {
                var key = service.take();
                key.pollEvents().forEach(event -> answer(requests.resolve(String.valueOf(event.context()))));
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            log.atDebug().log("The watch on backup requests ended");
        }
    }

    private void answer(Path request) {
        var name = String.valueOf(request.getFileName());
        if (!name.endsWith(REQUEST) || !Files.exists(request)) {
            return;
        }
        var base = name.substring(0, name.length() - REQUEST.length());
        try {
            var target = Path.of(Files.readString(request).strip());
            try (var connection = dataSource.getConnection()) {
                BackupArchive.write(connection, data, target);
            }
            Files.delete(request);
            Files.writeString(requests.resolve(base + ".done"), target.toString());
            log.atInfo().addKeyValue("target", target).log("Backup written");
        } catch (IOException | SQLException | RuntimeException e) {
            log.atWarn().setCause(e).log("A backup failed");
            refuse(request, base, e);
        }
    }

    private void refuse(Path request, String base, Exception cause) {
        try {
            Files.deleteIfExists(request);
            Files.writeString(requests.resolve(base + ".failed"), String.valueOf(cause.getMessage()));
        } catch (IOException e) {
            log.atWarn().setCause(e).log("The failure of a backup could not be told");
        }
    }
}
