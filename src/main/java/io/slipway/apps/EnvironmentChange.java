package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.Map;
import java.util.Set;

/**
 * Edits to the staged environment.
 *
 * @param set names to add or change
 * @param remove names to remove; unknown ones are ignored
 */
public record EnvironmentChange(Map<String, Secret> set, Set<String> remove) {

    public EnvironmentChange {
        set = Map.copyOf(set);
        remove = Set.copyOf(remove);
    }
}
