package io.slipway.console.apps;

import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.iam.SpacePath;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the API call that does the same as the create page. Values of variables stay out of it: it is made to be copied around. */
final class ApiCall {

    private ApiCall() {}

    static String create(String origin, SpacePath space, CreateAppRequest request) {
        return """
                curl -X POST %s/api/v1/orgs/%s/spaces/%s/apps \\
                  -H "Authorization: Bearer $SLIPWAY_TOKEN" \\
                  -H "Content-Type: application/json" \\
                  -d '%s'""".formatted(
                origin, space.organization(), space.space(), body(request).replace("'", "'\\''"));
    }

    private static String body(CreateAppRequest request) {
        StringBuilder json = new StringBuilder("{\"name\":")
                .append(text(request.name()))
                .append(",\"image\":")
                .append(text(request.image()));
        if (request.port() != null) {
            json.append(",\"port\":").append(request.port());
        }
        json.append(",\"memoryMib\":")
                .append(request.size().memory().toMebibytes())
                .append(",\"cpuMillis\":")
                .append(request.size().cpu().millis())
                .append(",\"instances\":")
                .append(request.instances());
        if (!request.healthCheck().equals(HealthCheck.DEFAULT)) {
            json.append(",\"healthCheck\":").append(healthCheck(request.healthCheck()));
        }
        if (request.routeHost() != null) {
            json.append(",\"routeHost\":").append(text(request.routeHost()));
        }
        if (!request.command().isEmpty()) {
            json.append(",\"command\":[")
                    .append(request.command().stream().map(ApiCall::text).collect(Collectors.joining(",")))
                    .append(']');
        }
        if (!request.environment().isEmpty()) {
            json.append(",\"environment\":{")
                    .append(request.environment().keySet().stream()
                            .sorted()
                            .map(name -> text(name) + ":\"…\"")
                            .collect(Collectors.joining(",")))
                    .append('}');
        }
        return json.append('}').toString();
    }

    private static String healthCheck(HealthCheck check) {
        return "{\"type\":%s,\"path\":%s,\"startTimeoutSeconds\":%d}"
                .formatted(
                        text(check.type().name().toLowerCase(Locale.ROOT)),
                        text(check.path()),
                        check.startTimeout().toSeconds());
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
