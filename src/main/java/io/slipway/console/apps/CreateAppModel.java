package io.slipway.console.apps;

import io.slipway.apps.AppName;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.CreateAppRequest;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.PlatformException;
import io.slipway.routes.RouteService;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the create page knows beside its fields: the space, the names taken in it, and whether one may create there. */
final class CreateAppModel {

    private final AppService apps;
    private final RouteService routes;
    private final AccessPolicy policy;
    private SpacePath space = SpacePath.DEFAULT;
    private Set<String> taken = Set.of();
    private boolean allowed;

    CreateAppModel(AppService apps, RouteService routes, AccessPolicy policy) {
        this.apps = apps;
        this.routes = routes;
        this.policy = policy;
    }

    /**
     * Enters a space.
     *
     * @throws io.slipway.kernel.PlatformException.NotFound when the caller may not read it
     */
    void enter(SpacePath path) {
        space = path;
        var found = policy.requireSpace(path, Permission.SPACE_READ);
        allowed = policy.allowedIn(found.spaceId()).contains(Permission.SPACE_DEVELOP);
        taken = apps.list(path).stream().map(AppView::path).map(AppPath::app).collect(Collectors.toSet());
    }

    SpacePath space() {
        return space;
    }

    boolean isAllowed() {
        return allowed;
    }

    /** What is wrong with a name, as far as that is known before sending it; an empty one is not wrong yet. */
    Optional<String> nameProblem(String typed) {
        String name = typed.strip();
        if (taken.contains(name)) {
            return Optional.of("There is an app named " + name + " in " + space.space() + ". Choose another name.");
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            AppName.require(name);
            return Optional.empty();
        } catch (PlatformException.Invalid wrong) {
            return Optional.of(wrong.sentence());
        }
    }

    /** A name like this one that is free: with a number where it is taken. */
    String freeName(String name) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** The address that the form's app would get; empty for none. */
    String url(CreateAppInput input) {
        if (!input.routed() || input.name().isBlank() || Integer.valueOf(0).equals(input.port())) {
            return "";
        }
        return input.routeHost().isBlank()
                ? routes.previewUrl(input.name().strip())
                : input.routeHost().strip();
    }

    /** Creates and deploys. */
    AppPath create(CreateAppInput input) {
        CreateAppRequest request = input.toRequest(true);
        return apps.create(space, request).path();
    }
}
