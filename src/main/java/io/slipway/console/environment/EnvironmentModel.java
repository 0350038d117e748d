package io.slipway.console.environment;

import io.slipway.apps.AppService;
import io.slipway.apps.EnvironmentChange;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the environment page shows: saved variables, which of them are revealed for the moment, and edits. */
final class EnvironmentModel {

    /** How long a revealed value stays to be seen. */
    static final Duration REVEALED = Duration.ofSeconds(30);

    private final AppService apps;
    private final Clock clock;
    private final Map<String, Instant> revealedUntil = new HashMap<>();
    private EnvironmentView view = new EnvironmentView(List.of(), 0);

    EnvironmentModel(AppService apps, Clock clock) {
        this.apps = apps;
        this.clock = clock;
    }

    void load(AppId app) {
        view = apps.environment(app);
    }

    EnvironmentView view() {
        return view;
    }

    /** Rows whose name has the text; a value is in a row only while it is revealed. */
    List<VariableRow> rows(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return view.variables().stream()
                .filter(variable -> variable.name().toLowerCase(Locale.ROOT).contains(wanted))
                .map(variable ->
                        new VariableRow(variable.name(), variable.mark(), value(variable), known(variable) != null))
                .toList();
    }

    void reveal(String name) {
        revealedUntil.put(name, clock.instant().plus(REVEALED));
    }

    void hide(String name) {
        revealedUntil.remove(name);
    }

    /** Hides what was revealed long enough ago; answers whether anything was. */
    boolean hideExpired() {
        Instant now = clock.instant();
        return revealedUntil.values().removeIf(until -> !until.isAfter(now));
    }

    /** The saved value for an edit; empty when it may not be seen. */
    String valueOf(String name) {
        return view.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .map(EnvironmentModel::known)
                .map(value -> value == null ? "" : value.reveal())
                .findFirst()
                .orElse("");
    }

    void set(AppId app, String name, String value) {
        stage(app, new EnvironmentChange(Map.of(name, new Secret(value)), Set.of()));
    }

    void remove(AppId app, String name) {
        stage(app, new EnvironmentChange(Map.of(), Set.of(name)));
    }

    /**
     * Saves edits against the state that this page shows.
     *
     * @throws io.slipway.kernel.PlatformException.Conflict when somebody else saved meanwhile
     */
    void stage(AppId app, EnvironmentChange change) {
        view = apps.stage(app, change, view.version());
    }

    private @Nullable String value(Variable variable) {
        Secret known = known(variable);
        return known != null && revealedUntil.containsKey(variable.name()) ? known.reveal() : null;
    }

    /** The value that counts: the saved one, or for a removed variable the one that still runs. */
    private static @Nullable Secret known(Variable variable) {
        return variable.mark() == Mark.REMOVED ? variable.running() : variable.value();
    }
}
