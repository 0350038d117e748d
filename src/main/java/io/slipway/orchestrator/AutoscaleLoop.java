package io.slipway.orchestrator;

import io.slipway.autoscale.AutoscaleLedger.Watched;
import io.slipway.autoscale.Autoscaler;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.DecisionBoard;
import io.slipway.kernel.ProcessId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link Autoscaler} decides, process by process, every few seconds and after a change of a policy. Keeps nothing:
 * policies and moves are stored, and what was measured is read. A decision that was not carried out is made again.
 */
final class AutoscaleLoop {

    /** What is worked on. */
    sealed interface Work {

        /** Every process that has a policy. */
        record All() implements Work {}

        /** One of them. */
        record One(ProcessId id) implements Work {}
    }

    private static final Logger log = LoggerFactory.getLogger(AutoscaleLoop.class);

    private final Supplier<List<Watched>> policies;
    private final BiPredicate<Watched, Decision> move;
    private final DecisionBoard board;
    private final AutoscaleSight sight;
    private final Duration interval;
    private final Clock clock;
    private final KeyedLoop<Work> loop;

    /**
     * Makes one.
     *
     * @param policies those that are enabled
     * @param move carries a decision out, unless something has changed meanwhile
     */
    AutoscaleLoop(
            Supplier<List<Watched>> policies,
            BiPredicate<Watched, Decision> move,
            DecisionBoard board,
            AutoscaleSight sight,
            Duration interval,
            Clock clock) {
        this.policies = policies;
        this.move = move;
        this.board = board;
        this.sight = sight;
        this.interval = interval;
        this.clock = clock;
        this.loop = new KeyedLoop<>("autoscale", clock, this::work);
        loop.add(new Work.All());
    }

    KeyedLoop<?> loop() {
        return loop;
    }

    /** Has a process looked at now: its policy changed, or somebody scaled it. */
    void request(ProcessId process) {
        loop.add(new Work.One(process));
    }

    /** What should run of a process has changed. */
    void forget(ProcessId process) {
        sight.forget(process);
    }

    private void work(Work work) {
        switch (work) {
            case Work.All() -> lookAtAll();
            case Work.One(var id) ->
                policies.get().stream()
                        .filter(watched -> watched.processId().equals(id))
                        .findFirst()
                        .ifPresent(this::look);
        }
    }

    private void lookAtAll() {
        loop.addAt(new Work.All(), clock.instant().plus(interval));
        var processes = policies.get().stream().map(Watched::processId).toList();
        board.keep(processes);
        sight.keep(processes);
        processes.forEach(this::request);
    }

    private void look(Watched watched) {
        decide(watched).ifPresent(decision -> {
            board.put(watched.processId(), decision);
            if (decision.isMove() && move.test(watched, decision)) {
                log.atInfo()
                        .addKeyValue("process", watched.processId())
                        .addKeyValue("from", decision.current())
                        .addKeyValue("to", decision.wanted())
                        .addKeyValue("why", decision.words())
                        .log("Autoscaled");
            }
        });
    }

    /** A decision to move is made twice: the second time about what should run by now, and about what the hosts can hold. */
    private Optional<Decision> decide(Watched watched) {
        var policy = watched.policy();
        var first = sight.look(watched).map(seen -> Autoscaler.decide(policy, seen));
        if (first.filter(Decision::isMove).isEmpty()) {
            return first;
        }
        sight.forget(watched.processId());
        int more = first.get().wanted() - first.get().current();
        return sight.look(watched)
                .map(seen -> more > 0 ? seen.with(sight.room(watched.processId(), seen.current(), more)) : seen)
                .map(seen -> Autoscaler.decide(policy, seen));
    }
}
