package io.slipway.router;

/**
 * What the headers that are meant for the next hop only say, in requests and responses alike: how long the body is, and whether the
 * connection goes on. Used again for every message.
 */
final class HopHeaders {

    private static final byte[] CHUNKED = ByteWriter.ascii("chunked");
    private static final byte[] WEBSOCKET = ByteWriter.ascii("websocket");
    private static final byte[] CLOSE = ByteWriter.ascii("close");
    private static final byte[] KEEP_ALIVE = ByteWriter.ascii("keep-alive");
    private static final byte[] UPGRADE = ByteWriter.ascii("upgrade");

    /** −1 where no header says it. */
    long contentLength;

    boolean chunked;
    boolean keepAlive;
    /** Whether {@code Upgrade} names the only protocol that a router passes on. */
    boolean websocket;
    /** Whether {@code Connection} lists {@code Upgrade}. */
    boolean upgradeListed;
    /** Whether {@code Connection} may name other headers. */
    boolean namesHeaders;

    private int lengths;
    private int encodings;
    private boolean close;

    void begin() {
        contentLength = -1;
        chunked = false;
        keepAlive = false;
        websocket = false;
        upgradeListed = false;
        namesHeaders = false;
        lengths = 0;
        encodings = 0;
        close = false;
    }

    /** Takes note of one header; those that say nothing about the hop are passed over. */
    void read(HeaderFields fields, int index) {
        switch (fields.name(index)) {
            case CONTENT_LENGTH -> {
                lengths++;
                contentLength = fields.lengthValue(index);
            }
            case TRANSFER_ENCODING -> {
                encodings++;
                chunked = fields.isValue(index, CHUNKED);
            }
            case CONNECTION -> {
                namesHeaders |= !fields.isValue(index, KEEP_ALIVE) && !fields.isValue(index, CLOSE);
                close |= fields.hasToken(index, CLOSE);
                keepAlive |= fields.hasToken(index, KEEP_ALIVE);
                upgradeListed |= fields.hasToken(index, UPGRADE);
            }
            case UPGRADE -> websocket |= fields.isValue(index, WEBSOCKET);
            default -> {}
        }
    }

    /** All headers were read; throws {@link BadMessage} where two programs could see two ends of the body. */
    void end(boolean http11) {
        if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) {
            throw BadMessage.malformed("the length of the body is said twice");
        }
        if (encodings > 0 && !(chunked && http11)) {
            throw BadMessage.malformed("Transfer-Encoding is not plain chunked of HTTP/1.1");
        }
        keepAlive = !close && (http11 || keepAlive);
    }
}
