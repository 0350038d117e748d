package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;
import io.slipway.store.Remembered;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which apps there are, for machines; from memory. No user, no authorisation. */
@Component
public class AppRegister {

    /** An app, by the name that counts within its space. */
    public record Entry(AppId id, String name, SpaceId spaceId) {}

    private final Apps apps;
    private final Remembered<List<Entry>> remembered = new Remembered<>(this::read);

    AppRegister(Apps apps) {
        this.apps = apps;
    }

    /** Every app of the cluster, by name. */
    public List<Entry> all() {
        return remembered.get();
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(AppCreated event) {
        remembered.forget();
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(AppDeleted event) {
        remembered.forget();
    }

    private List<Entry> read() {
        return apps.findPlaces().stream()
                .map(row -> new Entry(new AppId(row.id()), row.name(), new SpaceId(row.spaceId())))
                .toList();
    }
}
