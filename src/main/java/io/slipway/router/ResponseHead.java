package io.slipway.router;

/** A response head, read as strictly as a request's: an app must not be able to confuse a router that others share. */
final class ResponseHead {

    private static final byte[] HTTP_1 = ByteWriter.ascii("HTTP/1.");
    private static final byte[] CHUNKED = ByteWriter.ascii("chunked");
    private static final byte[] CLOSE = ByteWriter.ascii("close");
    private static final byte[] KEEP_ALIVE = ByteWriter.ascii("keep-alive");
    private static final byte[] WEBSOCKET = ByteWriter.ascii("websocket");
    private static final int STATUS_AT = 9;

    final HeaderFields fields;
    byte[] bytes = new byte[0];
    int status;
    int reasonEnd;
    long contentLength;
    boolean chunked;
    boolean keepAlive;
    boolean websocket;
    /** Whether a {@code Connection} header may name other headers. */
    boolean namesHeaders;
    private boolean http11;
    private int lengths;
    private int encodings;

    ResponseHead(RouterProperties properties) {
        fields = new HeaderFields(properties.maxHeaders());
    }

    /** Reads the first {@code length} bytes, which end with an empty line; throws {@link BadMessage}. */
    void parse(byte[] head, int length) {
        bytes = head;
        parseStatusLine(length);
        fields.parse(head, reasonEnd + 2, length - 2);
        readHeaders();
        if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) {
            throw BadMessage.malformed("the length of the body is said twice");
        }
        if (encodings > 0 && !(chunked && http11)) {
            throw BadMessage.malformed("Transfer-Encoding is not plain chunked of HTTP/1.1");
        }
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
        status = 0;
        int at = STATUS_AT;
        while (at < STATUS_AT + 3 && Ascii.isDigit(bytes[at])) {
            status = status * 10 + bytes[at++] - '0';
        }
        if (status < 100 || status > 599 || (bytes[at] != ' ' && bytes[at] != '\r')) {
            throw BadMessage.malformed("the status is no number from 100 to 599");
        }
        while (Ascii.isFieldValue(bytes[at])) {
            at++;
        }
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw BadMessage.malformed("the reason has a control character");
        }
        reasonEnd = at;
    }

    private void readHeaders() {
        contentLength = -1;
        chunked = false;
        namesHeaders = false;
        websocket = false;
        lengths = 0;
        encodings = 0;
        boolean close = false;
        boolean keep = false;
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case CONTENT_LENGTH -> {
                    lengths++;
                    contentLength = fields.lengthValue(i);
                }
                case TRANSFER_ENCODING -> {
                    encodings++;
                    chunked = fields.isValue(i, CHUNKED);
                }
                case CONNECTION -> {
                    namesHeaders |= !fields.isValue(i, KEEP_ALIVE) && !fields.isValue(i, CLOSE);
                    close |= fields.hasToken(i, CLOSE);
                    keep |= fields.hasToken(i, KEEP_ALIVE);
                }
                case UPGRADE -> websocket |= fields.isValue(i, WEBSOCKET);
                default -> {}
            }
        }
        keepAlive = !close && (http11 || keep);
    }
}
