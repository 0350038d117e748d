package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A runnable part of an app with a count of its own. */
@Entity
class Process {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID appId;
    private String type;
    private int instances;
    private String restartToken;
    private long generation;

    @Version
    private @Nullable Long version;

    protected Process() {}

    Process(ProcessId id, App app, String type, int instances) {
        this.id = id.value();
        this.organizationId = app.organizationId().value();
        this.spaceId = app.spaceId().value();
        this.appId = app.id().value();
        this.type = type;
        this.instances = instances;
        this.restartToken = UUID.randomUUID().toString();
        this.generation = 1;
    }

    void scaleTo(int count) {
        instances = count;
        generation++;
    }

    /** Makes every living instance outdated. */
    void renewRestartToken() {
        restartToken = UUID.randomUUID().toString();
        generation++;
    }

    ProcessId id() {
        return new ProcessId(id);
    }

    AppId appId() {
        return new AppId(appId);
    }

    String type() {
        return type;
    }

    int instances() {
        return instances;
    }

    String restartToken() {
        return restartToken;
    }
}
