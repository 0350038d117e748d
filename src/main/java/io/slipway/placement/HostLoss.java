package io.slipway.placement;

import io.slipway.apps.AppPath;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import java.util.List;

/**
 * What happens if a host dies now.
 *
 * @param host its name
 * @param answers whether it can still die: one that does not answer is being replaced already
 * @param instances that run there and would have to run elsewhere
 * @param unplaced instances of them that no other host takes
 * @param missingMemory what those reserve together that do not fit for want of it
 * @param missingCpu likewise
 * @param ruledOut instances of the unplaced ones that constraints or limits of their own keep off others
 * @param apps processes of apps that have instances there, those that do not recover first; at most {@value #MAX_APPS}
 */
public record HostLoss(
        HostId id,
        String host,
        boolean answers,
        int instances,
        int unplaced,
        DataSize missingMemory,
        Cpu missingCpu,
        int ruledOut,
        List<AppLoss> apps) {

    static final int MAX_APPS = 20;

    /**
     * What happens to a process of an app.
     *
     * @param process its name
     * @param lost instances that die with the host
     * @param elsewhere instances that go on meanwhile; with none it is down until others run
     * @param unplaced instances of the lost ones that no other host takes
     */
    public record AppLoss(AppPath app, String process, int lost, int elsewhere, int unplaced) {}

    public HostLoss {
        apps = List.copyOf(apps);
    }

    /** The answer in words: "All 12 instances fit elsewhere." */
    public String sentence() {
        if (!answers) {
            return "It does not answer now; what ran there is replaced elsewhere.";
        }
        if (instances == 0) {
            return "Nothing runs on it.";
        }
        if (unplaced == 0) {
            return instances == 1
                    ? "Its only instance fits elsewhere."
                    : "All " + instances + " instances fit elsewhere.";
        }
        return unplaced + " of " + Words.count(instances, "instance") + (unplaced == 1 ? " does" : " do")
                + " not fit elsewhere: " + missing() + ".";
    }

    private String missing() {
        if (missingMemory.bytes() > 0) {
            return Words.memory(missingMemory) + " of memory missing";
        }
        if (missingCpu.millis() > 0) {
            return missingCpu.millis() + " mCPU to promise missing";
        }
        return ruledOut > 0
                ? "constraints or limits of their own keep them off the others"
                : "no other host takes work";
    }
}
