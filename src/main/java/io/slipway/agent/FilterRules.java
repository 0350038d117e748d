package io.slipway.agent;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A machine's filter rules in the words of {@code iptables-save}, and how they treat the packets that come from one bridge. Decides
 * only; several installations on a machine, each with a bridge of its own, need not all be first.
 */
final class FilterRules {

    private static final int DEEPEST = 8;
    private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Set<String> UNDECIDED = Set.of("LOG", "NFLOG", "MARK", "CONNMARK");

    private final List<String> saved;

    FilterRules(List<String> saved) {
        this.saved = List.copyOf(saved);
    }

    private enum Effect {
        /** The next rule sees the packets too. */
        GOES_ON,
        /** Some packets leave the chain for the one that led to it. */
        MAY_RETURN,
        /** All do. */
        RETURNS,
        /** Some packets may go no further. */
        DECIDES
    }

    boolean hasChain(String chain) {
        return saved.stream().anyMatch(line -> line.startsWith(":" + chain + " "));
    }

    /** The rules of a chain in their order. */
    List<String> of(String chain) {
        var start = "-A " + chain + " ";
        return saved.stream().filter(line -> line.startsWith(start)).toList();
    }

    /** Whether a chain has a jump to another for all packets that get there. */
    boolean has(String chain, String target) {
        return saved.contains("-A " + chain + " -j " + target);
    }

    /** Whether every packet from a bridge that enters a chain gets to the jump to {@code target}, whatever stands before it. */
    boolean leads(String chain, String target, String bridge) {
        var jump = "-A " + chain + " -j " + target;
        for (var rule : of(chain)) {
            if (rule.equals(jump)) {
                return true;
            }
            if (effect(rule, bridge, DEEPEST) != Effect.GOES_ON) {
                return false;
            }
        }
        return false;
    }

    private Effect effect(String rule, String bridge, int depth) {
        var words = List.of(QUOTED.matcher(rule).replaceAll("_").split(" "));
        int in = words.indexOf("-i");
        boolean not = in > 0 && words.get(in - 1).equals("!");
        boolean elsewhere = in > 0 && isOther(words.get(in + 1), bridge);
        int jump = words.indexOf("-j");
        if ((elsewhere && !not) || (jump < 0 && !words.contains("-g"))) {
            return Effect.GOES_ON;
        }
        var target = jump < 0 ? "-g" : words.get(jump + 1);
        if (target.equals("RETURN")) {
            boolean takesAll = words.size() == 4 || (words.size() == 7 && elsewhere);
            return takesAll ? Effect.RETURNS : Effect.MAY_RETURN;
        }
        if (UNDECIDED.contains(target)) {
            return Effect.GOES_ON;
        }
        return hasChain(target) && depth > 0 && passes(target, bridge, depth - 1) ? Effect.GOES_ON : Effect.DECIDES;
    }

    private static boolean isOther(String name, String bridge) {
        return !name.equals(bridge) && !name.endsWith("+");
    }

    /** Whether all packets come back out of a chain. */
    private boolean passes(String chain, String bridge, int depth) {
        for (var rule : of(chain)) {
            switch (effect(rule, bridge, depth)) {
                case GOES_ON, MAY_RETURN -> {}
                case RETURNS -> {
                    return true;
                }
                case DECIDES -> {
                    return false;
                }
            }
        }
        return true;
    }
}
