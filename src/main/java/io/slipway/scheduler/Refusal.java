package io.slipway.scheduler;

import io.slipway.kernel.Labels;
import io.slipway.kernel.Requirement;
import java.util.List;
import java.util.stream.Collectors;

/** Why one host does not take a request. */
public sealed interface Refusal {

    /** The host's name. */
    String host();

    /** The reason in a few words with its numbers, without the host's name: "memory needs 768 MB, free 512 MB". */
    String words();

    /** It does not answer or has a complaint; {@code why} is a sentence without a full stop. */
    record NotReady(String host, String why) implements Refusal {

        @Override
        public String words() {
            return why;
        }
    }

    /** Its instances move elsewhere, so it takes none. */
    record Draining(String host) implements Refusal {

        @Override
        public String words() {
            return "draining";
        }
    }

    /** It takes no new work. */
    record Cordoned(String host) implements Refusal {

        @Override
        public String words() {
            return "cordoned";
        }
    }

    /** What is asked for is to leave it. */
    record Left(String host) implements Refusal {

        @Override
        public String words() {
            return "it moves away from here";
        }
    }

    /** Its labels do not fulfil the constraints. {@code unmet} has at least one; {@code labels} are the host's. */
    record Mismatch(String host, List<Requirement> unmet, Labels labels) implements Refusal {

        public Mismatch {
            unmet = List.copyOf(unmet);
        }

        @Override
        public String words() {
            return LabelFilter.words(unmet, labels);
        }

        /** The requirements as they are written, without what the host has. */
        public String requirements() {
            return unmet.stream().map(Requirement::toString).collect(Collectors.joining(", "));
        }
    }

    /** Its agent is of before at most one and sidecars. */
    record Fenceless(String host) implements Refusal {

        static final String WHY = "its agent knows neither at most one nor sidecars; update it";

        @Override
        public String words() {
            return WHY;
        }
    }

    /** It has as many copies as one host may have, or more. */
    record Crowded(String host, int atMost, int copies) implements Refusal {

        @Override
        public String words() {
            return PerHostFilter.words(atMost, copies);
        }
    }

    /**
     * Too little memory is free; in bytes. {@code free} is negative where more is placed than the host has; {@code reserved} is what
     * instances may not have.
     */
    record ShortOfMemory(String host, long wanted, long free, long reserved) implements Refusal {

        @Override
        public String words() {
            return MemoryFilter.words(wanted, free, reserved);
        }

        long missing() {
            return wanted - free;
        }
    }

    /** Too little CPU is free; in thousandths of a core. {@code free} may be negative too. */
    record ShortOfCpu(String host, long wanted, long free) implements Refusal {

        @Override
        public String words() {
            return CpuFilter.words(wanted, free);
        }

        long missing() {
            return wanted - free;
        }
    }
}
