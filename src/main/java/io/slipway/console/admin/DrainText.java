package io.slipway.console.admin;

import io.slipway.console.components.Figures;
import io.slipway.console.components.StateKind;
import io.slipway.placement.DrainMove;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainPlan;
import java.util.ArrayList;

/** Says drains in words and numbers. Pure. */
final class DrainText {

    private DrainText() {}

    /** The plan's or progress' first sentence: "14 instances: 12 can move, 2 are blocked." */
    static String headline(DrainPlan plan) {
        return switch (plan.stage()) {
            case PLANNED -> planned(plan);
            case DRAINING, PAUSED, DRAINED -> progress(plan) + ".";
        };
    }

    /** How far a drain is and what it waits for, for one line: "moved 3 of 12, 2 on the move". */
    static String progress(DrainPlan plan) {
        var moved = "moved " + plan.moved() + " of " + plan.total();
        return switch (plan.stage()) {
            case PLANNED -> "";
            case DRAINED -> "empty, " + moved;
            case PAUSED -> moved + underWay(plan);
            case DRAINING -> moved + underWay(plan) + waiting(plan);
        };
    }

    /** What happens to what moves, with its memory. */
    static String moving(DrainPlan plan) {
        return Figures.count(plan.count(Kind.MOVES), "instance") + " with "
                + Figures.bytes(plan.memory(Kind.MOVES).bytes()).text()
                + " of memory move: each one's successor starts and serves first, then its requests end and it stops. At most "
                + plan.movesAtOnce() + " of the whole platform move at a time.";
    }

    /** What happens to what is blocked, with the memory that it lacks elsewhere. */
    static String blocked(DrainPlan plan) {
        return Figures.count(plan.count(Kind.BLOCKED), "instance") + " with "
                + Figures.bytes(plan.memory(Kind.BLOCKED).bytes()).text()
                + " of memory fit nowhere else now. They stay and go on serving until there is room.";
    }

    /** What becomes of one instance, as shape and word. */
    static StateKind kind(DrainMove move) {
        return switch (move.kind()) {
            case MOVES -> StateKind.PENDING;
            case MOVING -> StateKind.PROGRESS;
            case BLOCKED -> StateKind.DEGRADED;
            case LEAVES -> StateKind.STOPPED;
        };
    }

    /** The word for it. */
    static String word(DrainMove move) {
        return switch (move.kind()) {
            case MOVES -> "Moves";
            case MOVING -> "Moving";
            case BLOCKED -> "Blocked";
            case LEAVES -> "Ends";
        };
    }

    /** Where it goes, or why it does not: "→ host-b, its successor starts". */
    static String where(DrainMove move) {
        var target = move.host().isEmpty() ? "" : "→ " + move.host();
        if (move.detail().isEmpty()) {
            return target;
        }
        return target.isEmpty() ? move.detail() : target + ", " + move.detail();
    }

    /** The instance's name: "acme/dev/shop web/3". */
    static String name(DrainMove move) {
        return move.app() + " " + move.process() + "/" + move.index();
    }

    private static String planned(DrainPlan plan) {
        if (plan.moves().isEmpty()) {
            return "No instance is on it: it is drained at once.";
        }
        var parts = new ArrayList<String>();
        parts.add(plan.count(Kind.MOVES) + " can move");
        add(parts, plan.count(Kind.MOVING), " on the move");
        add(parts, plan.count(Kind.BLOCKED), " blocked");
        add(parts, plan.count(Kind.LEAVES), " ending anyway");
        return Figures.count(plan.total(), "instance") + ": " + String.join(", ", parts) + ".";
    }

    private static void add(ArrayList<String> parts, int count, String words) {
        if (count > 0) {
            parts.add(count + words);
        }
    }

    private static String underWay(DrainPlan plan) {
        int moving = plan.count(Kind.MOVING);
        return moving == 0 ? "" : ", " + moving + " on the move";
    }

    private static String waiting(DrainPlan plan) {
        return plan.firstBlocked()
                .map(move -> ", " + plan.count(Kind.BLOCKED) + " blocked: " + name(move) + ": " + move.detail())
                .orElse("");
    }
}
