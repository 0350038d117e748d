package io.slipway.router;

/** Writes the head of a response as a client gets it. */
final class ResponseWriter {

    private static final byte[] VERSION = ByteWriter.ascii("HTTP/1.1 ");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");
    private static final byte[] CONTENT_LENGTH = ByteWriter.ascii("Content-Length: ");
    private static final byte[] CHUNKED = ByteWriter.ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ByteWriter.ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ByteWriter.ascii("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = ByteWriter.ascii("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] REQUEST_ID = ByteWriter.ascii("X-Vcap-Request-Id: ");
    private static final int STATUS_AT = 9;

    /** How a response goes on to its client. */
    enum Ending {
        /** HTTP/1.1, the connection stays. */
        PERSISTENT,
        /** HTTP/1.0 with {@code keep-alive}, which has to be told. */
        PERSISTENT_OLD,
        CLOSE,
        UPGRADE
    }

    private final RequestWriter request;
    private final ResponseCookies cookies;

    ResponseWriter(RequestWriter request, ResponseCookies cookies) {
        this.request = request;
        this.cookies = cookies;
    }

    void write(ByteWriter out, ResponseHead head, boolean chunked, Ending ending) {
        out.put(VERSION).put(head.bytes, STATUS_AT, head.reasonEnd);
        if (head.reasonEnd == STATUS_AT + 3) {
            out.put(' ');
        }
        out.put(LINE_END);
        boolean lengthAllowed = head.status != 204 && ending != Ending.UPGRADE;
        writeHeaders(out, head, lengthAllowed);
        if (chunked) {
            out.put(CHUNKED);
        }
        switch (ending) {
            case PERSISTENT -> {}
            case PERSISTENT_OLD -> out.put(KEEP_ALIVE);
            case CLOSE -> out.put(CLOSE);
            case UPGRADE -> out.put(UPGRADE);
        }
        out.put(REQUEST_ID).put(request.out.array(), request.requestId.from, request.requestId.to);
        out.put(LINE_END).put(LINE_END);
    }

    private void writeHeaders(ByteWriter out, ResponseHead head, boolean lengthAllowed) {
        HeaderFields fields = head.fields;
        cookies.begin();
        for (int i = 0; i < fields.count(); i++) {
            HeaderName name = fields.name(i);
            if (name == HeaderName.CONTENT_LENGTH && lengthAllowed) {
                out.put(CONTENT_LENGTH).decimal(head.hop.contentLength).put(LINE_END);
            } else if (name.goesToClients() && (!head.hop.namesHeaders || !fields.isNamedByConnection(i))) {
                writeHeader(out, head, i, name);
            }
        }
        cookies.end(out, fields, head.bytes);
    }

    private void writeHeader(ByteWriter out, ResponseHead head, int index, HeaderName name) {
        if (name == HeaderName.SET_COOKIE) {
            cookies.pass(out, head.fields, index, head.bytes);
        } else {
            head.fields.writeTo(out, index);
        }
    }
}
