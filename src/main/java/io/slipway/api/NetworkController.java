package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.NetworkPolicyId;
import io.slipway.policies.NetworkPolicyRequest;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.policies.NetworkPolicyView;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which apps of other spaces may connect to an app. */
@RestController
@Tag(name = "Network policies")
class NetworkController {

    private static final String POLICIES = ApiPaths.APP + "/network-policies";

    /** An app of any space. */
    record SourceAnswer(String organization, String space, String app) {
        static SourceAnswer of(AppPath path) {
            return new SourceAnswer(path.space().organization(), path.space().space(), path.app());
        }
    }

    /** A policy; {@code source} is null when the caller may not see that app, {@code ports} one or a range. */
    record PolicyAnswer(
            UUID id,
            @Nullable SourceAnswer source,
            String transport,
            String ports,
            String createdBy,
            Instant createdAt) {

        static PolicyAnswer of(NetworkPolicyView policy) {
            var source = policy.source();
            return new PolicyAnswer(
                    policy.id().value(),
                    source == null ? null : SourceAnswer.of(source),
                    policy.transport().words(),
                    policy.ports().words(),
                    policy.createdBy(),
                    policy.createdAt());
        }
    }

    /** Whose instances shall connect. */
    record SourceRequest(
            @Nullable String organization,
            @Nullable String space,
            @Nullable String app) {

        private AppPath path() {
            return new AppPath(
                    new SpacePath(
                            Fields.required(organization, "source.organization"),
                            Fields.required(space, "source.space")),
                    Fields.required(app, "source.app"));
        }
    }

    /** A new policy; {@code transport} is tcp or udp, {@code ports} one such as 8080 or a range such as 8000-8010. */
    record PolicyRequest(
            @Nullable SourceRequest source,
            @Nullable String transport,
            @Nullable String ports) {

        private NetworkPolicyRequest checked() {
            return new NetworkPolicyRequest(
                    Fields.required(source, "source").path(),
                    Transport.of(Fields.orElse(transport, Transport.TCP.words())),
                    PortRange.of(Fields.required(ports, "ports")));
        }
    }

    private final AppService apps;
    private final NetworkPolicyService policies;

    NetworkController(AppService apps, NetworkPolicyService policies) {
        this.apps = apps;
        this.policies = policies;
    }

    @Operation(summary = "List which apps of other spaces may connect to an app")
    @GetMapping(POLICIES)
    List<PolicyAnswer> list(AppPath path) {
        return policies.ofApp(apps.get(path).id()).stream()
                .map(PolicyAnswer::of)
                .toList();
    }

    @Operation(summary = "Let an app of another space connect; applies at once, needs a developer of both spaces")
    @PostMapping(POLICIES)
    @ResponseStatus(HttpStatus.CREATED)
    PolicyAnswer add(AppPath path, @RequestBody PolicyRequest body) {
        return PolicyAnswer.of(policies.add(apps.get(path).id(), body.checked()));
    }

    @Operation(summary = "Remove a network policy; applies at once to new connections")
    @DeleteMapping(POLICIES + "/{policy}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(AppPath path, @PathVariable UUID policy) {
        policies.remove(apps.get(path).id(), new NetworkPolicyId(policy));
    }
}
