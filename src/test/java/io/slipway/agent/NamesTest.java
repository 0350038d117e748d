package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    private static final String ID = "0199aaaa-0000-7000-8000-000000000036";

    @Test
    void everyContainerOfAnInstanceTellsWhoseItIs() {
        assertThat(Names.instanceOf(Names.sandbox(ID))).contains(ID);
        assertThat(Names.instanceOf(Names.app(ID))).contains(ID);
        assertThat(Names.instanceOf(Names.sidecar(ID, "log-app"))).contains(ID);
    }

    @Test
    void pooledSandboxesAndStrangersBelongToNobody() {
        assertThat(Names.instanceOf(Names.pooled())).isEmpty();
        assertThat(Names.instanceOf("postgres")).isEmpty();
    }
}
