package io.slipway.router;

/** A response head, read as strictly as a request's: an app must not be able to confuse a router that others share. */
final class ResponseHead {

    private static final byte[] HTTP_1 = ByteWriter.ascii("HTTP/1.");
    private static final int STATUS_AT = 9;

    final HeaderFields fields;
    final HopHeaders hop = new HopHeaders();
    byte[] bytes = new byte[0];
    int status;
    int reasonEnd;

    private boolean http11;

    ResponseHead(RouterProperties properties) {
        fields = new HeaderFields(properties.maxHeaders());
    }

    /** Reads the first {@code length} bytes, which end with an empty line; throws {@link BadMessage}. */
    void parse(byte[] head, int length) {
        bytes = head;
        parseStatusLine(length);
        fields.parse(head, reasonEnd + 2, length - 2);
        readHeaders();
    }

    private void parseStatusLine(int length) {
        if (length < STATUS_AT + 7) {
            throw BadMessage.malformed("no status line");
        }
        for (int i = 0; i < HTTP_1.length; i++) {
            if (bytes[i] != HTTP_1[i]) {
                throw BadMessage.malformed("the status line does not start with HTTP/1");
            }
        }
        http11 = bytes[7] == '1';
        if ((!http11 && bytes[7] != '0') || bytes[8] != ' ') {
            throw BadMessage.malformed("the status line does not start with HTTP/1");
        }
        reasonEnd = endOfLine(parseStatus());
    }

    private int parseStatus() {
        status = 0;
        int at = STATUS_AT;
        while (at < STATUS_AT + 3 && Ascii.isDigit(bytes[at])) {
            status = status * 10 + bytes[at++] - '0';
        }
        if (status < 100 || status > 599 || (bytes[at] != ' ' && bytes[at] != '\r')) {
            throw BadMessage.malformed("the status is no number from 100 to 599");
        }
        return at;
    }

    private int endOfLine(int from) {
        int at = from;
        while (Ascii.isFieldValue(bytes[at])) {
            at++;
        }
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw BadMessage.malformed("the reason has a control character");
        }
        return at;
    }

    private void readHeaders() {
        hop.begin();
        for (int i = 0; i < fields.count(); i++) {
            hop.read(fields, i);
        }
        hop.end(http11);
    }
}
