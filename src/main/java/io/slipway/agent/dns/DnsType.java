package io.slipway.agent.dns;

/** The types of records that something is decided by. */
enum DnsType {
    A(1),
    OPT(41),
    INCREMENTAL_TRANSFER(251),
    TRANSFER(252),
    ANY(255);

    private final int number;

    DnsType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
