package io.slipway.console.components;

import io.slipway.apps.AppPath;
import io.slipway.kernel.ProcessType;
import io.slipway.placement.HostLoss;
import io.slipway.placement.HostLoss.AppLoss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the N-1 meter tells, in words. Pure.
 *
 * @param told hosts that are told one by one, those whose loss nobody makes up for first
 * @param rest the others in one sentence; empty when all are told
 */
record LossReport(String summary, List<HostLoss> told, String rest) {

    /** So many hosts are told one by one. */
    static final int MAX_HOSTS = 12;

    /** So many apps are named in one line. */
    private static final int MAX_APPS = 8;

    private static final Comparator<HostLoss> WORST_FIRST =
            Comparator.comparingInt(HostLoss::unplaced).reversed().thenComparing(HostLoss::host);

    /** A host's state in the meter. */
    record State(StateKind kind, String word) {}

    static LossReport of(List<HostLoss> losses) {
        var told = losses.stream().sorted(WORST_FIRST).limit(MAX_HOSTS).toList();
        var untold = losses.size() - told.size();
        return new LossReport(
                summary(losses),
                told,
                untold == 0
                        ? ""
                        : "And " + Figures.count(untold, "more host") + " that " + (untold == 1 ? "is" : "are")
                                + " no worse.");
    }

    static State state(HostLoss loss) {
        if (!loss.answers()) {
            return new State(StateKind.UNKNOWN, "Away");
        }
        return loss.unplaced() > 0
                ? new State(StateKind.DEGRADED, "Not covered")
                : new State(StateKind.RUNNING, "Covered");
    }

    /** The apps that feel it: first those that stay short of instances, then those that are down until others run. */
    static List<String> apps(HostLoss loss) {
        var lines = new ArrayList<String>();
        addLine(lines, "Stay short of instances: ", loss, app -> app.unplaced() > 0);
        addLine(lines, "Down until others run: ", loss, app -> app.unplaced() == 0 && app.elsewhere() == 0);
        return lines;
    }

    private static String summary(List<HostLoss> losses) {
        if (losses.size() == 1) {
            return "There is one host: if it dies, everything is away until it is back.";
        }
        var uncovered = losses.stream().filter(loss -> loss.unplaced() > 0).count();
        return uncovered == 0
                ? "Any one host may die: the others hold what runs on it."
                : Figures.count(uncovered, "host") + " of " + losses.size() + (uncovered == 1 ? " runs" : " run")
                        + " more than the others could take over.";
    }

    private static void addLine(List<String> lines, String start, HostLoss loss, Predicate<AppLoss> feels) {
        var names = loss.apps().stream().filter(feels).map(LossReport::name).toList();
        if (!names.isEmpty()) {
            lines.add(start
                    + names.stream().limit(MAX_APPS).collect(Collectors.joining(", "))
                    + (names.size() > MAX_APPS ? " and " + (names.size() - MAX_APPS) + " more" : ""));
        }
    }

    private static String name(AppLoss loss) {
        AppPath app = loss.app();
        var process = loss.process().equals(ProcessType.WEB) ? "" : " " + loss.process();
        return app.app() + process + " (" + app.space().words() + ")";
    }
}
