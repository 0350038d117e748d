package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.AppRegister;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
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
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import io.slipway.protocol.RunSpec;
import io.slipway.testing.MutableClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two spaces, {@code red} with shop and web, {@code blue} with pay, on two hosts. */
class NameTablesTest {

    private static final int PORT = 8080;

    private final SpaceId red = SpaceId.create();
    private final SpaceId blue = SpaceId.create();
    private final AppId shop = AppId.create();
    private final AppId web = AppId.create();
    private final AppId pay = AppId.create();
    private final HostId a = HostId.create();
    private final HostId b = HostId.create();
    private final InstanceStore store = new InMemoryInstanceStore(MutableClock.ordinary(), event -> {});
    private final List<AllowedConnection> policies = new ArrayList<>();
    private final Set<HostId> silent = new HashSet<>();

    @Test
    void aHostHearsOfTheSpacesOfItsInstancesAndOfNoOthers() {
        run(shop, red, a, 0, "10.1.0.5", PORT);
        run(web, red, b, 0, "10.2.0.5", PORT);
        run(pay, blue, b, 0, "10.2.0.6", PORT);

        assertThat(tables().of(a).getSpacesList())
                .extracting(NamedSpace::getSpaceName)
                .containsExactly("red");
        assertThat(tables().of(b).getSpacesList())
                .extracting(NamedSpace::getSpaceName)
                .containsExactlyInAnyOrder("red", "blue");
        assertThat(tables().of(a).getSpaces(0).getAppsList())
                .extracting(NamedApp::getAppName)
                .containsExactly("shop", "web");
        assertThat(tables().of(HostId.create()).getSpacesList()).isEmpty();
    }

    @Test
    void whoStartsIsKnownBeforeItAnswers() {
        var starting = place(shop, red, a, 0, PORT);
        report(starting, a, InstancePhase.STARTING, "10.1.0.5", false);

        assertThat(instances(a, 0)).containsExactly(named(0, "10.1.0.5", false));
    }

    @Test
    void whoIsToStopIsKnownAndAnswersNoMore() {
        var id = run(shop, red, a, 0, "10.1.0.5", PORT);
        store.stop(List.of(id));

        assertThat(instances(a, 0)).containsExactly(named(0, "10.1.0.5", false));
    }

    @Test
    void whoHasEndedIsGone() {
        var id = run(shop, red, a, 0, "10.1.0.5", PORT);
        run(shop, red, a, 1, "10.1.0.6", PORT);
        report(id, a, InstancePhase.FAILED, "10.1.0.5", false);

        assertThat(instances(a, 0)).containsExactly(named(1, "10.1.0.6", true));
    }

    @Test
    void instancesOfASilentHostAnswerOnlyWhereThereAreNoOthers() {
        run(shop, red, a, 0, "10.1.0.5", PORT);
        run(shop, red, b, 1, "10.2.0.5", PORT);
        silent.add(b);
        assertThat(instances(a, 0)).containsExactly(named(0, "10.1.0.5", true), named(1, "10.2.0.5", false));

        silent.add(a);
        assertThat(instances(a, 0)).allMatch(NamedInstance::getAnswers);
    }

    @Test
    void whereSomeHaveAPortOnlyTheyAnswer() {
        run(shop, red, a, 0, "10.1.0.5", 0);
        assertThat(instances(a, 0)).containsExactly(named(0, "10.1.0.5", true));

        run(shop, red, a, 1, "10.1.0.6", PORT);
        assertThat(instances(a, 0)).containsExactly(named(0, "10.1.0.5", false), named(1, "10.1.0.6", true));
    }

    @Test
    void instancesOfOtherProcessesNeverAnswerForTheApp() {
        run(shop, red, a, 0, "10.1.0.5", PORT);
        var id = InstanceId.create();
        insert(id, shop, red, 0, RunSpec.newBuilder().setProcessType("worker").build());
        store.assign(a, List.of(id));
        report(id, a, InstancePhase.RUNNING, "10.1.0.6", true);

        assertThat(instances(a, 0))
                .containsExactly(
                        named(0, "10.1.0.5", true),
                        NamedInstance.newBuilder()
                                .setAddress("10.1.0.6")
                                .setProcessType("worker")
                                .setAnswersForProcess(true)
                                .build());
    }

    @Test
    void ofAnotherSpaceOnlyTheAppIsNamedThatAPolicyNames() {
        run(shop, red, a, 0, "10.1.0.5", PORT);
        run(pay, blue, b, 0, "10.2.0.6", PORT);
        policies.add(AllowedConnection.newBuilder()
                .setSourceAppId(pay.toString())
                .setDestinationAppId(shop.toString())
                .build());

        var there = tables().of(b);
        var stranger = there.getSpacesList().stream()
                .filter(space -> space.getSpaceName().equals("red"))
                .findFirst()
                .orElseThrow();
        assertThat(stranger.getAppsList()).extracting(NamedApp::getAppName).containsExactly("shop");
        assertThat(there.getConnectionsList()).hasSize(1);
        assertThat(tables().of(a).getConnectionsList()).hasSize(1);
    }

    @Test
    void whatHasNotChangedIsTheSameObject() {
        run(shop, red, a, 0, "10.1.0.5", PORT);
        run(pay, blue, b, 0, "10.2.0.6", PORT);
        var before = tables();

        run(pay, blue, b, 1, "10.2.0.7", PORT);
        var after = before.then(facts());

        assertThat(after.of(a)).isEqualTo(before.of(a));
        assertThat(after.of(a).getSpaces(0)).isSameAs(before.of(a).getSpaces(0));
        assertThat(after.of(b)).isNotEqualTo(before.of(b));
    }

    private List<NamedInstance> instances(HostId host, int app) {
        return tables().of(host).getSpaces(0).getApps(app).getInstancesList();
    }

    private NameTables tables() {
        return NameTables.of(facts());
    }

    private NameFacts facts() {
        return new NameFacts(
                7,
                List.of(
                        new AppRegister.Entry(pay, "pay", blue),
                        new AppRegister.Entry(shop, "shop", red),
                        new AppRegister.Entry(web, "web", red)),
                store.placed(),
                silent,
                policies,
                id -> new SpaceRef(
                        OrganizationId.create(), id, new SpacePath("acme", id.equals(red) ? "red" : "blue")));
    }

    private InstanceId run(AppId app, SpaceId space, HostId host, int index, String address, int port) {
        var id = place(app, space, host, index, port);
        report(id, host, InstancePhase.RUNNING, address, true);
        return id;
    }

    private InstanceId place(AppId app, SpaceId space, HostId host, int index, int port) {
        var id = InstanceId.create();
        insert(id, app, space, index, RunSpec.newBuilder().setPort(port).build());
        store.assign(host, List.of(id));
        return id;
    }

    private void insert(InstanceId id, AppId app, SpaceId space, int index, RunSpec spec) {
        store.insert(List.of(new NewInstance(
                id,
                app,
                ProcessId.create(),
                space,
                OrganizationId.create(),
                index,
                1,
                ReleaseId.create(),
                spec,
                null,
                PlacementRules.NONE)));
    }

    private void report(InstanceId id, HostId host, InstancePhase phase, String address, boolean ready) {
        store.report(
                host,
                InstanceReport.newBuilder()
                        .setInstanceId(id.toString())
                        .setPhase(phase)
                        .setReady(ready)
                        .setAddress(address)
                        .build());
    }

    private static NamedInstance named(int index, String address, boolean answers) {
        return NamedInstance.newBuilder()
                .setIndex(index)
                .setAddress(address)
                .setAnswers(answers)
                .build();
    }
}
