package io.slipway.router;

import java.nio.charset.StandardCharsets;

/**
 * What becomes of the cookies that an app sets: none reaches the app's neighbours, and a session leads its client back to the instance
 * that began it. Used again for every exchange of a connection.
 *
 * @see "docs/decisions/0012-cookies-at-the-router.md"
 */
final class ResponseCookies {

    private static final byte[] DOMAIN = ByteWriter.ascii("domain");
    private static final byte[] MAX_AGE = ByteWriter.ascii("max-age");
    /** What the router's cookie has in common with the app's. */
    private static final byte[][] COPIED = {
        ByteWriter.ascii("secure"),
        ByteWriter.ascii("samesite"),
        ByteWriter.ascii("expires"),
        ByteWriter.ascii("partitioned")
    };

    private static final byte[] NAME = ByteWriter.ascii("Set-Cookie: ");
    private static final byte[] PATH = ByteWriter.ascii("; Path=");
    private static final byte[] HTTP_ONLY = ByteWriter.ascii("; HttpOnly");
    private static final byte[] OVER = ByteWriter.ascii("; Max-Age=0");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");

    private final Lane lane;
    private final Attempts attempts;
    private final SetCookieReader cookie = new SetCookieReader();
    private int session;
    private boolean setByApp;

    ResponseCookies(Lane lane, Attempts attempts) {
        this.lane = lane;
        this.attempts = attempts;
    }

    void begin() {
        session = -1;
        setByApp = false;
    }

    /** Passes a {@code Set-Cookie} header on, as one for the app's own host if it was meant for more hosts than are the app's. */
    void pass(ByteWriter out, HeaderFields fields, int index, byte[] head) {
        cookie.begin(head, fields.valueStart(index), fields.valueEnd(index));
        if (session < 0 && cookie.isCookie(StickySession.SESSION)) {
            session = index;
        }
        setByApp |= cookie.isCookie(StickySession.INSTANCE);
        byte[] shared = lane.state().index().sharedDomain();
        while (cookie.next()) {
            if (cookie.isAttribute(DOMAIN)
                    && SharedDomain.isWider(head, cookie.valueStart(), cookie.valueEnd(), shared)) {
                tell(head);
                writeWithoutDomain(out, fields, index, head);
                return;
            }
        }
        fields.writeTo(out, index);
    }

    private void tell(byte[] head) {
        LiveRoute route = attempts.route();
        if (route != null) {
            int from = cookie.valueStart();
            String domain = new String(head, from, cookie.valueEnd() - from, StandardCharsets.ISO_8859_1);
            lane.narrowedCookies().add(route.route().appId(), domain);
        }
    }

    private void writeWithoutDomain(ByteWriter out, HeaderFields fields, int index, byte[] head) {
        cookie.begin(head, fields.valueStart(index), fields.valueEnd(index));
        out.put(NAME).put(head, cookie.partStart(), cookie.partEnd());
        while (cookie.next()) {
            if (!cookie.isAttribute(DOMAIN)) {
                out.put(';').put(head, cookie.partStart(), cookie.partEnd());
            }
        }
        out.put(LINE_END);
    }

    /** All headers were passed on: adds the router's own cookie if a session began, or has a new instance. */
    void end(ByteWriter out, HeaderFields fields, byte[] head) {
        if (setByApp || (session < 0 && !attempts.session().isKnown())) {
            return;
        }
        Upstream source = attempts.current();
        LiveRoute route = attempts.route();
        if (source == null
                || route == null
                || (session < 0 && attempts.session().isOn(source))) {
            return;
        }
        out.put(NAME).put(StickySession.INSTANCE).put('=').put(source.instanceIdText());
        out.put(PATH).put(route.cookiePath()).put(HTTP_ONLY);
        if (session >= 0) {
            copyAttributes(out, fields, head);
        }
        out.put(LINE_END);
    }

    private void copyAttributes(ByteWriter out, HeaderFields fields, byte[] head) {
        cookie.begin(head, fields.valueStart(session), fields.valueEnd(session));
        while (cookie.next()) {
            if (isCopied()) {
                out.put(';').put(head, cookie.partStart(), cookie.partEnd());
            } else if (cookie.isAttribute(MAX_AGE) && isOver(head)) {
                out.put(OVER);
            }
        }
    }

    private boolean isCopied() {
        for (byte[] name : COPIED) {
            if (cookie.isAttribute(name)) {
                return true;
            }
        }
        return false;
    }

    /** The app ends its session; how long one lasts is the app's matter only, since the instance is the same all the time. */
    private boolean isOver(byte[] head) {
        int from = cookie.valueStart();
        int to = cookie.valueEnd();
        return from < to && (head[from] == '-' || (to - from == 1 && head[from] == '0'));
    }
}
