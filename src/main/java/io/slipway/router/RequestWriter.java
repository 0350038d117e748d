package io.slipway.router;

/**
 * Writes the head of a request as an instance gets it, up to the headers that name the instance, and remembers where the parts
 * are that a log line needs. Nothing is copied that was not understood.
 */
final class RequestWriter {

    private static final int KEEP = 8 * 1024;
    private static final byte[] VERSION = ByteWriter.ascii(" HTTP/1.1\r\n");
    private static final byte[] HOST = ByteWriter.ascii("Host: ");
    private static final byte[] CONTENT_LENGTH = ByteWriter.ascii("Content-Length: ");
    private static final byte[] CHUNKED = ByteWriter.ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] UPGRADE = ByteWriter.ascii("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] FORWARDED_FOR = ByteWriter.ascii("X-Forwarded-For: ");
    private static final byte[] FORWARDED = ByteWriter.ascii("\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: ");
    private static final byte[] REQUEST_START = ByteWriter.ascii("\r\nX-Request-Start: ");
    private static final byte[] REQUEST_ID = ByteWriter.ascii("\r\nX-Vcap-Request-Id: ");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");

    /** A part of what was written. */
    static final class Part {
        int from;
        int to;

        void clear() {
            from = 0;
            to = 0;
        }
    }

    final ByteWriter out = new ByteWriter(512);
    final Part method = new Part();
    final Part target = new Part();
    final Part referer = new Part();
    final Part userAgent = new Part();
    final Part forwardedFor = new Part();
    final Part requestId = new Part();

    /** Writes a head; {@code peer} is the client's address. */
    void write(RequestHead head, Lane lane, byte[] peer, long epochMillis) {
        out.clear(KEEP);
        referer.clear();
        userAgent.clear();
        writeRequestLine(head);
        out.put(HOST).put(head.bytes, head.hostStart, head.hostEnd).put(LINE_END);
        boolean hasStart = writeHeaders(head);
        if (head.websocket) {
            out.put(UPGRADE);
        } else if (head.hop.chunked) {
            out.put(CHUNKED);
        } else if (head.hop.contentLength >= 0) {
            out.put(CONTENT_LENGTH).decimal(head.hop.contentLength).put(LINE_END);
        }
        writeForwardedFor(head.fields, head.bytes, peer);
        out.put(FORWARDED).put(head.bytes, head.hostStart, head.hostEnd);
        if (!hasStart) {
            out.put(REQUEST_START).decimal(epochMillis);
        }
        out.put(REQUEST_ID);
        requestId.from = out.size();
        out.uuid(lane.random().nextLong(), lane.random().nextLong());
        requestId.to = out.size();
        out.put(LINE_END);
    }

    private void writeRequestLine(RequestHead head) {
        method.from = 0;
        method.to = head.methodEnd;
        out.put(head.bytes, 0, head.methodEnd).put(' ');
        target.from = out.size();
        out.put(head.bytes, head.targetStart, head.targetEnd);
        target.to = out.size();
        out.put(VERSION);
    }

    private boolean writeHeaders(RequestHead head) {
        HeaderFields fields = head.fields;
        boolean hasStart = false;
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case REFERER -> writeAndRemember(fields, i, referer);
                case USER_AGENT -> writeAndRemember(fields, i, userAgent);
                case X_REQUEST_START -> {
                    hasStart = true;
                    fields.writeTo(out, i);
                }
                default -> writeIfPassed(head, i);
            }
        }
        return hasStart;
    }

    private void writeIfPassed(RequestHead head, int index) {
        HeaderFields fields = head.fields;
        if (fields.name(index).goesToInstances() && (!head.hop.namesHeaders || !fields.isNamedByConnection(index))) {
            fields.writeTo(out, index);
        }
    }

    private void writeAndRemember(HeaderFields fields, int index, Part part) {
        fields.writeTo(out, index);
        part.to = out.size() - LINE_END.length;
        part.from = part.to - (fields.valueEnd(index) - fields.valueStart(index));
    }

    private void writeForwardedFor(HeaderFields fields, byte[] bytes, byte[] peer) {
        out.put(FORWARDED_FOR);
        forwardedFor.from = out.size();
        for (int i = 0; i < fields.count(); i++) {
            if (fields.name(i) == HeaderName.X_FORWARDED_FOR) {
                out.put(bytes, fields.valueStart(i), fields.valueEnd(i))
                        .put(',')
                        .put(' ');
            }
        }
        out.put(peer);
        forwardedFor.to = out.size();
    }
}
