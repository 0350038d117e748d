package io.slipway.api;

import io.slipway.apps.Destination;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what was sent into values, or names the field at fault. Rules of the platform itself are the services'. */
final class Fields {

    private static final long LARGEST_MEMORY_MIB = 1024 * 1024;
    private static final int LARGEST_CPU_MILLIS = 1_000_000;

    private Fields() {}

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new PlatformException.Invalid("required-field", field, "Give the field " + field + ".");
        }
        return value;
    }

    static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** The elements of a list or set, none of them null; Java's collections and callers both know nothing of null. */
    static <T, C extends Collection<T>> C noneNull(@Nullable C values, C otherwise, String field) {
        if (values != null && values.stream().anyMatch(Objects::isNull)) {
            throw new PlatformException.Invalid("invalid-value", field, "No element of " + field + " may be null.");
        }
        return orElse(values, otherwise);
    }

    static InstanceSize size(@Nullable Long memoryMib, @Nullable Integer cpuMillis, InstanceSize otherwise) {
        long memory = orElse(memoryMib, otherwise.memory().toMebibytes());
        int cpu = orElse(cpuMillis, otherwise.cpu().millis());
        between(memory, 1, LARGEST_MEMORY_MIB, "memoryMib");
        between(cpu, 1, LARGEST_CPU_MILLIS, "cpuMillis");
        return new InstanceSize(DataSize.ofMebibytes(memory), new Cpu(cpu));
    }

    static HealthCheck healthCheck(AppRequests.@Nullable HealthCheckRequest request, HealthCheck otherwise) {
        if (request == null) {
            return otherwise;
        }
        var type = request.type() == null ? otherwise.type() : type(request.type());
        long seconds = orElse(
                request.startTimeoutSeconds(), (int) otherwise.startTimeout().toSeconds());
        return new HealthCheck(type, orElse(request.path(), otherwise.path()), Duration.ofSeconds(seconds));
    }

    static PlacementRules placement(
            @Nullable String constraints,
            @Nullable Integer atMostPerHost,
            @Nullable Boolean atMostOne,
            PlacementRules otherwise) {
        return PlacementRules.parse(
                orElse(constraints, otherwise.constraints().toString()),
                orElse(atMostPerHost, otherwise.atMostPerHost()),
                orElse(atMostOne, otherwise.atMostOne()));
    }

    static Destination destination(AppRequests.@Nullable DestinationRequest request) {
        return request == null
                ? Destination.WEB
                : new Destination(orElse(request.process(), Destination.WEB.process()), orElse(request.port(), 0));
    }

    static Labels labels(Map<String, String> values, String field) {
        values.forEach((key, value) -> required(value, field + "." + key));
        return Labels.require(values, field);
    }

    /** Mebibytes from 0 on. */
    static DataSize memory(long mebibytes, String field) {
        between(mebibytes, 0, LARGEST_MEMORY_MIB, field);
        return DataSize.ofMebibytes(mebibytes);
    }

    static Map<String, Secret> secrets(@Nullable Map<String, String> values, String field) {
        var secrets = new LinkedHashMap<String, Secret>();
        orElse(values, Map.<String, String>of())
                .forEach((name, value) -> secrets.put(name, new Secret(required(value, field + "." + name))));
        return secrets;
    }

    private static HealthCheck.Type type(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "process" -> HealthCheck.Type.PROCESS;
            case "port" -> HealthCheck.Type.PORT;
            case "http" -> HealthCheck.Type.HTTP;
            default ->
                throw new PlatformException.Invalid(
                        "invalid-health-check", "healthCheck.type", "A health check is process, port or http.");
        };
    }

    private static void between(long value, long least, long largest, String field) {
        if (value < least || value > largest) {
            throw new PlatformException.Invalid(
                    "invalid-size", field, field + " must lie between " + least + " and " + largest + ".");
        }
    }
}
