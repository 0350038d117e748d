package io.slipway.router;

import java.util.ArrayList;
import java.util.List;

/** The headers that mean something to a router; all others are passed on as they are. */
enum HeaderName {
    OTHER(""),
    /** Never passed on: written with underscores, it would look to some apps like a header that only a router may set. */
    DISGUISED(""),
    /** Any other name that starts with {@code X-CF-}, {@code X-Vcap-} or {@code X-Forwarded-}: only a router may say it. */
    PLATFORM(""),
    TE("te"),
    HOST("host"),
    ACCEPT("accept"),
    EXPECT("expect"),
    UPGRADE("upgrade"),
    TRAILER("trailer"),
    REFERER("referer"),
    FORWARDED("forwarded"),
    X_REAL_IP("x-real-ip"),
    KEEP_ALIVE("keep-alive"),
    CONNECTION("connection"),
    USER_AGENT("user-agent"),
    CONTENT_LENGTH("content-length"),
    HTTP2_SETTINGS("http2-settings"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_REQUEST_START("x-request-start"),
    PROXY_CONNECTION("proxy-connection"),
    X_FORWARDED_HOST("x-forwarded-host"),
    TRANSFER_ENCODING("transfer-encoding"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    X_CF_APP_INSTANCE("x-cf-app-instance"),
    X_VCAP_REQUEST_ID("x-vcap-request-id"),
    X_CF_ROUTER_ERROR("x-cf-routererror"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    X_CF_PROCESS_INSTANCE("x-cf-process-instance");

    private static final int LONGEST = 21;
    private static final HeaderName[][] BY_LENGTH = byLength();
    private static final byte[] CF_PREFIX = ByteWriter.ascii("x-cf-");
    private static final byte[] VCAP_PREFIX = ByteWriter.ascii("x-vcap-");
    private static final byte[] FORWARDED_PREFIX = ByteWriter.ascii("x-forwarded-");

    private final byte[] lower;

    HeaderName(String lower) {
        this.lower = ByteWriter.ascii(lower);
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
