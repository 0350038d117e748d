package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulerPropertyTest {

    private final Scheduler scheduler = new Scheduler();

    @Property(tries = 200)
    void placeDoesWhatExplainSays(@ForAll @IntRange(min = 0, max = 140) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var snapshot = cluster.snapshot();

        for (int i = 0; i < 150; i++) {
            var request = cluster.request();
            var explanation = scheduler.explain(request, snapshot);
            var choice = explanation.choice();

            switch (scheduler.place(request, snapshot)) {
                case Placed placed -> {
                    assertThat(explanation.fitting()).isNotEmpty();
                    assertThat(choice.map(host -> new Placed(host.id(), host.score())))
                            .contains(placed);
                    assertThat(explanation.reasons()).isEmpty();
                }
                case Unplaceable unplaceable -> {
                    assertThat(explanation.fitting()).isEmpty();
                    assertThat(choice).isEmpty();
                    assertThat(unplaceable.refusals())
                            .hasSize(hosts)
                            .isEqualTo(explanation.candidates().stream()
                                    .map(host -> host.refusals().getFirst())
                                    .toList());
                    assertThat(explanation.reasons()).contains(unplaceable.text());
                }
            }
        }
    }

    @Property(tries = 100)
    void explainingReservesNothing(@ForAll @IntRange(min = 1, max = 70) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var snapshot = cluster.filled(50);
        var request = cluster.request();

        var first = scheduler.explain(request, snapshot);

        assertThat(scheduler.explain(request, snapshot)).isEqualTo(first);
    }

    @Property(tries = 200)
    void everyRuleTellsWhatItFindsAtEveryHost(@ForAll @IntRange(min = 1, max = 20) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));

        var explanation = scheduler.explain(cluster.request(), cluster.filled(30));

        assertThat(explanation.candidates()).hasSize(hosts).allSatisfy(host -> {
            assertThat(host.findings())
                    .extracting(Finding::rule)
                    .containsExactlyElementsOf(
                            HostFilter.ALL.stream().map(HostFilter::rule).toList())
                    .doesNotHaveDuplicates();
            assertThat(host.findings().stream().allMatch(Finding::holds)).isEqualTo(host.fits());
            assertThat(host.findings().stream().filter(finding -> !finding.holds()))
                    .hasSameSizeAs(host.refusals());
        });
    }

    @Property(tries = 200)
    void aRemedyMakesItsHostTakeTheRequestAndLessDoesNot(
            @ForAll @IntRange(min = 1, max = 12) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var request = cluster.request();
        var explanation = scheduler.explain(request, cluster.filled(40));

        for (var remedy : explanation.remedies()) {
            var changed = RandomCluster.after(remedy, request);
            assertThat(fits(remedy, changed, cluster.after(remedy))).isTrue();
            if (remedy.memory() > 0) {
                var less = new Remedy(
                        remedy.id(),
                        remedy.host(),
                        remedy.repair(),
                        remedy.endDrain(),
                        remedy.uncordon(),
                        remedy.stay(),
                        remedy.labels(),
                        remedy.perHost(),
                        remedy.memory() - 1,
                        remedy.cpu());
                assertThat(fits(remedy, changed, cluster.after(less))).isFalse();
            }
            assertThat(remedy.words()).contains(remedy.host());
        }
        assertThat(explanation.remedies()).hasSize(hosts - explanation.fitting().size());
    }

    @Property(tries = 200)
    void theLargestMemoryFitsAndAByteMoreDoesNot(@ForAll @IntRange(min = 1, max = 12) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var request = cluster.request();
        var explanation = scheduler.explain(request, cluster.filled(40));

        if (explanation.choice().isEmpty()) {
            explanation.largestMemory().ifPresent(largest -> {
                assertThat(scheduler
                                .explain(RandomCluster.withMemory(request, largest.bytes()), cluster.filledAgain())
                                .fitting())
                        .isNotEmpty();
                assertThat(scheduler
                                .explain(RandomCluster.withMemory(request, largest.bytes() + 1), cluster.filledAgain())
                                .fitting())
                        .isEmpty();
            });
        }
    }

    @Property(tries = 200)
    void noRuleIsEverBrokenByAPlacement(@ForAll @IntRange(min = 1, max = 20) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        cluster.filled(80);

        var byId = cluster.hosts().stream().collect(Collectors.toMap(SchedulableHost::id, Function.identity()));
        assertThat(cluster.occupants()).allSatisfy(occupant -> {
            var host = byId.get(occupant.host());
            var request = occupant.request();
            assertThat(request.rules().constraints().matches(host.labels())).isTrue();
            assertThat(host.id()).isNotEqualTo(request.leaves());
        });
        assertThat(mostOfACohort(cluster.occupants())).isLessThanOrEqualTo(2);
    }

    @Property(tries = 200)
    void whatIsVacatedIsAsIfItHadNeverBeenThere(@ForAll @IntRange(min = 1, max = 70) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var snapshot = cluster.filled(40);
        var request = cluster.request();
        var before = scheduler.explain(request, snapshot);

        if (scheduler.place(request, snapshot) instanceof Placed placed) {
            snapshot.vacate(placed.host(), request);
        }

        assertThat(scheduler.explain(request, snapshot)).isEqualTo(before);
        assertThat(scheduler.place(request, snapshot)).isEqualTo(scheduler.place(request, cluster.filledAgain()));
    }

    @Property(tries = 200)
    void noZoneGetsACopyWhileAnotherThatTakesItHasFewer(
            @ForAll @IntRange(min = 2, max = 30) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var snapshot = cluster.filled(60);
        var request = cluster.request();
        var explanation = scheduler.explain(request, snapshot);

        explanation
                .choice()
                .ifPresent(choice -> assertThat(explanation.fitting())
                        .allSatisfy(host -> assertThat(host.score().zoneCopies())
                                .isGreaterThanOrEqualTo(choice.score().zoneCopies())));
    }

    /** Only limited ones count: of those without a limit a host may have any number. */
    private static long mostOfACohort(List<Occupant> occupants) {
        return occupants.stream()
                .filter(occupant -> occupant.request().rules().isLimited())
                .collect(Collectors.groupingBy(
                        occupant -> List.of(
                                occupant.host(),
                                occupant.request().process(),
                                occupant.request().cohort()),
                        Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private boolean fits(Remedy remedy, PlacementRequest request, ClusterSnapshot changed) {
        return scheduler.explain(request, changed).fitting().stream()
                .anyMatch(host -> host.id().equals(remedy.id()));
    }
}
