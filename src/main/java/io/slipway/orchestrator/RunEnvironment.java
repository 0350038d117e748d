package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The environment of an instance as Cloud Foundry's apps expect it: the user's variables, over which the platform's win. What only
 * the host knows (addresses) is added by the agent.
 */
final class RunEnvironment {

    private static final int FILE_DESCRIPTORS = 16_384;
    private static final int DISK_MEBIBYTES = 1_024;

    private final String cfApi;
    private final JsonMapper json = new JsonMapper();

    /** {@code cfApi} is the platform's own URL, which apps read as {@code cf_api}. */
    RunEnvironment(String cfApi) {
        this.cfApi = cfApi;
    }

    Map<String, String> of(ProcessSpec spec, int index, InstanceId id) {
        var environment = new LinkedHashMap<String, String>();
        spec.environment().forEach((name, value) -> environment.put(name, value.reveal()));
        var ports = spec.settings().ports();
        if (ports.primary() != 0) {
            environment.put("PORT", Integer.toString(ports.primary()));
        }
        ports.others().forEach(port -> environment.put(port.variable(), Integer.toString(port.number())));
        environment.put("MEMORY_LIMIT", spec.settings().size().memory().toMebibytes() + "m");
        environment.put("VCAP_APPLICATION", json.writeValueAsString(application(spec, index, id)));
        environment.put("VCAP_SERVICES", "{}");
        environment.put("CF_INSTANCE_GUID", id.toString());
        environment.put("INSTANCE_GUID", id.toString());
        environment.put("CF_INSTANCE_INDEX", Integer.toString(index));
        environment.put("INSTANCE_INDEX", Integer.toString(index));
        return environment;
    }

    private Map<String, Object> application(ProcessSpec spec, int index, InstanceId id) {
        var application = new LinkedHashMap<String, Object>();
        application.put("cf_api", cfApi);
        application.put("limits", limits(spec));
        application.put("application_name", spec.appName());
        application.put("application_uris", spec.routes());
        application.put("name", spec.appName());
        application.put("space_name", spec.spaceName());
        application.put("space_id", spec.spaceId().toString());
        application.put("organization_id", spec.organizationId().toString());
        application.put("organization_name", spec.organizationName());
        application.put("uris", spec.routes());
        application.put("process_id", spec.processId().toString());
        application.put("process_type", spec.type());
        application.put("application_id", spec.appId().toString());
        application.put("version", spec.releaseId().toString());
        application.put("application_version", spec.releaseId().toString());
        application.put("host", "0.0.0.0");
        application.put("instance_id", id.toString());
        application.put("port", spec.settings().port());
        application.put("instance_index", index);
        if (!spec.settings().ports().isPlain()) {
            application.put("ports", ports(spec));
        }
        return application;
    }

    private static Map<String, Integer> ports(ProcessSpec spec) {
        var ports = new LinkedHashMap<String, Integer>();
        spec.settings().ports().all().forEach(port -> ports.put(port.name(), port.number()));
        return ports;
    }

    private static Map<String, Object> limits(ProcessSpec spec) {
        var limits = new LinkedHashMap<String, Object>();
        limits.put("fds", FILE_DESCRIPTORS);
        limits.put("mem", spec.settings().size().memory().toMebibytes());
        limits.put("disk", DISK_MEBIBYTES);
        return limits;
    }
}
