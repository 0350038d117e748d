package io.slipway.apps;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Between the settings of all processes and their column: JSON by the names of processes. What is missing there is as by default, and
 * what is unknown is passed over, so that releases of before and after a new setting are read alike.
 */
final class SettingsCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final TypeReference<Map<String, Stored>> BY_TYPE = new TypeReference<>() {};

    private record Stored(
            @Nullable List<String> command,
            @Nullable String ports,
            @Nullable Long memoryBytes,
            @Nullable Integer cpuMillis,
            @Nullable String checkType,
            @Nullable String checkPath,
            @Nullable Integer checkSeconds,
            @Nullable String constraints,
            @Nullable Integer atMostPerHost,
            @Nullable Boolean atMostOne,
            @Nullable List<StoredSidecar> sidecars) {}

    /** Only the names of its variables: their values are sealed elsewhere. */
    private record StoredSidecar(
            String name,
            String image,
            String imageId,
            List<String> command,
            List<String> variables,
            long memoryBytes,
            int cpuMillis) {

        static StoredSidecar of(Sidecar sidecar) {
            return new StoredSidecar(
                    sidecar.name(),
                    sidecar.image(),
                    sidecar.imageId(),
                    sidecar.command(),
                    sidecar.environment().keySet().stream().sorted().toList(),
                    sidecar.size().memory().bytes(),
                    sidecar.size().cpu().millis());
        }

        Sidecar sidecar() {
            return new Sidecar(
                    name,
                    image,
                    imageId,
                    command,
                    variables.stream().collect(Collectors.toMap(Function.identity(), variable -> Sidecar.KEPT)),
                    new InstanceSize(new DataSize(memoryBytes), new Cpu(cpuMillis)));
        }
    }

    private SettingsCodec() {}

    static String toText(ReleaseSettings settings) {
        var stored = new LinkedHashMap<String, Stored>();
        settings.processes().forEach((type, process) -> stored.put(type, stored(process)));
        return JSON.writeValueAsString(stored);
    }

    static ReleaseSettings ofText(String text) {
        var processes = new HashMap<String, ProcessSettings>();
        JSON.readValue(text, BY_TYPE).forEach((type, stored) -> processes.put(type, settings(stored)));
        return new ReleaseSettings(processes);
    }

    private static Stored stored(ProcessSettings settings) {
        var check = settings.healthCheck();
        return new Stored(
                settings.command(),
                settings.ports().toString(),
                settings.size().memory().bytes(),
                settings.size().cpu().millis(),
                check.type().name(),
                check.path(),
                Math.toIntExact(check.startTimeout().toSeconds()),
                settings.placement().constraints().toString(),
                settings.placement().atMostPerHost(),
                settings.placement().atMostOne(),
                settings.sidecars().stream().map(StoredSidecar::of).toList());
    }

    private static ProcessSettings settings(Stored stored) {
        var otherwise = ProcessSettings.DEFAULT;
        return new ProcessSettings(
                or(stored.command(), otherwise.command()),
                Ports.parse(or(stored.ports(), ""), "ports"),
                new InstanceSize(
                        new DataSize(or(
                                stored.memoryBytes(), otherwise.size().memory().bytes())),
                        new Cpu(or(stored.cpuMillis(), otherwise.size().cpu().millis()))),
                check(stored, otherwise.healthCheck()),
                PlacementRules.parse(
                        or(stored.constraints(), ""), or(stored.atMostPerHost(), 0), or(stored.atMostOne(), false)),
                or(stored.sidecars(), List.<StoredSidecar>of()).stream()
                        .map(StoredSidecar::sidecar)
                        .toList());
    }

    private static HealthCheck check(Stored stored, HealthCheck otherwise) {
        var type = stored.checkType() == null ? otherwise.type() : HealthCheck.Type.valueOf(stored.checkType());
        var seconds = or(stored.checkSeconds(), (int) otherwise.startTimeout().toSeconds());
        return new HealthCheck(type, or(stored.checkPath(), otherwise.path()), Duration.ofSeconds(seconds));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
