package io.slipway.apps;

import io.slipway.apps.ReleaseDifference.Kind;
import io.slipway.apps.ReleaseDifference.Mark;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What differs between two releases, settings first, then variables by name. Pure. */
final class ReleaseComparison {

    private static final int SHORT_ID = 12;

    private ReleaseComparison() {}

    static List<ReleaseDifference> between(ReleaseContent from, ReleaseContent to) {
        var found = new ArrayList<ReleaseDifference>();
        change(found, "Image", from.image(), to.image());
        if (from.image().equals(to.image())) {
            change(found, "Image ID", shortId(from.imageId()), shortId(to.imageId()));
        }
        processes(found, from.settings(), to.settings());
        variables(found, from.environment(), to.environment());
        return List.copyOf(found);
    }

    private static void processes(List<ReleaseDifference> found, ReleaseSettings from, ReleaseSettings to) {
        for (var type : from.typesWith(to)) {
            var before = from.of(type);
            var after = to.of(type);
            if (before.isPresent() && after.isPresent()) {
                settings(found, type.equals(ProcessType.WEB) ? "" : type + ": ", before.get(), after.get());
            } else {
                var mark = before.isEmpty() ? Mark.ADDED : Mark.REMOVED;
                found.add(
                        new ReleaseDifference(Kind.SETTING, mark, "Process " + type, summary(before), summary(after)));
            }
        }
    }

    private static String summary(Optional<ProcessSettings> process) {
        return process.map(settings ->
                        command(settings.command()) + " · " + memory(settings.size()) + " · " + cpu(settings.size()))
                .orElse("");
    }

    /** @param name of the process, before each word; empty for the web process */
    private static void settings(List<ReleaseDifference> found, String name, ProcessSettings from, ProcessSettings to) {
        change(found, name + "Command", command(from.command()), command(to.command()));
        if (from.ports().isPlain() && to.ports().isPlain()) {
            change(found, name + "Port", port(from.port()), port(to.port()));
        } else {
            change(found, name + "Ports", ports(from.ports()), ports(to.ports()));
        }
        change(found, name + "Memory", memory(from.size()), memory(to.size()));
        change(found, name + "CPU", cpu(from.size()), cpu(to.size()));
        change(found, name + "Health check", health(from.healthCheck()), health(to.healthCheck()));
        change(found, name + "Constraints", constraints(from.placement()), constraints(to.placement()));
        change(found, name + "At most per host", limit(from.placement()), limit(to.placement()));
        change(
                found,
                name + "At most one",
                yes(from.placement().atMostOne()),
                yes(to.placement().atMostOne()));
        sidecars(found, name, from.sidecars(), to.sidecars());
    }

    private static void sidecars(List<ReleaseDifference> found, String name, List<Sidecar> from, List<Sidecar> to) {
        var names = new TreeSet<String>();
        Stream.concat(from.stream(), to.stream()).map(Sidecar::name).forEach(names::add);
        for (var each : names) {
            var before = find(from, each);
            var after = find(to, each);
            if (!before.equals(after)) {
                var mark = before.isEmpty() ? Mark.ADDED : after.isEmpty() ? Mark.REMOVED : Mark.CHANGED;
                found.add(new ReleaseDifference(
                        Kind.SETTING, mark, name + "Sidecar " + each, words(before), words(after)));
            }
        }
    }

    private static Optional<Sidecar> find(List<Sidecar> all, String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Values of variables are masked, so that a change of one alone shows the same words twice. */
    private static String words(Optional<Sidecar> sidecar) {
        return sidecar.map(each -> each.image() + " · " + command(each.command()) + " · " + memory(each.size()) + " · "
                        + cpu(each.size())
                        + each.environment().keySet().stream()
                                .sorted()
                                .map(variable -> " · " + variable + "=" + ReleaseDifference.MASK)
                                .collect(Collectors.joining()))
                .orElse("");
    }

    private static void change(List<ReleaseDifference> found, String what, String before, String after) {
        if (!before.equals(after)) {
            found.add(new ReleaseDifference(Kind.SETTING, Mark.CHANGED, what, before, after));
        }
    }

    private static void variables(List<ReleaseDifference> found, Map<String, Secret> from, Map<String, Secret> to) {
        var names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        for (var name : names) {
            var before = from.get(name);
            var after = to.get(name);
            if (before == null) {
                found.add(new ReleaseDifference(Kind.VARIABLE, Mark.ADDED, name, "", ReleaseDifference.MASK));
            } else if (after == null) {
                found.add(new ReleaseDifference(Kind.VARIABLE, Mark.REMOVED, name, ReleaseDifference.MASK, ""));
            } else if (!before.equals(after)) {
                found.add(new ReleaseDifference(
                        Kind.VARIABLE, Mark.CHANGED, name, ReleaseDifference.MASK, ReleaseDifference.MASK));
            }
        }
    }

    private static String command(List<String> words) {
        return words.isEmpty()
                ? "the image's own"
                : words.stream()
                        .map(word -> word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)
                                ? "'" + word + "'"
                                : word)
                        .collect(Collectors.joining(" "));
    }

    private static String port(int port) {
        return port == 0 ? "none" : String.valueOf(port);
    }

    private static String ports(Ports ports) {
        return ports.all().isEmpty() ? "none" : ports.toString();
    }

    private static String memory(InstanceSize size) {
        return size.memory().toMebibytes() + " MB";
    }

    private static String cpu(InstanceSize size) {
        return size.cpu().millis() / 1000.0 + " CPU";
    }

    private static String health(HealthCheck check) {
        var kind = switch (check.type()) {
            case PROCESS -> "process runs";
            case PORT -> "port accepts";
            case HTTP -> "GET " + check.path();
        };
        return kind + " within " + check.startTimeout().toSeconds() + " s";
    }

    private static String constraints(PlacementRules rules) {
        return rules.constraints().choosesAll() ? "none" : rules.constraints().toString();
    }

    private static String limit(PlacementRules rules) {
        return rules.isLimited() ? String.valueOf(rules.atMostPerHost()) : "no limit";
    }

    private static String yes(boolean fact) {
        return fact ? "yes" : "no";
    }

    private static String shortId(String imageId) {
        var hash = imageId.substring(imageId.indexOf(':') + 1);
        return hash.length() <= SHORT_ID ? hash : hash.substring(0, SHORT_ID);
    }
}
