package io.slipway.apps;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;

/** How much one instance gets: a hard memory limit and a CPU share, both also reserved by the scheduler. */
public record InstanceSize(DataSize memory, Cpu cpu) {

    /** The presets that the console offers. */
    public static final InstanceSize SMALL = new InstanceSize(DataSize.ofMebibytes(256), new Cpu(250));

    public static final InstanceSize MEDIUM = new InstanceSize(DataSize.ofMebibytes(512), new Cpu(500));
    public static final InstanceSize LARGE = new InstanceSize(DataSize.ofMebibytes(1024), new Cpu(1000));
}
