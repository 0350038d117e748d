package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RebalancePlannerTest {

    private final Scene scene = new Scene();

    @Test
    void movesWhatItsHostBreaksTheRulesOf() {
        var slow = scene.host("host-a", 4096);
        var fast = scene.host("host-b", 4096);
        scene.label(fast, "disk=ssd");
        var stands = scene.runs(scene.app("shop", 1), 0, slow, row -> row.ruled("disk=ssd", 0));

        assertThat(plan())
                .containsExactly(new OrderedMove(
                        stands.id(),
                        slow.id(),
                        fast.id(),
                        RebalanceReason.RULES,
                        "needs disk=ssd, host-a has no disk"));
    }

    @Test
    void movesCopiesThatAreTooManyOnOneHostTheYoungestFirst() {
        var crowded = scene.host("host-a", 4096);
        var free = scene.host("host-b", 4096);
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, crowded, row -> row.ruled("", 1));
        var young = scene.runs(shop, 1, crowded, row -> row.ruled("", 1));

        assertThat(plan()).singleElement().satisfies(move -> {
            assertThat(move.id()).isEqualTo(young.id());
            assertThat(move.to()).isEqualTo(free.id());
            assertThat(move.reason()).isEqualTo(RebalanceReason.RULES);
        });
    }

    @Test
    void spreadsOverZonesThenOverHosts() {
        var a = scene.host("host-a", 4096);
        var b = scene.host("host-b", 4096);
        var c = scene.host("host-c", 4096);
        scene.label(a, "zone=north");
        scene.label(b, "zone=north");
        scene.label(c, "zone=south");
        var shop = scene.app("shop", 3);
        for (int index = 0; index < 3; index++) {
            scene.runs(shop, index, a);
        }

        var moves = plan();

        assertThat(moves).extracting(OrderedMove::to).containsExactlyInAnyOrder(c.id(), b.id());
        assertThat(moves.getFirst().reason()).isEqualTo(RebalanceReason.ZONES);
        assertThat(moves.getFirst().why()).isEqualTo("its zone has 3 copies, the other none");
        assertThat(moves.getLast().why()).isEqualTo("its host has 2 copies, the other none");
    }

    @Test
    void evensOutMemoryOnlyWhereHostsDifferMuch() {
        var full = scene.host("host-a", 4096);
        scene.host("host-b", 4096);
        for (int app = 0; app < 4; app++) {
            scene.runs(scene.app("app-" + app, 1), 0, full, row -> row.taking(512));
        }

        assertThat(plan()).hasSize(2).allSatisfy(move -> {
            assertThat(move.reason()).isEqualTo(RebalanceReason.MEMORY);
            assertThat(move.why()).startsWith("free memory ");
        });

        scene.apply(plan());
        assertThat(plan()).isEmpty();
    }

    @Test
    void leavesMemoryAloneWherePackingIsWanted() {
        var full = scene.host("host-a", 4096);
        scene.host("host-b", 4096);
        scene.runs(scene.app("shop", 1), 0, full, row -> row.taking(2048));
        scene.runs(scene.app("cart", 1), 0, full, row -> row.taking(2048));
        scene.pack();

        assertThat(plan()).isEmpty();
    }

    @Test
    void leavesAloneWhatMovesEndsOrIsDrainedAnyway() {
        var crowded = scene.host("host-a", 4096);
        scene.host("host-b", 4096);
        var drained = scene.host("host-c", 4096);
        var shop = scene.app("shop", 4);
        scene.runs(shop, 0, crowded, Scene.Row::stopping);
        scene.runs(shop, 1, crowded, Scene.Row::onTheMove);
        scene.runs(shop, 2, crowded, Scene.Row::ofOldRelease);
        scene.runs(shop, 3, drained, row -> row.ruled("gpu", 0));
        scene.drain(drained);

        assertThat(plan()).isEmpty();
    }

    @Property(tries = 300)
    void isNeverWorseAfterwardsAndThenHasNothingLeftToMove(
            @ForAll @IntRange(min = 1, max = 8) int hosts,
            @ForAll @IntRange(min = 0, max = 40) int instances,
            @ForAll long seed) {
        var random = new Scene();
        fill(random, hosts, instances, new Random(seed));
        var before = Standing.of(random.cluster());

        var moves = planner(random).plan(Integer.MAX_VALUE);
        random.apply(moves);

        assertThat(moves).extracting(OrderedMove::id).doesNotHaveDuplicates();
        assertThat(moves).allSatisfy(move -> assertThat(move.from()).isNotEqualTo(move.to()));
        var after = Standing.of(random.cluster());
        assertThat(after.compareTo(before)).isLessThanOrEqualTo(0);
        assertThat(moves.isEmpty()).isEqualTo(after.compareTo(before) == 0);
        assertThat(planner(random).plan(Integer.MAX_VALUE)).isEmpty();
    }

    @Property(tries = 200)
    void movesNoMoreThanItMayAndGetsThereInTheEnd(
            @ForAll @IntRange(min = 1, max = 6) int hosts,
            @ForAll @IntRange(min = 1, max = 5) int atMost,
            @ForAll long seed) {
        var random = new Scene();
        fill(random, hosts, 20, new Random(seed));

        for (int i = 0; i < 200; i++) {
            var before = Standing.of(random.cluster());
            var moves = planner(random).plan(atMost);
            assertThat(moves).hasSizeLessThanOrEqualTo(atMost);
            if (moves.isEmpty()) {
                return;
            }
            random.apply(moves);
            assertThat(Standing.of(random.cluster()).compareTo(before)).isLessThan(0);
        }
        assertThat(planner(random).plan(atMost)).isEmpty();
    }

    private List<OrderedMove> plan() {
        return planner(scene).plan(100);
    }

    private static RebalancePlanner planner(Scene scene) {
        return new RebalancePlanner(scene.cluster(), scene::spec);
    }

    private static void fill(Scene scene, int hosts, int instances, Random random) {
        var all = new ArrayList<HostView>();
        for (int i = 0; i < hosts; i++) {
            var host = scene.host("host-" + i, 1024L + 1024 * random.nextInt(4));
            scene.label(
                    host,
                    (random.nextInt(4) == 0 ? "" : "zone=" + "abc".charAt(random.nextInt(3)) + ", ")
                            + (random.nextBoolean() ? "disk=ssd" : "disk=hdd"));
            all.add(host);
        }
        var apps = List.of(scene.app("shop", 50), scene.app("cart", 50), scene.app("mail", 50));
        for (int i = 0; i < instances; i++) {
            int app = random.nextInt(apps.size());
            scene.runs(
                    apps.get(app),
                    i,
                    all.get(random.nextInt(hosts)),
                    row -> (switch (app) {
                                case 0 -> row.ruled("disk=ssd", 0);
                                case 1 -> row.ruled("", 3);
                                default -> row;
                            })
                            .taking(64L << random.nextInt(3)));
        }
    }

    /** How well instances stand; what is better sorts first. */
    private record Standing(long broken, long zones, long hosts, double memory) implements Comparable<Standing> {

        static Standing of(Cluster cluster) {
            var byHost = cluster.hosts().stream().collect(Collectors.toMap(HostView::id, Function.identity()));
            return new Standing(
                    Misplaced.in(cluster).size(),
                    squares(
                            cluster.placed(),
                            row -> row.processId() + "/"
                                    + byHost.get(row.hostId()).labels().get(Labels.ZONE)),
                    squares(cluster.placed(), row -> row.processId() + "/" + row.hostId()),
                    cluster.hosts().stream()
                            .mapToDouble(host -> free(host, cluster))
                            .map(free -> free * free)
                            .sum());
        }

        private static double free(HostView host, Cluster cluster) {
            return host.memory().bytes() / (double) DataSize.ofMebibytes(1).bytes() - used(host.id(), cluster.placed());
        }

        private static long used(HostId host, Collection<InstanceRecord> rows) {
            return rows.stream()
                    .filter(row -> host.equals(row.hostId()))
                    .mapToLong(row -> row.memory().toMebibytes())
                    .sum();
        }

        private static long squares(Collection<InstanceRecord> rows, Function<InstanceRecord, String> place) {
            return rows.stream().collect(Collectors.groupingBy(place, Collectors.counting())).values().stream()
                    .mapToLong(count -> count * count)
                    .sum();
        }

        @Override
        public int compareTo(Standing other) {
            if (broken != other.broken) {
                return Long.compare(broken, other.broken);
            }
            if (zones != other.zones) {
                return Long.compare(zones, other.zones);
            }
            return hosts != other.hosts ? Long.compare(hosts, other.hosts) : Double.compare(memory, other.memory);
        }
    }
}
