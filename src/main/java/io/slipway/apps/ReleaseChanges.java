package io.slipway.apps;

import io.slipway.images.ImageReference;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.Secret;
import io.slipway.kernel.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words how one release differs from the one before. Names of variables are not told, let alone values. */
final class ReleaseChanges {

    private ReleaseChanges() {}

    static List<String> between(ReleaseContent before, ReleaseContent after) {
        var changes = new ArrayList<String>();
        addImage(changes, before, after);
        addVariables(changes, before.environment(), after.environment());
        addProcesses(changes, before.settings(), after.settings());
        return changes.isEmpty() ? List.of("no change") : changes;
    }

    private static void addImage(List<String> changes, ReleaseContent before, ReleaseContent after) {
        if (!before.image().equals(after.image())) {
            changes.add("image " + imageWords(before.image(), after.image()));
        } else if (!before.imageId().equals(after.imageId())) {
            changes.add("image " + after.image() + " pulled anew");
        }
    }

    /** Only the versions where the names agree: {@code 1.8.2 → 1.8.3}. */
    private static String imageWords(String before, String after) {
        var old = ImageReference.parse(before);
        var next = ImageReference.parse(after);
        boolean sameName = old.name().equals(next.name()) && !old.version().equals(next.version());
        return sameName ? arrow(old.version(), next.version()) : arrow(before, after);
    }

    private static void addVariables(List<String> changes, Map<String, Secret> before, Map<String, Secret> after) {
        long added = count(after, before, false);
        long removed = count(before, after, false);
        long changed = count(after, before, true);
        addVariables(changes, "+", added);
        addVariables(changes, "~", changed);
        addVariables(changes, "−", removed);
    }

    private static long count(Map<String, Secret> of, Map<String, Secret> against, boolean present) {
        return of.entrySet().stream()
                .filter(entry -> against.containsKey(entry.getKey()) == present)
                .filter(entry -> !Objects.equals(against.get(entry.getKey()), entry.getValue()))
                .count();
    }

    private static void addVariables(List<String> changes, String sign, long count) {
        if (count > 0) {
            changes.add(sign + count + (count == 1 ? " variable" : " variables"));
        }
    }

    /** The web process, which every app has, is not named. */
    private static void addProcesses(List<String> changes, ReleaseSettings before, ReleaseSettings after) {
        for (var type : before.typesWith(after)) {
            var old = before.of(type);
            var next = after.of(type);
            if (old.isEmpty() || next.isEmpty()) {
                changes.add("process " + type + (old.isEmpty() ? " added" : " removed"));
            } else {
                var name = type.equals(ProcessType.WEB) ? "" : type + ": ";
                between(old.get(), next.get()).forEach(change -> changes.add(name + change));
            }
        }
    }

    private static List<String> between(ProcessSettings before, ProcessSettings after) {
        var changes = new ArrayList<String>();
        long oldMemory = before.size().memory().toMebibytes();
        long newMemory = after.size().memory().toMebibytes();
        if (oldMemory != newMemory) {
            changes.add("memory " + arrow(oldMemory, newMemory) + " MB");
        }
        if (!before.size().cpu().equals(after.size().cpu())) {
            changes.add("CPU "
                    + arrow(before.size().cpu().millis(), after.size().cpu().millis()) + " m");
        }
        addPorts(changes, before.ports(), after.ports());
        if (!before.healthCheck().equals(after.healthCheck())) {
            changes.add("health check");
        }
        if (!before.command().equals(after.command())) {
            changes.add("command");
        }
        addPlacement(changes, before.placement(), after.placement());
        addSidecars(changes, before.sidecars(), after.sidecars());
        return changes;
    }

    private static void addSidecars(List<String> changes, List<Sidecar> before, List<Sidecar> after) {
        var old = before.stream().collect(Collectors.toMap(Sidecar::name, Function.identity()));
        for (var sidecar : after) {
            var known = old.remove(sidecar.name());
            if (known == null) {
                changes.add("sidecar " + sidecar.name() + " added");
            } else if (!known.equals(sidecar)) {
                changes.add("sidecar " + sidecar.name() + " changed");
            }
        }
        old.keySet().stream().sorted().forEach(name -> changes.add("sidecar " + name + " removed"));
    }

    private static void addPorts(List<String> changes, Ports before, Ports after) {
        if (before.isPlain() && after.isPlain() && !before.equals(after)) {
            changes.add("port " + arrow(before.primary(), after.primary()));
        } else if (!before.equals(after)) {
            changes.add("ports " + arrow(words(before), words(after)));
        }
    }

    private static String words(Ports ports) {
        return ports.all().isEmpty() ? "none" : ports.toString();
    }

    private static void addPlacement(List<String> changes, PlacementRules before, PlacementRules after) {
        if (!before.constraints().equals(after.constraints())) {
            changes.add("constraints " + arrow(words(before.constraints()), words(after.constraints())));
        }
        if (before.atMostPerHost() != after.atMostPerHost()) {
            changes.add("at most per host " + arrow(limit(before), limit(after)));
        }
        if (before.atMostOne() != after.atMostOne()) {
            changes.add(after.atMostOne() ? "at most one" : "no longer at most one");
        }
    }

    private static String words(Selector constraints) {
        return constraints.choosesAll() ? "none" : constraints.toString();
    }

    private static String limit(PlacementRules rules) {
        return rules.isLimited() ? String.valueOf(rules.atMostPerHost()) : "none";
    }

    private static String arrow(Object before, Object after) {
        return before + " → " + after;
    }
}
