package io.slipway.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import io.slipway.agent.RuntimeFailure.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final String ENGINE = "unix:///var/run/docker.sock";

    @Test
    void tellsAMissingProgramWithoutTheEnginesOwnParts() {
        var failure = Failures.translate(
                new BadRequestException(
                        "{\"message\":\"failed to create shim task: OCI runtime create failed: runc create"
                                + " failed: unable to start container process: exec: \\\"/nope\\\": stat /nope: no such file or"
                                + " directory: unknown\"}"),
                ENGINE);

        assertThat(failure.kind()).isEqualTo(Kind.CANNOT_START);
        assertThat(failure.sentence())
                .isEqualTo("the image has no program /nope (or not the interpreter that it names)");
    }

    @Test
    void tellsAProgramThatCannotRun() {
        var failure = Failures.translate(
                new BadRequestException("{\"message\":\"OCI runtime create failed: runc create failed: unable to start"
                        + " container process: exec: \\\"/etc/motd\\\": permission denied: unknown\"}"),
                ENGINE);

        assertThat(failure.kind()).isEqualTo(Kind.CANNOT_START);
        assertThat(failure.sentence()).isEqualTo("the program /etc/motd cannot be run: permission denied");
    }

    @Test
    void tellsAnUnknownUserAndAnImageWithoutACommand() {
        var user = Failures.translate(
                new InternalServerErrorException(
                        "{\"message\":\"unable to find user nosuch: no matching entries in passwd file\"}"),
                ENGINE);
        var command = Failures.translate(new BadRequestException("{\"message\":\"No command specified\"}"), ENGINE);

        assertThat(user.kind()).isEqualTo(Kind.CANNOT_START);
        assertThat(user.sentence()).isEqualTo("the image does not know its user nosuch");
        assertThat(command.kind()).isEqualTo(Kind.CANNOT_START);
        assertThat(command.sentence()).isEqualTo("the image names no program to start");
    }

    @Test
    void tellsAFullDiskWhateverTheEngineWasDoing() {
        var start = Failures.translate(
                new InternalServerErrorException(
                        "{\"message\":\"OCI runtime create failed: mkdir /var/lib/docker/overlay2/x:"
                                + " no space left on device: unknown\"}"),
                ENGINE);
        var pull = Failures.ofPull("failed to register layer: write /usr/lib/x: no space left on device");

        assertThat(start.kind()).isEqualTo(Kind.DISK_FULL);
        assertThat(pull.kind()).isEqualTo(Kind.DISK_FULL);
    }

    @Test
    void takesASilentSocketForAnAbsentEngine() {
        var failure = Failures.translate(new RuntimeException(new IOException("No such file or directory")), ENGINE);

        assertThat(failure.kind()).isEqualTo(Kind.ENGINE_UNAVAILABLE);
        assertThat(failure.sentence()).contains(ENGINE);
    }
}
