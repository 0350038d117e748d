package io.slipway.agent;

import io.slipway.protocol.RunSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels of Slipway's containers and networks; there are no others. */
public final class ContainerLabels {

    /** Every label starts so; the second lock refuses others. */
    public static final String PREFIX = "io.slipway.";

    /** Whose container it is; the value is the cluster's id. Nothing without it is ever touched. */
    public static final String CLUSTER = PREFIX + "cluster";

    /** {@link #SANDBOX} or {@link #APP}. */
    public static final String ROLE = PREFIX + "role";

    /** Value of the role of pause containers. */
    public static final String SANDBOX = "sandbox";

    /** Value of the role of app containers. */
    public static final String APP = "app";

    /** Value of the role of containers beside the app's. */
    public static final String SIDECAR = "sidecar";

    /** The instance of an app container. A sandbox is made before it has one: its name tells. */
    public static final String INSTANCE = PREFIX + "instance";

    /** The address of a sandbox, which the engine does not know. */
    public static final String ADDRESS = PREFIX + "address";

    private ContainerLabels() {}

    static Map<String, String> sandbox(String clusterId, String address) {
        return Map.of(CLUSTER, clusterId, ROLE, SANDBOX, ADDRESS, address);
    }

    static Map<String, String> app(String clusterId, String instanceId, RunSpec spec) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(CLUSTER, clusterId);
        labels.put(ROLE, APP);
        labels.put(INSTANCE, instanceId);
        labels.put(PREFIX + "app", spec.getAppName());
        labels.put(PREFIX + "app-id", spec.getAppId());
        labels.put(PREFIX + "space", spec.getSpaceName());
        labels.put(PREFIX + "release", Integer.toString(spec.getReleaseNumber()));
        labels.put(PREFIX + "index", Integer.toString(spec.getIndex()));
        return labels;
    }

    static Map<String, String> sidecar(String clusterId, String instanceId, RunSpec spec, String name) {
        var labels = new LinkedHashMap<>(app(clusterId, instanceId, spec));
        labels.put(ROLE, SIDECAR);
        labels.put(PREFIX + "sidecar", name);
        return labels;
    }
}
