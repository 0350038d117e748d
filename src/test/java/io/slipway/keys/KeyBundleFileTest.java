package io.slipway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyBundleFileTest {

    @TempDir
    Path folder;

    @Test
    void opensAgainWhatItMade() {
        var made = new KeyBundleFile(folder).openOrCreate(Clock.systemUTC());

        var opened = new KeyBundleFile(folder).openOrCreate(Clock.systemUTC());

        assertThat(opened.clusterId()).isEqualTo(made.clusterId());
        assertThat(opened.masterKey()).isEqualTo(made.masterKey());
        assertThat(opened.authority()).isEqualTo(made.authority());
    }

    @Test
    void keepsItsFilesFromOthers() throws Exception {
        new KeyBundleFile(folder).openOrCreate(Clock.systemUTC());

        for (var name : new String[] {"bundle", "passphrase"}) {
            var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
            assertThat(permissions).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAnotherPassphrase() throws Exception {
        new KeyBundleFile(folder).openOrCreate(Clock.systemUTC());
        Files.writeString(folder.resolve("passphrase"), "another one");

        assertThatThrownBy(() -> new KeyBundleFile(folder).openOrCreate(Clock.systemUTC()))
                .isInstanceOf(WrongPassphraseException.class);
    }

    @Test
    void neverMakesANewPassphraseForAnOldBundle() throws Exception {
        new KeyBundleFile(folder).openOrCreate(Clock.systemUTC());
        Files.delete(folder.resolve("passphrase"));

        assertThatThrownBy(() -> new KeyBundleFile(folder).openOrCreate(Clock.systemUTC()))
                .isInstanceOf(WrongPassphraseException.class);
        assertThat(folder.resolve("passphrase")).doesNotExist();
    }
}
