package io.slipway.console.shell;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.instances.InstanceService;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the names that switcher and palette search in. */
@Component
public class AppIndex {

    private final AppService apps;
    private final InstanceService instances;

    AppIndex(AppService apps, InstanceService instances) {
        this.apps = apps;
        this.instances = instances;
    }

    /** The apps that the caller may read, by name; at most {@link AppEntry#MOST}. */
    public List<AppEntry> entries() {
        var found = apps.list().stream().limit(AppEntry.MOST).toList();
        var living = instances.living(found.stream().map(AppView::id).toList());
        return found.stream()
                .map(app -> AppEntry.of(app, living.getOrDefault(app.id(), List.of())))
                .toList();
    }
}
