package io.slipway.console.deployments;

import io.slipway.apps.ReleaseView;
import io.slipway.console.apps.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What differs between two releases. Values of variables never reach this: their names do. */
final class ReleaseDiff {

    private static final String MASK = "••••";

    /** How a line differs; each has a sign of its own, so that colour is not needed. */
    enum Mark {
        ADDED("+"),
        REMOVED("−"),
        CHANGED("~");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** One difference; {@code before} is empty for what was added, {@code after} for what was removed. */
    record Line(Mark mark, String what, String before, String after) {}

    private ReleaseDiff() {}

    /** The differences on the way from one release to another, settings first, then variables by name. */
    static List<Line> between(ReleaseView from, ReleaseView to) {
        List<Line> lines = new ArrayList<>();
        change(lines, "Image", from.image(), to.image());
        if (from.image().equals(to.image())) {
            change(lines, "Image ID", shortId(from.imageId()), shortId(to.imageId()));
        }
        change(lines, "Command", command(from), command(to));
        change(lines, "Port", port(from), port(to));
        change(lines, "Memory", memory(from), memory(to));
        change(lines, "CPU", cpu(from), cpu(to));
        change(lines, "Health check", health(from), health(to));
        change(lines, "Constraints", constraints(from), constraints(to));
        change(lines, "At most per host", limit(from), limit(to));
        variables(lines, from, to);
        return List.copyOf(lines);
    }

    private static void change(List<Line> lines, String what, String before, String after) {
        if (!before.equals(after)) {
            lines.add(new Line(Mark.CHANGED, what, before, after));
        }
    }

    private static void variables(List<Line> lines, ReleaseView from, ReleaseView to) {
        TreeSet<String> names = new TreeSet<>(from.environmentKeys());
        names.addAll(to.environmentKeys());
        for (String name : names) {
            if (!from.environmentKeys().contains(name)) {
                lines.add(new Line(Mark.ADDED, name, "", MASK));
            } else if (!to.environmentKeys().contains(name)) {
                lines.add(new Line(Mark.REMOVED, name, MASK, ""));
            }
        }
    }

    private static String command(ReleaseView release) {
        return release.command().isEmpty() ? "the image's own" : CommandLine.join(release.command());
    }

    private static String port(ReleaseView release) {
        return release.port() == 0 ? "none" : String.valueOf(release.port());
    }

    private static String memory(ReleaseView release) {
        return release.size().memory().toMebibytes() + " MB";
    }

    private static String cpu(ReleaseView release) {
        return release.size().cpu().millis() / 1000.0 + " CPU";
    }

    private static String health(ReleaseView release) {
        String kind = switch (release.healthCheck().type()) {
            case PROCESS -> "process runs";
            case PORT -> "port accepts";
            case HTTP -> "GET " + release.healthCheck().path();
        };
        return kind + " within " + release.healthCheck().startTimeout().toSeconds() + " s";
    }

    private static String constraints(ReleaseView release) {
        var constraints = release.placement().constraints();
        return constraints.choosesAll() ? "none" : constraints.toString();
    }

    private static String limit(ReleaseView release) {
        return release.placement().isLimited()
                ? String.valueOf(release.placement().atMostPerHost())
                : "no limit";
    }

    private static String shortId(String imageId) {
        String hash = imageId.substring(imageId.indexOf(':') + 1);
        return hash.length() <= 12 ? hash : hash.substring(0, 12);
    }
}
