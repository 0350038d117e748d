package io.slipway.agent.dns;

/** How a question was answered, in the numbers of RFC 1035 and RFC 2136. */
enum DnsCode {
    NO_ERROR(0),
    FORMAT_ERROR(1),
    SERVER_FAILURE(2),
    NO_SUCH_NAME(3),
    NOT_IMPLEMENTED(4),
    REFUSED(5);

    private final int number;

    DnsCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
