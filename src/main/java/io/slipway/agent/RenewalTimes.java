package io.slipway.agent;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** When a host's certificate is renewed: at two thirds of its life, some a little earlier, so that not all hosts ask at once. */
final class RenewalTimes {

    /** How much of the life before two thirds of it the hosts spread over. */
    private static final double SPREAD = 0.1;

    private static final double DUE_AT = 2.0 / 3.0;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int TRIES_IN_WHAT_IS_LEFT = 20;

    private RenewalTimes() {}

    /** @param lot of this host, from 0 to 1 */
    static Instant dueAt(X509Certificate certificate, double lot) {
        var begin = certificate.getNotBefore().toInstant();
        var life = Duration.between(begin, certificate.getNotAfter().toInstant());
        return begin.plusMillis((long) (life.toMillis() * (DUE_AT - SPREAD * lot)));
    }

    /** The pause after a try that failed: a twentieth of what is left, from a second to an hour; an hour when nothing is left. */
    static Duration pauseAfterFailure(X509Certificate certificate, Instant now) {
        var left = Duration.between(now, certificate.getNotAfter().toInstant());
        if (left.isNegative()) {
            return LONGEST_PAUSE;
        }
        var part = left.dividedBy(TRIES_IN_WHAT_IS_LEFT);
        if (part.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return part.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : part;
    }
}
