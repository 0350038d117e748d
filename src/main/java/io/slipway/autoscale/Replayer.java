package io.slipway.autoscale;

import io.slipway.autoscale.Replay.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets {@link Autoscaler} decide about steps that were recorded, one after the other. Pure. It keeps to what each step bore in total
 * and divides it by the number that it would have had. What it cannot know: whether answers would have been faster or caches colder
 * with another number, what memory an instance would have taken then, whether the hosts had room, and how long instances took to
 * start.
 */
final class Replayer {

    private static final double SECONDS_PER_HOUR = 3600;

    private final AutoscalePolicy policy;
    private final List<Load> loads;
    private final Duration step;
    private final List<Point> points = new ArrayList<>();
    private int count;
    private Instant lastMove;
    private int moves;
    private int chosenSteps;
    private int ranSteps;
    private int knownSteps;
    private int shortSteps;

    private Replayer(AutoscalePolicy policy, List<Load> loads, Duration step) {
        this.policy = policy;
        this.loads = loads;
        this.step = step;
        this.lastMove = loads.isEmpty() ? Instant.EPOCH : loads.getFirst().at();
    }

    /**
     * Replays.
     *
     * @param loads in their order, none left out
     * @param step between two of them
     */
    static Replay replay(AutoscalePolicy policy, List<Load> loads, Duration step) {
        return new Replayer(policy, loads, step).replay();
    }

    private Replay replay() {
        for (int i = 0; i < loads.size(); i++) {
            if (loads.get(i).instances() > 0) {
                decide(i);
            }
            points.add(new Point(loads.get(i).at(), loads.get(i).instances(), count));
        }
        double hours = step.toSeconds() / SECONDS_PER_HOUR;
        return new Replay(
                step,
                points,
                moves,
                chosenSteps * hours,
                ranSteps * hours,
                step.multipliedBy(knownSteps),
                step.multipliedBy(shortSteps));
    }

    private void decide(int i) {
        var load = loads.get(i);
        if (count == 0) {
            count = load.instances();
        }
        var decision = Autoscaler.decide(policy, Situation.plain(load.at(), count, lately(i), lastMove));
        if (decision.isMove()) {
            moves++;
            lastMove = load.at();
            count = decision.wanted();
        }
        knownSteps++;
        chosenSteps += count;
        ranSteps += load.instances();
        shortSteps += decision.wished() > decision.bounds().maximum() ? 1 : 0;
    }

    /** As far back as a decision may look. */
    private List<Load> lately(int i) {
        long steps = policy.coolDownDown().plus(Demand.SMOOTHING).dividedBy(step) + 1;
        return loads.subList((int) Math.max(0, i - steps), i + 1);
    }
}
