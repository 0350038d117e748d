package io.slipway.api;

import io.slipway.hosts.Drain;
import io.slipway.placement.DrainMove;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Emptying hosts: the plan, the progress, start, pause, resume and cancel. */
@RestController
@Tag(name = "Hosts")
class DrainController {

    private static final String DRAIN = ApiPaths.V1 + "/hosts/{host}/drain";

    /** Whether the drain pauses; a host that is not drained yet begins with false. */
    record DrainRequest(@Nullable Boolean paused) {}

    /**
     * What draining a host means: the plan while {@code state} is PLANNED, else the progress.
     *
     * @param state PLANNED, DRAINING, PAUSED or DRAINED
     * @param since when it was ordered; null in a plan
     * @param by who ordered it; null in a plan
     * @param total instances when it was ordered; now, in a plan
     * @param moved how many of them are gone
     * @param toMove how many can move
     * @param moving how many are on the move
     * @param blocked how many stay because nothing fits
     * @param leaving how many go without a move of their own
     * @param movesAtOnce how many of the platform move at the same time at most
     */
    record DrainAnswer(
            String host,
            String state,
            @Nullable Instant since,
            @Nullable String by,
            int total,
            int moved,
            int toMove,
            int moving,
            int blocked,
            int leaving,
            long toMoveMib,
            long blockedMib,
            int movesAtOnce,
            List<DrainMoveAnswer> moves) {

        static DrainAnswer of(DrainPlan plan) {
            Drain drain = plan.drain();
            return new DrainAnswer(
                    plan.host(),
                    plan.stage().name(),
                    drain == null ? null : drain.since(),
                    drain == null ? null : drain.by(),
                    plan.total(),
                    plan.moved(),
                    plan.count(Kind.MOVES),
                    plan.count(Kind.MOVING),
                    plan.count(Kind.BLOCKED),
                    plan.count(Kind.LEAVES),
                    plan.memory(Kind.MOVES).toMebibytes(),
                    plan.memory(Kind.BLOCKED).toMebibytes(),
                    plan.movesAtOnce(),
                    plan.moves().stream().map(DrainMoveAnswer::of).toList());
        }
    }

    /**
     * One instance that is on the host.
     *
     * @param app organization/space/app
     * @param what MOVES, MOVING, BLOCKED or LEAVES
     * @param target the host where it goes; empty when that is nowhere yet
     * @param detail how far it is, or what blocks it
     */
    record DrainMoveAnswer(
            UUID id,
            String app,
            String process,
            int index,
            long memoryMib,
            int cpuMillis,
            String what,
            String target,
            String detail) {

        static DrainMoveAnswer of(DrainMove move) {
            return new DrainMoveAnswer(
                    move.id().value(),
                    move.app(),
                    move.process(),
                    move.index(),
                    move.memory().toMebibytes(),
                    move.cpu().millis(),
                    move.kind().name(),
                    move.host(),
                    move.detail());
        }
    }

    private final DrainService drains;

    DrainController(DrainService drains) {
        this.drains = drains;
    }

    @Operation(summary = "Plan the drain of a host, or tell how far it is")
    @GetMapping(DRAIN)
    DrainAnswer read(@PathVariable String host) {
        return DrainAnswer.of(drains.plan(host));
    }

    @Operation(summary = "Start, pause or resume the drain of a host")
    @PutMapping(DRAIN)
    DrainAnswer order(@PathVariable String host, @RequestBody DrainRequest body) {
        boolean paused = Fields.required(body.paused(), "paused");
        return DrainAnswer.of(paused ? drains.pause(host) : drains.start(host));
    }

    @Operation(summary = "End the drain of a host: moves under way finish, the others stay; uncordon lets new ones on")
    @DeleteMapping(DRAIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String host, @RequestParam(defaultValue = "false") boolean uncordon) {
        drains.cancel(host, uncordon);
    }
}
