package io.slipway.apps;

import io.slipway.iam.AppScope;
import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose an app is, for machines: no user, no authorisation. */
@Component
@Transactional(readOnly = true)
public class AppDirectory implements AppScope {

    private final Apps apps;

    AppDirectory(Apps apps) {
        this.apps = apps;
    }

    /** The space of an app; empty when there is no such app. */
    @Override
    public Optional<SpaceId> spaceOf(AppId id) {
        return apps.findById(id.value()).map(App::spaceId);
    }
}
