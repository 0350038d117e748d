package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a pasted {@code .env} would do to the saved variables, by name.
 *
 * @param added names that are new
 * @param changed names whose value differs, or may differ because it may not be seen
 * @param removed names that are saved but not in the text; they go only if the paste is to replace everything
 * @param problems lines that could not be read
 */
public record DotEnvPreview(
        List<String> added, List<String> changed, List<String> removed, List<DotEnv.Problem> problems) {

    public DotEnvPreview {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        problems = List.copyOf(problems);
    }

    /** Compares a text with the saved variables. */
    public static DotEnvPreview of(DotEnv pasted, Map<String, Secret> saved) {
        return of(pasted, saved.keySet(), name -> !Objects.equals(pasted.values().get(name), saved.get(name)));
    }

    /** Compares a text with a page's view; values that the view does not carry count as changed. */
    public static DotEnvPreview of(DotEnv pasted, EnvironmentView view) {
        var saved = view.variables().stream()
                .filter(variable -> variable.mark() != EnvironmentView.Mark.REMOVED)
                .toList();
        var names = new TreeSet<>(
                saved.stream().map(EnvironmentView.Variable::name).toList());
        return of(pasted, names, name -> saved.stream()
                .noneMatch(variable -> variable.name().equals(name)
                        && Objects.equals(pasted.values().get(name), variable.value())));
    }

    /** The edit that the text asks for: all it sets, and the removal of the rest if it is to replace everything. */
    public EnvironmentChange toChange(DotEnv pasted, boolean replaceAll) {
        return new EnvironmentChange(pasted.values(), replaceAll ? Set.copyOf(removed) : Set.of());
    }

    private static DotEnvPreview of(DotEnv pasted, Set<String> saved, Predicate<String> differs) {
        var names = pasted.values().keySet();
        return new DotEnvPreview(
                names.stream().filter(name -> !saved.contains(name)).sorted().toList(),
                names.stream().filter(saved::contains).filter(differs).sorted().toList(),
                saved.stream().filter(name -> !names.contains(name)).sorted().toList(),
                pasted.problems());
    }
}
