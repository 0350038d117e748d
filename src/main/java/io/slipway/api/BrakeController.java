package io.slipway.api;

import io.slipway.hosts.BrakeView;
import io.slipway.hosts.HostService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The brake that holds when most hosts fall silent at once, for administrators. */
@RestController
@Tag(name = "Platform")
class BrakeController {

    private static final String BRAKE = ApiPaths.V1 + "/brake";

    /** How the brake stands; {@code held} names hosts of which nothing is replaced, the next one is let go after the seconds. */
    record BrakeAnswer(boolean on, int hosts, int silent, List<String> held, long secondsUntilNext, String sentence) {

        static BrakeAnswer of(BrakeView view) {
            return new BrakeAnswer(
                    view.isOn(),
                    view.hosts(),
                    view.silent(),
                    view.held(),
                    view.untilNext().toSeconds(),
                    view.sentence());
        }
    }

    private final HostService hosts;

    BrakeController(HostService hosts) {
        this.hosts = hosts;
    }

    @Operation(
            summary = "Tell how the brake stands",
            description =
                    "It holds when most hosts fall silent at once: then nothing of them is replaced for a while, since the"
                            + " server may be cut off itself. Needs an administrator.")
    @GetMapping(BRAKE)
    BrakeAnswer read() {
        return BrakeAnswer.of(hosts.brake());
    }

    @Operation(summary = "Release the brake: what runs on silent hosts is replaced now")
    @PostMapping(BRAKE + "/actions/release")
    BrakeAnswer release() {
        return BrakeAnswer.of(hosts.releaseBrake());
    }
}
