package io.slipway.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One mounted hierarchy of control groups.
 *
 * @param root the group that is seen at the mount point
 * @param point where it is mounted
 * @param unified whether it is version 2
 * @param controllers of version 1; empty for version 2
 */
record CgroupMount(String root, String point, boolean unified, Set<String> controllers) {

    // id parent major:minor root point options … - type source super-options
    private static final int ROOT = 3;
    private static final int POINT = 4;

    /** Reads the hierarchies out of the lines of a {@code mountinfo} file. */
    static List<CgroupMount> parse(List<String> mountinfo) {
        var mounts = new ArrayList<CgroupMount>();
        for (var line : mountinfo) {
            int separator = line.indexOf(" - ");
            var left = line.split(" ", -1);
            if (separator > 0 && left.length > POINT) {
                var right = line.substring(separator + 3).split(" ", -1);
                of(left, right).ifPresent(mounts::add);
            }
        }
        return List.copyOf(mounts);
    }

    /** Where a group of this hierarchy is to be found; empty when it lies outside what is mounted. */
    Optional<String> folderOf(String group) {
        if (group.contains("..")) {
            return Optional.empty();
        }
        if (root.equals("/")) {
            return Optional.of(point + (group.equals("/") ? "" : group));
        }
        if (group.equals(root) || group.startsWith(root + "/")) {
            return Optional.of(point + group.substring(root.length()));
        }
        return Optional.empty();
    }

    private static Optional<CgroupMount> of(String[] left, String[] right) {
        return switch (right[0]) {
            case "cgroup2" -> Optional.of(new CgroupMount(unescape(left[ROOT]), unescape(left[POINT]), true, Set.of()));
            case "cgroup" -> {
                var controllers = Set.copyOf(Arrays.asList(right[right.length - 1].split(",")));
                yield Optional.of(new CgroupMount(unescape(left[ROOT]), unescape(left[POINT]), false, controllers));
            }
            default -> Optional.empty();
        };
    }

    private static String unescape(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
