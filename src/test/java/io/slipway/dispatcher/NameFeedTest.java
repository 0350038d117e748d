package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.apps.AppRegister;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.iam.TenantNames;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.InstanceStore;
import io.slipway.instances.NewInstance;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import io.slipway.policies.NetworkPolicyLedger;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.ServerMessage;
import io.slipway.testing.MutableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameFeedTest {

    private final AppId shop = AppId.create();
    private final AppId pay = AppId.create();
    private final SpaceId space = SpaceId.create();
    private final HostId here = HostId.create();
    private final HostId elsewhere = HostId.create();
    private final InstanceStore store = new InMemoryInstanceStore(MutableClock.ordinary(), event -> {});
    private final AppRegister apps = mock(AppRegister.class);
    private final TenantNames names = mock(TenantNames.class);
    private final NetworkPolicyLedger policies = mock(NetworkPolicyLedger.class);
    private final ClusterEpoch epoch = mock(ClusterEpoch.class);
    private final AgentSessions sessions = new AgentSessions();
    private final NameFeed feed = new NameFeed(apps, store, mock(HostRegistry.class), names, policies, sessions, epoch);
    private final List<NameTable> toldHere = new ArrayList<>();
    private final List<NameTable> toldElsewhere = new ArrayList<>();

    @BeforeEach
    void twoHosts() {
        when(epoch.current()).thenReturn(7L);
        when(apps.all()).thenReturn(List.of(new AppRegister.Entry(shop, "shop", space)));
        when(names.of(space)).thenReturn(new SpaceRef(OrganizationId.create(), space, new SpacePath("acme", "main")));
        open(here, toldHere);
        open(elsewhere, toldElsewhere);
        feed.refresh();
        toldHere.clear();
        toldElsewhere.clear();
    }

    @Test
    void aHostHearsOfWhatChangesForItAndTheOthersDoNot() {
        placeShop();

        feed.refresh();
        feed.refresh();

        assertThat(toldHere).singleElement().satisfies(table -> {
            assertThat(table.getEpoch()).isEqualTo(7);
            assertThat(table.getChange()).isTrue();
            assertThat(table.getSpaces(0).getApps(0).getAppName()).isEqualTo("shop");
        });
        assertThat(toldElsewhere).isEmpty();
    }

    @Test
    void whoConnectsAnewHearsEverythingAgain() {
        placeShop();
        feed.refresh();
        open(here, toldHere);

        feed.refresh();

        assertThat(toldHere).extracting(NameTable::getChange).containsExactly(true, false);
    }

    @Test
    void tellsOfPoliciesInTheProtocolsWords() {
        when(policies.all())
                .thenReturn(List.of(new NetworkPolicyLedger.Entry(pay, shop, Transport.UDP, new PortRange(53, 60))));
        placeShop();

        feed.refresh();

        assertThat(toldHere.getLast().getConnectionsList()).singleElement().satisfies(allowed -> {
            assertThat(allowed.getSourceAppId()).isEqualTo(pay.toString());
            assertThat(allowed.getTransport()).isEqualTo(io.slipway.protocol.Transport.UDP);
            assertThat(allowed.getFirstPort()).isEqualTo(53);
            assertThat(allowed.getLastPort()).isEqualTo(60);
        });
    }

    private void placeShop() {
        var id = InstanceId.create();
        store.insert(List.of(new NewInstance(
                id,
                shop,
                ProcessId.create(),
                space,
                OrganizationId.create(),
                0,
                1,
                ReleaseId.create(),
                RunSpec.getDefaultInstance(),
                null,
                PlacementRules.NONE)));
        store.assign(here, List.of(id));
    }

    private void open(HostId host, List<NameTable> told) {
        @SuppressWarnings("unchecked")
        ServerCallStreamObserver<ServerMessage> stream = mock(ServerCallStreamObserver.class);
        when(stream.isReady()).thenReturn(true);
        doAnswer(call -> told.add(call.<ServerMessage>getArgument(0).getNameTable()))
                .when(stream)
                .onNext(any());
        var session = new AgentSession(host, stream);
        session.takesNames();
        sessions.open(session);
    }
}
