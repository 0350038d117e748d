package io.slipway.router;

import java.nio.charset.StandardCharsets;

/**
 * What has to be known of a request after its head was forgotten.
 *
 * @param replayable it may be sent twice: its method is idempotent, and there is no body that was used up by the first try
 * @param html the client prefers a page to plain text
 * @param wishesInstance a header names an instance
 * @param cookies the client sent some
 */
record RequestTraits(
        boolean http11,
        boolean head,
        boolean replayable,
        boolean webSocket,
        boolean expectContinue,
        boolean html,
        boolean wishesInstance,
        boolean cookies) {

    static final RequestTraits NONE = new RequestTraits(true, false, false, false, false, false, false, false);

    private static final byte[] GET = ByteWriter.ascii("GET");
    private static final byte[] HEAD = ByteWriter.ascii("HEAD");
    private static final byte[][] IDEMPOTENT = {
        ByteWriter.ascii("OPTIONS"), ByteWriter.ascii("DELETE"), ByteWriter.ascii("PUT"), ByteWriter.ascii("TRACE")
    };
    private static final byte[] TEXT_HTML = ByteWriter.ascii("text/html");

    static RequestTraits of(RequestHead head) {
        boolean html = false;
        boolean wish = false;
        boolean cookies = false;
        for (int i = 0; i < head.fields.count(); i++) {
            switch (head.fields.name(i)) {
                case ACCEPT -> html |= head.fields.hasToken(i, TEXT_HTML);
                case COOKIE -> cookies = true;
                case X_CF_APP_INSTANCE, X_CF_PROCESS_INSTANCE -> wish = true;
                default -> {}
            }
        }
        boolean isHead = head.isMethod(HEAD);
        boolean replayable = !head.hasBody() && (isHead || isIdempotent(head));
        return new RequestTraits(
                head.http11,
                isHead,
                replayable,
                head.websocket,
                head.expectContinue && head.hasBody(),
                html,
                wish,
                cookies);
    }

    private static boolean isIdempotent(RequestHead head) {
        if (head.isMethod(GET)) {
            return true;
        }
        for (byte[] method : IDEMPOTENT) {
            if (head.isMethod(method)) {
                return true;
            }
        }
        return false;
    }

    /** The instance that a header names; throws {@link BadMessage}. */
    static InstanceWish wish(RequestHead head) {
        for (int i = 0; i < head.fields.count(); i++) {
            HeaderName name = head.fields.name(i);
            if (name == HeaderName.X_CF_APP_INSTANCE) {
                return InstanceWish.app(value(head, i));
            }
            if (name == HeaderName.X_CF_PROCESS_INSTANCE) {
                return InstanceWish.process(value(head, i));
            }
        }
        return InstanceWish.ANY;
    }

    private static String value(RequestHead head, int index) {
        int from = head.fields.valueStart(index);
        return new String(head.bytes, from, head.fields.valueEnd(index) - from, StandardCharsets.ISO_8859_1);
    }
}
