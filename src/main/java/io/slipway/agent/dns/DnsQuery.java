package io.slipway.agent.dns;

import java.util.List;
import java.util.Locale;

/**
 * One question.
 *
 * @param id that the answer repeats
 * @param flags of the header as they came
 * @param labels of the name, as they were written
 * @param type of record
 * @param dnsClass the internet, if anything
 * @param extended whether the asker knows EDNS (RFC 6891), so that the answer must, too
 * @param room the longest datagram that the asker takes, in bytes
 */
record DnsQuery(int id, int flags, List<String> labels, int type, int dnsClass, boolean extended, int room) {

    static final int INTERNET = 1;

    DnsQuery {
        labels = List.copyOf(labels);
    }

    /** The labels as names are compared. */
    List<String> lowerCase() {
        return labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    }

    boolean isOfType(DnsType wanted) {
        return type == wanted.number();
    }
}
