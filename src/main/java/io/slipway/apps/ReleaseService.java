package io.slipway.apps;

import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What people ask of releases before they choose one. Authorised and tenant-scoped; changes nothing. */
@Service
public class ReleaseService {

    private final AppAccess access;
    private final AppTransactions transactions;
    private final Rollout rollout;
    private final AppCreation creation;
    private final ReleaseContents releases;

    ReleaseService(
            AppAccess access,
            AppTransactions transactions,
            Rollout rollout,
            AppCreation creation,
            ReleaseContents releases) {
        this.access = access;
        this.transactions = transactions;
        this.rollout = rollout;
        this.creation = creation;
        this.releases = releases;
    }

    /**
     * What differs on the way from one release to another; values of variables are masked.
     *
     * @throws PlatformException.NotFound when the app or one of the releases does not exist
     */
    public List<ReleaseDifference> compare(AppId id, int from, int to) {
        var space = access.require(id, Permission.SPACE_READ);
        return transactions.read(() -> {
            var app = access.find(id, space);
            return ReleaseComparison.between(rollout.contentOf(app, from), rollout.contentOf(app, to));
        });
    }

    /**
     * What a return to a release would do and what it cannot bring back. Asks a host for the image, which may take as long as a
     * pull; a host that finds none makes a doubt, not an error.
     *
     * @throws PlatformException.NotFound when the app or the release does not exist
     */
    public ReturnPreview previewReturn(AppId id, int release) {
        var space = access.require(id, Permission.SPACE_DEVELOP);
        var target = transactions.read(() -> rollout.contentOf(access.find(id, space), release));
        var doubts = doubtsAboutImage(target);
        return transactions.read(() -> {
            var app = access.find(id, space);
            var current = releases.of(app.id(), app.currentRelease());
            return new ReturnPreview(
                    current.number(),
                    release,
                    ReleaseComparison.between(current.content(), target),
                    doubts,
                    stays(app));
        });
    }

    private List<String> doubtsAboutImage(ReleaseContent target) {
        try {
            var found = creation.inspect(target.image());
            return found.imageId().equals(target.imageId())
                    ? List.of()
                    : List.of(target.image()
                            + " names another image by now. The return works only on hosts that still have the one of"
                            + " that release; elsewhere its instances cannot start, and what runs now stays.");
        } catch (PlatformException problem) {
            return List.of("No host could say whether the image " + target.image() + " is still there: "
                    + problem.sentence() + " Without it the return fails, and what runs now stays.");
        }
    }

    private static String counts(List<Process> processes) {
        return processes.size() == 1
                ? String.valueOf(processes.getFirst().instances())
                : processes.stream()
                        .map(process -> process.instances() + " of " + process.type())
                        .collect(Collectors.joining(", "));
    }

    private List<String> stays(App app) {
        var stays = new ArrayList<String>();
        stays.add("The number of instances belongs to the app: it stays " + counts(rollout.processes(app)) + ".");
        stays.add("Routes belong to the app and stay as they are.");
        stays.add("Data outside of the app, such as a database's schema, is not brought back.");
        if (app.staged().isPresent()) {
            stays.add("Saved variables that do not run yet stay saved.");
        }
        rollout.running(app).stream()
                .filter(Deployment::isTrial)
                .findFirst()
                .ifPresent(canary -> stays.add("The canary on trial is given up for it."));
        return stays;
    }
}
