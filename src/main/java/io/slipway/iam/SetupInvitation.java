package io.slipway.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * While nobody has an account, keeps a fresh set-up token in a file that only the operator of the machine can read; the command
 * line prints the link from it.
 */
@Component
class SetupInvitation {

    private final SetupService setup;
    private final Path file;

    SetupInvitation(SetupService setup, @Value("${slipway.data}") Path data) {
        this.setup = setup;
        this.file = data.toAbsolutePath().resolve("setup-token");
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT30M")
    @TransactionalEventListener(SetupService.SetupCompleted.class)
    void renew() {
        try {
            var token = setup.issue();
            Files.deleteIfExists(file);
            if (token.isPresent()) {
                Files.createDirectories(file.getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, token.get().reveal().getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The set-up token could not be written to " + file, e);
        }
    }
}
