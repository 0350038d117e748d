package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.ProcessView;
import io.slipway.iam.Permission;
import io.slipway.kernel.ProcessType;

/** What can be done to an app with a word, the same from its header, its row and the palette: who may, what is asked before. */
public final class AppVerbs {

    /** Why a verb is not offered. */
    public static final String NOT_ALLOWED = "Your role in this space does not allow it.";

    /** More instances than this are not asked for by the console. */
    public static final int MOST_INSTANCES = 100;

    private final AppService apps;

    public AppVerbs(AppService apps) {
        this.apps = apps;
    }

    /** Whether the caller may run an app's verbs now. */
    public static boolean mayOperate(AppView app) {
        return app.allowed().contains(Permission.SPACE_OPERATE) && !app.deleting();
    }

    /** Restarts after a confirmation. */
    public void restart(AppView app, Runnable done) {
        Confirm.explain(
                "Restart " + app.path().app() + "?",
                Figures.count(app.wantedInstances(), "instance")
                        + " will be replaced; new ones take over before old ones stop.",
                "Restart",
                () -> {
                    apps.restart(app.id());
                    done.run();
                });
    }

    /**
     * Stops after a confirmation.
     *
     * @param effect what ends by it, in sentences
     */
    public void stop(AppView app, String effect, Runnable done) {
        var verb = "Stop " + app.path().app();
        Confirm.explain(verb + "?", effect, verb, () -> {
            apps.stop(app.id());
            done.run();
        });
    }

    /** Starts at once. */
    public void start(Component place, AppView app, Runnable done) {
        Problems.attempt(place, () -> apps.start(app.id()));
        done.run();
    }

    /** Restarts one process after a confirmation. */
    public void restart(AppView app, ProcessView process, Runnable done) {
        Confirm.explain(
                "Restart " + process.type() + " of " + app.path().app() + "?",
                Figures.count(process.instances(), "instance")
                        + " will be replaced; new ones take over before old ones stop.",
                "Restart " + process.type(),
                () -> {
                    apps.restart(app.id(), process.type());
                    done.run();
                });
    }

    /** Changes the number of instances of a process at once; to none after a confirmation. */
    public void scale(Component place, AppView app, String type, int target, Runnable done) {
        if (target > 0) {
            Problems.attempt(place, () -> apps.scale(app.id(), type, target));
            done.run();
            return;
        }
        var web = type.equals(ProcessType.WEB);
        Confirm.explain(
                "Scale " + app.path().app() + (web ? "" : " " + type) + " to 0?",
                web
                        ? "Its last instance ends and its routes stop answering until it is scaled up again."
                        : "Its last instance ends, and what it does rests until it is scaled up again.",
                "Scale to 0",
                () -> {
                    apps.scale(app.id(), type, 0);
                    done.run();
                });
    }
}
