package io.slipway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameChangesTest {

    @Property
    void aChangeMakesTheLaterTableOfTheEarlierOne(@ForAll long one, @ForAll long other) {
        var before = table(new Random(one));
        var after = table(new Random(other));

        var made = NameChanges.apply(before, NameChanges.between(before, after));

        assertThat(meaning(made)).isEqualTo(meaning(after));
        assertThat(made.getConnectionsList()).isEqualTo(after.getConnectionsList());
        assertThat(made.getEpoch()).isEqualTo(after.getEpoch());
        assertThat(made.getChange()).isFalse();
    }

    @Property
    void aWholeTableReplacesWhatWasKnown(@ForAll long one, @ForAll long other) {
        var after = table(new Random(other));

        assertThat(NameChanges.apply(table(new Random(one)), after)).isEqualTo(after);
    }

    @Test
    void aChangeNamesOnlyWhatDiffers() {
        var shop = NamedApp.newBuilder().setAppId("shop").build();
        var web = NamedApp.newBuilder().setAppId("web").build();
        var moved = web.toBuilder()
                .addInstances(NamedInstance.newBuilder().setAddress("10.1.0.5"))
                .build();
        var before = NameTable.newBuilder()
                .addSpaces(
                        NamedSpace.newBuilder().setSpaceId("red").addApps(shop).addApps(web))
                .addSpaces(NamedSpace.newBuilder().setSpaceId("blue").addApps(shop))
                .build();
        var after = NameTable.newBuilder()
                .addSpaces(
                        NamedSpace.newBuilder().setSpaceId("red").addApps(shop).addApps(moved))
                .addSpaces(NamedSpace.newBuilder().setSpaceId("blue").addApps(shop))
                .build();

        assertThat(NameChanges.between(before, after).getSpacesList())
                .containsExactly(
                        NamedSpace.newBuilder().setSpaceId("red").addApps(moved).build());
    }

    private static NameTable table(Random random) {
        var table = NameTable.newBuilder().setEpoch(random.nextInt(5));
        for (int space = 0; space < 4; space++) {
            if (random.nextInt(3) > 0) {
                table.addSpaces(space(random, "space-" + space));
            }
        }
        if (random.nextBoolean()) {
            table.addConnections(AllowedConnection.newBuilder().setFirstPort(random.nextInt(100)));
        }
        return table.build();
    }

    private static NamedSpace space(Random random, String id) {
        var space = NamedSpace.newBuilder().setSpaceId(id);
        for (int app = 0; app < 4; app++) {
            if (random.nextInt(3) > 0) {
                space.addApps(NamedApp.newBuilder()
                        .setAppId(id + "-app-" + app)
                        .addInstances(NamedInstance.newBuilder().setIndex(random.nextInt(2))));
            }
        }
        return space.build();
    }

    private static Map<String, Map<String, NamedApp>> meaning(NameTable table) {
        return table.getSpacesList().stream()
                .collect(Collectors.toMap(
                        NamedSpace::getSpaceId,
                        space -> space.getAppsList().stream()
                                .collect(Collectors.toMap(NamedApp::getAppId, app -> app))));
    }
}
