package io.slipway.policies;

import io.slipway.apps.AppDeleted;
import io.slipway.kernel.AppId;
import io.slipway.store.Remembered;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What machines read of network policies, from memory; and their end with the apps that they name. */
@Component
public class NetworkPolicyLedger {

    /** One policy. */
    public record Entry(AppId source, AppId destination, Transport transport, PortRange ports) {}

    private final NetworkPolicies policies;
    private final ApplicationEventPublisher events;
    private final Remembered<List<Entry>> remembered = new Remembered<>(this::read);

    NetworkPolicyLedger(NetworkPolicies policies, ApplicationEventPublisher events) {
        this.policies = policies;
        this.events = events;
    }

    /** Every policy of the cluster, the oldest first. */
    public List<Entry> all() {
        return remembered.get();
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(NetworkPoliciesChanged event) {
        remembered.forget();
    }

    /** Inside the transaction that removes the app: its row cannot go while policies refer to it. */
    @EventListener
    void on(AppDeleted event) {
        if (policies.deleteByAppId(event.appId().value()) > 0) {
            events.publishEvent(new NetworkPoliciesChanged(event.appId()));
        }
    }

    private List<Entry> read() {
        return policies.findAllByOrderByIdAsc().stream()
                .map(policy -> new Entry(policy.source(), policy.destination(), policy.transport(), policy.ports()))
                .toList();
    }
}
