package io.slipway.api;

import io.slipway.placement.HostLoss;
import io.slipway.placement.PlacementService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The N-1 meter, for administrators. */
@RestController
@Tag(name = "Platform")
class LossController {

    /** What happens if a host dies now; {@code unplaced} of its instances are taken by no other host. */
    record LossAnswer(
            UUID id,
            String host,
            boolean answers,
            String sentence,
            int instances,
            int unplaced,
            long missingMemoryMib,
            int missingCpuMillis,
            List<AppLossAnswer> apps) {

        static LossAnswer of(HostLoss loss) {
            return new LossAnswer(
                    loss.id().value(),
                    loss.host(),
                    loss.answers(),
                    loss.sentence(),
                    loss.instances(),
                    loss.unplaced(),
                    loss.missingMemory().toMebibytes(),
                    loss.missingCpu().millis(),
                    loss.apps().stream().map(AppLossAnswer::of).toList());
        }
    }

    /** What happens to a process of an app: instances lost, those that go on elsewhere, and those lost that no other host takes. */
    record AppLossAnswer(
            String organization, String space, String app, String process, int lost, int elsewhere, int unplaced) {
        static AppLossAnswer of(HostLoss.AppLoss loss) {
            var path = loss.app();
            return new AppLossAnswer(
                    path.space().organization(),
                    path.space().space(),
                    path.app(),
                    loss.process(),
                    loss.lost(),
                    loss.elsewhere(),
                    loss.unplaced());
        }
    }

    private final PlacementService placement;

    LossController(PlacementService placement) {
        this.placement = placement;
    }

    @Operation(
            summary = "Tell what happens if a host dies now",
            description =
                    "Places every instance of the host on a copy of the cluster without it; changes nothing. Needs an administrator.")
    @GetMapping(ApiPaths.V1 + "/hosts/{host}/loss")
    LossAnswer loss(@PathVariable String host) {
        return LossAnswer.of(placement.loss(host));
    }
}
