package io.slipway.scheduler;

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

    /** Too little memory is free; in bytes. {@code free} is negative where more is placed than the host has. */
    record ShortOfMemory(String host, long wanted, long free) implements Refusal {

        @Override
        public String words() {
            return MemoryFilter.words(wanted, free);
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
