package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Between the sidecars of settings and what is sealed of them: their variables stand among the app's own in the sealed environment of a
 * release, under names that no variable can have.
 */
final class Sidecars {

    private static final String MARK = "sidecar/";

    private Sidecars() {}

    /** The environment to seal: the app's and those of all sidecars. */
    static Map<String, Secret> sealable(Map<String, Secret> environment, ReleaseSettings settings) {
        var all = new TreeMap<>(environment);
        settings.processes()
                .forEach((type, process) -> process.sidecars()
                        .forEach(sidecar -> sidecar.environment()
                                .forEach((name, value) -> all.put(key(type, sidecar, name), value))));
        return all;
    }

    /** The app's own variables of a sealed environment. */
    static Map<String, Secret> own(Map<String, Secret> sealed) {
        var own = new HashMap<>(sealed);
        own.keySet().removeIf(name -> name.startsWith(MARK));
        return own;
    }

    /** Settings with the values of their sidecars' variables. */
    static ReleaseSettings opened(ReleaseSettings settings, Map<String, Secret> sealed) {
        return each(settings, (type, sidecar) -> {
            var values = new HashMap<String, Secret>();
            sidecar.environment()
                    .keySet()
                    .forEach(name -> values.put(name, sealed.getOrDefault(key(type, sidecar, name), new Secret(""))));
            return sidecar.withEnvironment(values);
        });
    }

    /** Settings whose sidecars all have an image id, from {@code inspect} where they have none. */
    static ReleaseSettings resolved(ReleaseSettings settings, Function<String, String> inspect) {
        return each(
                settings,
                (type, sidecar) ->
                        sidecar.imageId().isEmpty() ? sidecar.withImageId(inspect.apply(sidecar.image())) : sidecar);
    }

    /** Settings in which every value that was not told is as it was before. */
    static ReleaseSettings completed(ReleaseSettings settings, ReleaseSettings before) {
        return each(settings, (type, sidecar) -> {
            var known = find(before, type, sidecar.name());
            var values = new HashMap<>(sidecar.environment());
            values.replaceAll((name, value) -> value.equals(Sidecar.KEPT) ? kept(known, sidecar, name) : value);
            EnvironmentRules.require(values);
            return sidecar.withEnvironment(values);
        });
    }

    private static Secret kept(Optional<Sidecar> known, Sidecar sidecar, String name) {
        return known.map(before -> before.environment().get(name))
                .orElseThrow(() -> new PlatformException.Invalid(
                        "invalid-sidecar",
                        "sidecars.environment",
                        "The variable " + name + " of the sidecar " + sidecar.name() + " needs a value."));
    }

    private static Optional<Sidecar> find(ReleaseSettings settings, String type, String name) {
        return settings.of(type).stream()
                .flatMap(process -> process.sidecars().stream())
                .filter(sidecar -> sidecar.name().equals(name))
                .findFirst();
    }

    /** Changes one sidecar of a process. */
    private interface Change {
        Sidecar apply(String type, Sidecar sidecar);
    }

    private static ReleaseSettings each(ReleaseSettings settings, Change change) {
        var changed = settings;
        for (var entry : settings.processes().entrySet()) {
            var type = entry.getKey();
            var process = entry.getValue();
            if (!process.sidecars().isEmpty()) {
                UnaryOperator<Sidecar> one = sidecar -> change.apply(type, sidecar);
                changed = changed.with(
                        type,
                        process.withSidecars(
                                process.sidecars().stream().map(one).toList()));
            }
        }
        return changed;
    }

    private static String key(String type, Sidecar sidecar, String name) {
        return MARK + type + "/" + sidecar.name() + "/" + name;
    }
}
