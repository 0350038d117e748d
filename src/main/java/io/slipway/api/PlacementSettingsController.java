package io.slipway.api;

import io.slipway.placement.PlacementSettingsService;
import io.slipway.placement.PlacementSettingsView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How the scheduler places instances. */
@RestController
@Tag(name = "Platform")
class PlacementSettingsController {

    private static final String SETTINGS = ApiPaths.V1 + "/placement";

    /** What to set; what is left out stays. */
    record PlacementSettingsRequest(
            @Nullable String policy, @Nullable Double cpuOvercommit) {}

    /**
     * How instances are placed.
     *
     * @param policy balance or bin-pack
     * @param cpuOvercommit how many times a host's CPU is promised
     * @param defaultPolicy what holds where nothing was set
     */
    record PlacementSettingsAnswer(
            String policy, double cpuOvercommit, String defaultPolicy, double defaultCpuOvercommit) {

        static PlacementSettingsAnswer of(PlacementSettingsView settings) {
            return new PlacementSettingsAnswer(
                    settings.policy(),
                    settings.cpuOvercommit(),
                    settings.defaultPolicy(),
                    settings.defaultCpuOvercommit());
        }
    }

    private final PlacementSettingsService settings;

    PlacementSettingsController(PlacementSettingsService settings) {
        this.settings = settings;
    }

    @Operation(summary = "Tell how instances are placed")
    @GetMapping(SETTINGS)
    PlacementSettingsAnswer read() {
        return PlacementSettingsAnswer.of(settings.get());
    }

    @Operation(
            summary = "Set the policy of placement or the CPU over-commit factor",
            description =
                    "Counts at once for instances that are placed from now on; what runs stays, until a rebalance moves it.")
    @PatchMapping(SETTINGS)
    PlacementSettingsAnswer change(@RequestBody PlacementSettingsRequest body) {
        var now = settings.get();
        return PlacementSettingsAnswer.of(settings.set(
                Fields.orElse(body.policy(), now.policy()), Fields.orElse(body.cpuOvercommit(), now.cpuOvercommit())));
    }
}
