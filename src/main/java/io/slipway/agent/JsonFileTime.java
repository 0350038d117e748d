package io.slipway.agent;

import java.time.LocalDate;

/** Reads RFC 3339 times as the engine writes them, {@code 2026-03-01T12:00:00.123456789Z}; digits of a second may be fewer. */
final class JsonFileTime {

    private static final long NANOS = 1_000_000_000L;

    private JsonFileTime() {}

    /** Nanoseconds since the epoch; 0 when it is no such time. */
    static long nanos(byte[] data, int from, int to) {
        if (to - from < 20 || data[from + 10] != 'T') {
            return 0;
        }
        long day = LocalDate.of(
                        number(data, from, 4),
                        Math.clamp(number(data, from + 5, 2), 1, 12),
                        Math.clamp(number(data, from + 8, 2), 1, 28))
                .toEpochDay();
        day += Math.max(0, number(data, from + 8, 2) - 28);
        long seconds = day * 86_400
                + number(data, from + 11, 2) * 3_600L
                + number(data, from + 14, 2) * 60L
                + number(data, from + 17, 2);
        int at = from + 19;
        long fraction = 0;
        if (data[at] == '.') {
            int digits = 0;
            for (at++; at < to && isDigit(data[at]); at++) {
                fraction = digits < 9 ? fraction * 10 + data[at] - '0' : fraction;
                digits++;
            }
            for (; digits < 9; digits++) {
                fraction *= 10;
            }
        }
        return (seconds - offset(data, at, to)) * NANOS + fraction;
    }

    private static long offset(byte[] data, int at, int to) {
        if (to - at < 6 || (data[at] != '+' && data[at] != '-')) {
            return 0;
        }
        long seconds = number(data, at + 1, 2) * 3_600L + number(data, at + 4, 2) * 60L;
        return data[at] == '-' ? -seconds : seconds;
    }

    private static int number(byte[] data, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + (isDigit(data[i]) ? data[i] - '0' : 0);
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
