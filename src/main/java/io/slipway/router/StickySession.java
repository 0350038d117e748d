package io.slipway.router;

/**
 * Which instance a client's session lives on: a request that brings both the app's session cookie and the router's own is for the
 * instance that the latter names. Used again for every exchange of a connection.
 *
 * @see "docs/decisions/0012-cookies-at-the-router.md"
 */
final class StickySession {

    /** The cookie by which an app says that it keeps something for a client. */
    static final byte[] SESSION = ByteWriter.ascii("JSESSIONID");
    /** The router's own cookie; its value is an instance's id. */
    static final byte[] INSTANCE = ByteWriter.ascii("__VCAP_ID__");

    private static final int ID_LENGTH = 36;

    private final byte[] wanted = new byte[ID_LENGTH];
    private boolean known;

    void clear() {
        known = false;
    }

    /** Reads the cookies of a request. */
    void read(RequestHead head) {
        boolean session = false;
        boolean instance = false;
        HeaderFields fields = head.fields;
        for (int i = 0; i < fields.count(); i++) {
            if (fields.name(i) == HeaderName.COOKIE) {
                session |= cookie(head.bytes, fields, i, SESSION) >= 0;
                int value = cookie(head.bytes, fields, i, INSTANCE);
                if (value >= 0) {
                    instance = true;
                    remember(head.bytes, value, fields.valueEnd(i));
                }
            }
        }
        known = session && instance;
    }

    /** Where the value of a cookie begins in a {@code Cookie} header, or −1. */
    private static int cookie(byte[] bytes, HeaderFields fields, int index, byte[] name) {
        int end = fields.valueEnd(index);
        int at = fields.valueStart(index);
        while (at < end) {
            while (at < end && (Ascii.isBlank(bytes[at]) || bytes[at] == ';')) {
                at++;
            }
            int value = at + name.length + 1;
            if (value <= end && bytes[value - 1] == '=' && Ascii.isAt(bytes, at, name)) {
                return value;
            }
            while (at < end && bytes[at] != ';') {
                at++;
            }
        }
        return -1;
    }

    private void remember(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && bytes[to] != ';' && !Ascii.isBlank(bytes[to])) {
            to++;
        }
        if (to - from == ID_LENGTH) {
            System.arraycopy(bytes, from, wanted, 0, ID_LENGTH);
        } else {
            // No instance has such an id, so it counts as one that is gone.
            wanted[0] = 0;
        }
    }

    /** Whether a client has a session on some instance, alive or not. */
    boolean isKnown() {
        return known;
    }

    /** Whether it is this one. */
    boolean isOn(Upstream upstream) {
        byte[] id = upstream.instanceIdText();
        return known && id.length == ID_LENGTH && Ascii.isAt(wanted, 0, id);
    }
}
