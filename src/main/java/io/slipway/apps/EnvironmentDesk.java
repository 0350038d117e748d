package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saved and running variables of an app side by side. Runs in the caller's transaction. */
@Component
class EnvironmentDesk {

    private final ReleaseCodec codec;
    private final Rollout rollout;

    EnvironmentDesk(ReleaseCodec codec, Rollout rollout) {
        this.codec = codec;
        this.rollout = rollout;
    }

    /** Marks need the values; the view carries them only for those who may see them. */
    EnvironmentView view(App app, boolean withValues) {
        var running = rollout.current(app).environment();
        var saved = app.staged().map(codec::open).orElse(running);
        var names = new TreeSet<>(running.keySet());
        names.addAll(saved.keySet());
        var variables = new ArrayList<EnvironmentView.Variable>();
        for (var name : names) {
            variables.add(variable(name, saved.get(name), running.get(name), withValues));
        }
        return new EnvironmentView(List.copyOf(variables), app.environmentStamp());
    }

    /** Applies an edit to what is saved; saving what runs anyway leaves nothing staged. */
    void stage(App app, EnvironmentChange change, long version) {
        if (app.environmentStamp() != version) {
            throw changedMeanwhile();
        }
        var running = rollout.current(app).environment();
        var saved = new HashMap<>(app.staged().map(codec::open).orElse(running));
        saved.keySet().removeAll(change.remove());
        saved.putAll(change.set());
        EnvironmentRules.require(saved);
        if (saved.equals(running)) {
            app.discardStaged();
        } else {
            app.stage(codec.seal(saved));
        }
    }

    /** The content that an apply would run. */
    ReleaseContent staged(App app) {
        Map<String, Secret> saved = app.staged()
                .map(codec::open)
                .orElseThrow(() -> new PlatformException.Conflict(
                        "nothing-staged", "Everything that is saved runs already. Edit a variable first."));
        return rollout.current(app).withEnvironment(saved);
    }

    static PlatformException changedMeanwhile() {
        return new PlatformException.Conflict(
                "changed-meanwhile", "Somebody changed this meanwhile. Load the page again and repeat your edit.");
    }

    private static EnvironmentView.Variable variable(
            String name, @Nullable Secret saved, @Nullable Secret running, boolean withValues) {
        var mark = mark(saved, running);
        return withValues
                ? new EnvironmentView.Variable(name, saved, running, mark)
                : new EnvironmentView.Variable(name, null, null, mark);
    }

    private static EnvironmentView.Mark mark(@Nullable Secret saved, @Nullable Secret running) {
        if (saved == null) {
            return EnvironmentView.Mark.REMOVED;
        }
        if (running == null) {
            return EnvironmentView.Mark.ADDED;
        }
        return saved.equals(running) ? EnvironmentView.Mark.SAME : EnvironmentView.Mark.CHANGED;
    }
}
