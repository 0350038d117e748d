package io.slipway.console.environment;

import io.slipway.apps.DotEnv;
import io.slipway.apps.EnvironmentChange;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.console.components.Figures;
import io.slipway.kernel.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pasted text would do to what is saved.
 *
 * @param removed only where the paste replaces everything
 * @param problems lines that were left out or are worth a look
 */
record PastePreview(
        Map<String, Secret> values,
        Set<String> added,
        Set<String> changed,
        Set<String> removed,
        List<DotEnv.Problem> problems) {

    /**
     * Compares.
     *
     * @param replaceAll whether what the text does not name goes
     */
    static PastePreview of(String text, EnvironmentView environment, boolean replaceAll) {
        DotEnv pasted = DotEnv.parse(text);
        Map<String, @Nullable Secret> saved = saved(environment);
        Set<String> added = new TreeSet<>(pasted.values().keySet());
        added.removeAll(saved.keySet());
        Set<String> changed = pasted.values().entrySet().stream()
                .filter(entry -> saved.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(saved.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> removed = new TreeSet<>();
        if (replaceAll) {
            removed.addAll(saved.keySet());
            removed.removeAll(pasted.values().keySet());
        }
        return new PastePreview(pasted.values(), added, changed, removed, pasted.problems());
    }

    /** "3 new · 2 changed · 1 removed", or that nothing changes. */
    String summary() {
        if (!hasChanges()) {
            return values.isEmpty() ? "Nothing to read yet" : Figures.count(values.size(), "variable") + ", no change";
        }
        return added.size() + " new · " + changed.size() + " changed · " + removed.size() + " removed";
    }

    boolean hasChanges() {
        return !added.isEmpty() || !changed.isEmpty() || !removed.isEmpty();
    }

    EnvironmentChange toChange() {
        Map<String, Secret> set = values.entrySet().stream()
                .filter(entry -> added.contains(entry.getKey()) || changed.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new EnvironmentChange(set, removed);
    }

    private static Map<String, @Nullable Secret> saved(EnvironmentView environment) {
        Map<String, @Nullable Secret> saved = new HashMap<>();
        for (Variable variable : environment.variables()) {
            if (variable.mark() != Mark.REMOVED) {
                saved.put(variable.name(), variable.value());
            }
        }
        return saved;
    }
}
