package io.slipway.console.admin;

import io.slipway.console.components.Figures;
import io.slipway.console.components.StateKind;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.RebalanceMove;
import io.slipway.placement.RebalancePlan;
import io.slipway.placement.RebalancePlan.Stage;
import io.slipway.placement.RebalanceReason;
import java.util.ArrayList;

/** Says rebalances in words and numbers. Pure. */
final class RebalanceText {

    private RebalanceText() {}

    /** The plan's or progress' first sentence: "Moves 3 of 12 instances: 1 breaks its rules, 2 crowd a host." */
    static String headline(RebalancePlan plan) {
        if (plan.stage() != Stage.PLANNED) {
            return progress(plan) + ".";
        }
        var balance = plan.balance();
        if (plan.moves().isEmpty()) {
            return "Nothing to move: " + Figures.count(balance.instances(), "instance") + " on "
                    + Figures.count(balance.hosts(), "host") + " stand where the scheduler would place them.";
        }
        return (plan.total() == 1 ? "1 of " : plan.total() + " of ") + Figures.count(balance.instances(), "instance")
                + (plan.total() == 1 ? " moves: " : " move: ") + reasons(plan) + ".";
    }

    /** How instances stand now, in numbers. */
    static String balance(RebalancePlan plan) {
        var balance = plan.balance();
        return "Reserved memory lies between " + balance.leastReserved() + " % and " + balance.mostReserved()
                + " % of a host; " + balance.misplaced()
                + (balance.misplaced() == 1 ? " instance stands" : " instances stand")
                + " where the rules would not let " + (balance.misplaced() == 1 ? "it" : "them") + ".";
    }

    /** How far it is, for one line: "moved 3 of 12, 2 on the move, 1 blocked". */
    static String progress(RebalancePlan plan) {
        int moving = plan.count(Kind.MOVING);
        int blocked = plan.count(Kind.BLOCKED);
        return (plan.stage() == Stage.PAUSED ? "paused, moved " : "moved ") + plan.done() + " of " + plan.total()
                + (moving == 0 ? "" : ", " + moving + " on the move")
                + (blocked == 0 ? "" : ", " + blocked + " blocked");
    }

    /** What happens to what moves. */
    static String moving(RebalancePlan plan) {
        return "Each one's successor starts and serves first, then its requests end and it stops. At most "
                + plan.movesAtOnce() + " of the whole platform move at a time.";
    }

    /** Why one moves and where it goes: "host-a → host-b, needs disk=ssd, host-a has no disk". */
    static String where(RebalanceMove move) {
        var target = move.to().isEmpty() ? move.from() : move.from() + " → " + move.to();
        return target + ", " + (move.detail().isEmpty() ? move.why() : move.detail());
    }

    static StateKind kind(RebalanceMove move) {
        return switch (move.kind()) {
            case MOVES -> StateKind.PENDING;
            case MOVING -> StateKind.PROGRESS;
            case BLOCKED -> StateKind.DEGRADED;
            case LEAVES -> StateKind.STOPPED;
        };
    }

    static String word(RebalanceMove move) {
        return switch (move.kind()) {
            case MOVES -> "Moves";
            case MOVING -> "Moving";
            case BLOCKED -> "Blocked";
            case LEAVES -> "Stays";
        };
    }

    /** The instance's name: "acme/dev/shop web/3". */
    static String name(RebalanceMove move) {
        return move.app() + " " + move.process() + "/" + move.index();
    }

    private static String reasons(RebalancePlan plan) {
        var parts = new ArrayList<String>();
        for (var reason : RebalanceReason.values()) {
            int count = plan.count(reason);
            if (count > 0) {
                parts.add(count + words(reason));
            }
        }
        return String.join(", ", parts);
    }

    private static String words(RebalanceReason reason) {
        return switch (reason) {
            case RULES -> " for broken rules";
            case ZONES -> " to spread over zones";
            case HOSTS -> " to spread over hosts";
            case MEMORY -> " to even out memory";
        };
    }
}
