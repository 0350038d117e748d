package io.slipway.api;

import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.RebalanceMove;
import io.slipway.placement.RebalancePlan;
import io.slipway.placement.RebalanceReason;
import io.slipway.placement.RebalanceService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Having instances stand where the scheduler would place them now: the plan, the progress, start, pause, resume and cancel. */
@RestController
@Tag(name = "Hosts")
class RebalanceController {

    private static final String REBALANCE = ApiPaths.V1 + "/rebalance";

    /**
     * Starts, pauses or resumes.
     *
     * @param paused whether no new move begins
     * @param plan the fingerprint of the plan to start, as it was read; left out to resume
     */
    record RebalanceRequest(
            @Nullable Boolean paused, @Nullable String plan) {}

    /**
     * What a rebalance means: the plan while {@code state} is PLANNED, else the progress.
     *
     * @param state PLANNED, MOVING or PAUSED
     * @param plan its fingerprint, to be sent back to start exactly this; empty while one is under way
     * @param total instances to move when it was ordered; now, in a plan
     * @param done how many of them have moved, or need not any more
     * @param movesAtOnce how many of the platform move at the same time at most
     * @param instances how many could be moved at all
     * @param misplaced how many of all stand on a host that breaks their rules
     * @param leastReservedPercent the smallest part of a host's memory that is reserved
     */
    record RebalanceAnswer(
            String state,
            String plan,
            @Nullable Instant since,
            @Nullable String by,
            int total,
            int done,
            int toMove,
            int moving,
            int blocked,
            int forRules,
            int forZones,
            int forHosts,
            int forMemory,
            int movesAtOnce,
            int instances,
            int misplaced,
            int leastReservedPercent,
            int mostReservedPercent,
            List<RebalanceMoveAnswer> moves) {

        static RebalanceAnswer of(RebalancePlan plan) {
            var balance = plan.balance();
            return new RebalanceAnswer(
                    plan.stage().name(),
                    plan.fingerprint(),
                    plan.since(),
                    plan.by(),
                    plan.total(),
                    plan.done(),
                    plan.count(Kind.MOVES),
                    plan.count(Kind.MOVING),
                    plan.count(Kind.BLOCKED),
                    plan.count(RebalanceReason.RULES),
                    plan.count(RebalanceReason.ZONES),
                    plan.count(RebalanceReason.HOSTS),
                    plan.count(RebalanceReason.MEMORY),
                    plan.movesAtOnce(),
                    balance.instances(),
                    balance.misplaced(),
                    balance.leastReserved(),
                    balance.mostReserved(),
                    plan.moves().stream().map(RebalanceMoveAnswer::of).toList());
        }
    }

    /**
     * One instance that moves.
     *
     * @param app organization/space/app
     * @param reason RULES, ZONES, HOSTS or MEMORY
     * @param what MOVES, MOVING, BLOCKED or LEAVES
     * @param to the host where it goes; empty when that is nowhere yet
     */
    record RebalanceMoveAnswer(
            UUID id,
            String app,
            String process,
            int index,
            long memoryMib,
            String from,
            String to,
            String reason,
            String why,
            String what,
            String detail) {

        static RebalanceMoveAnswer of(RebalanceMove move) {
            return new RebalanceMoveAnswer(
                    move.id().value(),
                    move.app(),
                    move.process(),
                    move.index(),
                    move.memory().toMebibytes(),
                    move.from(),
                    move.to(),
                    move.reason().name(),
                    move.why(),
                    move.kind().name(),
                    move.detail());
        }
    }

    private final RebalanceService rebalances;

    RebalanceController(RebalanceService rebalances) {
        this.rebalances = rebalances;
    }

    @Operation(summary = "Plan a rebalance, or tell how far the one under way is")
    @GetMapping(REBALANCE)
    RebalanceAnswer read() {
        return RebalanceAnswer.of(rebalances.plan());
    }

    @Operation(
            summary = "Start, pause or resume a rebalance",
            description =
                    "To start, send the fingerprint of the plan that you read: another plan is refused, so that nothing moves"
                            + " that you did not see. Without it the one under way is resumed.")
    @PutMapping(REBALANCE)
    RebalanceAnswer order(@RequestBody RebalanceRequest body) {
        boolean paused = Fields.required(body.paused(), "paused");
        if (paused) {
            return RebalanceAnswer.of(rebalances.pause());
        }
        return RebalanceAnswer.of(body.plan() == null ? rebalances.resume() : rebalances.start(body.plan()));
    }

    @Operation(summary = "End the rebalance: moves under way finish, the other instances stay")
    @DeleteMapping(REBALANCE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel() {
        rebalances.cancel();
    }
}
