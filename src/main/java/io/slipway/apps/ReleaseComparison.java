package io.slipway.apps;

import io.slipway.apps.ReleaseDifference.Kind;
import io.slipway.apps.ReleaseDifference.Mark;
import io.slipway.kernel.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        settings(found, from.settings(), to.settings());
        variables(found, from.environment(), to.environment());
        return List.copyOf(found);
    }

    private static void settings(List<ReleaseDifference> found, ReleaseSettings from, ReleaseSettings to) {
        change(found, "Command", command(from.command()), command(to.command()));
        change(found, "Port", port(from.port()), port(to.port()));
        change(found, "Memory", memory(from.size()), memory(to.size()));
        change(found, "CPU", cpu(from.size()), cpu(to.size()));
        change(found, "Health check", health(from.healthCheck()), health(to.healthCheck()));
        change(found, "Constraints", constraints(from), constraints(to));
        change(found, "At most per host", limit(from), limit(to));
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

    private static String constraints(ReleaseSettings settings) {
        var constraints = settings.placement().constraints();
        return constraints.choosesAll() ? "none" : constraints.toString();
    }

    private static String limit(ReleaseSettings settings) {
        return settings.placement().isLimited()
                ? String.valueOf(settings.placement().atMostPerHost())
                : "no limit";
    }

    private static String shortId(String imageId) {
        var hash = imageId.substring(imageId.indexOf(':') + 1);
        return hash.length() <= SHORT_ID ? hash : hash.substring(0, SHORT_ID);
    }
}
