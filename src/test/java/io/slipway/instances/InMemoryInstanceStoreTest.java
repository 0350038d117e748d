package io.slipway.instances;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

class InMemoryInstanceStoreTest extends InstanceStoreContract {

    private final List<InstanceChanged> announced = new ArrayList<>();
    private final InstanceStore store = new InMemoryInstanceStore(Clock.systemUTC(), announced::add);

    @Override
    InstanceStore store() {
        return store;
    }

    @Override
    List<InstanceChanged> announced() {
        return announced;
    }
}
