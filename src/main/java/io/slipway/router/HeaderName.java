package io.slipway.router;

import java.util.ArrayList;
import java.util.List;

/** The headers that mean something to a router; all others are passed on as they are. */
enum HeaderName {
    OTHER("", Passed.BOTH_WAYS),
    /** Never passed on: written with underscores, it would look to some apps like a header that only a router may set. */
    DISGUISED("", Passed.TO_CLIENTS),
    /** Any other name that starts with {@code X-CF-}, {@code X-Vcap-} or {@code X-Forwarded-}: only a router may say it. */
    PLATFORM("", Passed.TO_CLIENTS),
    TE("te", Passed.NOT_AT_ALL),
    HOST("host", Passed.TO_CLIENTS),
    ACCEPT("accept", Passed.BOTH_WAYS),
    COOKIE("cookie", Passed.BOTH_WAYS),
    EXPECT("expect", Passed.TO_CLIENTS),
    UPGRADE("upgrade", Passed.NOT_AT_ALL),
    TRAILER("trailer", Passed.NOT_AT_ALL),
    REFERER("referer", Passed.BOTH_WAYS),
    FORWARDED("forwarded", Passed.TO_CLIENTS),
    X_REAL_IP("x-real-ip", Passed.TO_CLIENTS),
    KEEP_ALIVE("keep-alive", Passed.NOT_AT_ALL),
    CONNECTION("connection", Passed.NOT_AT_ALL),
    SET_COOKIE("set-cookie", Passed.BOTH_WAYS),
    USER_AGENT("user-agent", Passed.BOTH_WAYS),
    CONTENT_LENGTH("content-length", Passed.NOT_AT_ALL),
    HTTP2_SETTINGS("http2-settings", Passed.TO_CLIENTS),
    X_FORWARDED_FOR("x-forwarded-for", Passed.TO_CLIENTS),
    X_REQUEST_START("x-request-start", Passed.BOTH_WAYS),
    PROXY_CONNECTION("proxy-connection", Passed.NOT_AT_ALL),
    X_FORWARDED_HOST("x-forwarded-host", Passed.TO_CLIENTS),
    TRANSFER_ENCODING("transfer-encoding", Passed.NOT_AT_ALL),
    X_FORWARDED_PROTO("x-forwarded-proto", Passed.TO_CLIENTS),
    X_CF_APP_INSTANCE("x-cf-app-instance", Passed.TO_CLIENTS),
    X_VCAP_REQUEST_ID("x-vcap-request-id", Passed.NOT_AT_ALL),
    X_CF_ROUTER_ERROR("x-cf-routererror", Passed.NOT_AT_ALL),
    PROXY_AUTHORIZATION("proxy-authorization", Passed.TO_CLIENTS),
    X_CF_PROCESS_INSTANCE("x-cf-process-instance", Passed.TO_CLIENTS);

    private static final int LONGEST = 21;
    private static final HeaderName[][] BY_LENGTH = byLength();
    private static final byte[] CF_PREFIX = ByteWriter.ascii("x-cf-");
    private static final byte[] VCAP_PREFIX = ByteWriter.ascii("x-vcap-");
    private static final byte[] FORWARDED_PREFIX = ByteWriter.ascii("x-forwarded-");

    private final byte[] lower;
    private final Passed passed;

    /** Which way a header that came from one side is passed on to the other. */
    private enum Passed {
        BOTH_WAYS,
        /** Only a router says it to an app, or nobody; in a response it means nothing. */
        TO_CLIENTS,
        /** It is about one hop, or a router writes it anew. */
        NOT_AT_ALL
    }

    HeaderName(String lower, Passed passed) {
        this.lower = ByteWriter.ascii(lower);
        this.passed = passed;
    }

    boolean goesToInstances() {
        return passed == Passed.BOTH_WAYS;
    }

    boolean goesToClients() {
        return passed != Passed.NOT_AT_ALL;
    }

    static HeaderName of(byte[] bytes, int from, int to) {
        int length = to - from;
        HeaderName found = OTHER;
        if (length <= LONGEST) {
            for (HeaderName candidate : BY_LENGTH[length]) {
                if (startsWith(bytes, from, to, candidate.lower)) {
                    found = candidate;
                    break;
                }
            }
        }
        if (found == OTHER
                && (bytes[from] | 0x20) == 'x'
                && (startsWith(bytes, from, to, CF_PREFIX)
                        || startsWith(bytes, from, to, VCAP_PREFIX)
                        || startsWith(bytes, from, to, FORWARDED_PREFIX))) {
            found = PLATFORM;
        }
        return found != OTHER && containsUnderscore(bytes, from, to) ? DISGUISED : found;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            byte c = bytes[from + i];
            if (word[i] != (c == '_' ? '-' : Ascii.lower(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean containsUnderscore(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '_') {
                return true;
            }
        }
        return false;
    }

    private static HeaderName[][] byLength() {
        List<List<HeaderName>> lists = new ArrayList<>();
        for (int length = 0; length <= LONGEST; length++) {
            lists.add(new ArrayList<>());
        }
        for (HeaderName name : values()) {
            if (name.lower.length > 0) {
                lists.get(name.lower.length).add(name);
            }
        }
        return lists.stream().map(list -> list.toArray(HeaderName[]::new)).toArray(HeaderName[][]::new);
    }
}
