package io.slipway.apps;

import io.slipway.iam.SpacePath;
import io.slipway.kernel.AppId;
import java.util.List;
import org.springframework.stereotype.Service;

/** What people do with apps. Every method is authorised, tenant-scoped and audited; console and API call nothing else. */
@Service
public class AppService {

    /** Apps of all spaces that the caller may read, by name; at most 1,000. */
    public List<AppView> list() {
        throw new UnsupportedOperationException();
    }

    /** Apps of one space. */
    public List<AppView> list(SpacePath space) {
        throw new UnsupportedOperationException();
    }

    /** One app. */
    public AppView get(AppPath path) {
        throw new UnsupportedOperationException();
    }

    /** Creates an app with its web process, first release, default route and, if asked, first deployment. */
    public AppView create(SpacePath space, CreateAppRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Sets the number of instances, 0 to 100; applies at once. */
    public AppView scale(AppId id, int instances) {
        throw new UnsupportedOperationException();
    }

    /** Starts a stopped app. */
    public AppView start(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Stops an app; its instances end after they were drained. */
    public AppView stop(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Replaces all instances, new ones first. */
    public AppView restart(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Orders the end of an app: containers, routes, logs and metrics go. {@code confirmation} must be the app's name. */
    public void delete(AppId id, String confirmation) {
        throw new UnsupportedOperationException();
    }

    /** Saved and running variables; values only for callers with {@code SPACE_SECRETS}. */
    public EnvironmentView environment(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Saves edits to the environment without running them. {@code version} is that of the view the edit started from. */
    public EnvironmentView stage(AppId id, EnvironmentChange change, long version) {
        throw new UnsupportedOperationException();
    }

    /** Throws saved edits away. */
    public EnvironmentView discard(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Makes a release of what is saved and deploys it. */
    public AppView apply(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Makes a release with another image and deploys it. */
    public AppView deployImage(AppId id, String image) {
        throw new UnsupportedOperationException();
    }

    /** Makes a release with other size, port, command or health check and deploys it. */
    public AppView configure(AppId id, ReleaseSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Makes a new release equal to an old one and deploys it. */
    public AppView rollBack(AppId id, int releaseNumber) {
        throw new UnsupportedOperationException();
    }

    /** Releases, newest first, at most 200. */
    public List<ReleaseView> releases(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Deployments, newest first, at most 200. */
    public List<DeploymentView> deployments(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** What happened to the app, newest first, at most {@code limit}: the audit trail of it in words. */
    public List<AppEvent> events(AppId id, int limit) {
        throw new UnsupportedOperationException();
    }
}
