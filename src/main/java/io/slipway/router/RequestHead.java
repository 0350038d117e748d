package io.slipway.router;

import java.util.Arrays;

/**
 * A request head, read strictly: whatever two programs could read in two ways is refused, because the second program is
 * somebody's app behind us. One per thread, used again for every request.
 */
final class RequestHead {

    private static final byte[] HTTP_1 = ByteWriter.ascii("HTTP/1.");
    private static final byte[] ABSOLUTE = ByteWriter.ascii("http://");
    private static final byte[] ABSOLUTE_TLS = ByteWriter.ascii("https://");
    private static final byte[] CONTINUE = ByteWriter.ascii("100-continue");
    private static final byte[] CONNECT = ByteWriter.ascii("CONNECT");
    private static final byte[] OPTIONS = ByteWriter.ascii("OPTIONS");
    private static final byte[] GET = ByteWriter.ascii("GET");

    final HeaderFields fields;
    final HopHeaders hop = new HopHeaders();
    private final int maxRequestLine;
    byte[] bytes = new byte[0];
    int methodEnd;
    int targetStart;
    int targetEnd;
    int hostStart;
    int hostEnd;
    boolean http11;
    boolean expectContinue;
    boolean websocket;

    private int hosts;
    private int authorityStart;
    private int authorityEnd;

    RequestHead(RouterProperties properties) {
        fields = new HeaderFields(properties.maxHeaders());
        maxRequestLine = properties.maxRequestLineBytes();
    }

    /** Reads the first {@code length} bytes, which end with an empty line; throws {@link BadMessage}. */
    void parse(byte[] head, int length) {
        bytes = head;
        int lineEnd = parseRequestLine();
        if (lineEnd > maxRequestLine) {
            throw new BadMessage(414, "the request line is too long");
        }
        fields.parse(head, lineEnd + 2, length - 2);
        readHeaders();
        checkHost();
        websocket = hop.websocket && hop.upgradeListed && http11;
        if (websocket && (hasBody() || !isMethod(GET))) {
            throw BadMessage.malformed("an upgrade is a GET without a body");
        }
    }

    boolean hasBody() {
        return hop.chunked || hop.contentLength > 0;
    }

    /** Whether this is the method; case matters. */
    boolean isMethod(byte[] method) {
        return Arrays.equals(bytes, 0, methodEnd, method, 0, method.length);
    }

    private int parseRequestLine() {
        methodEnd = tokenEnd();
        targetStart = methodEnd + 1;
        int at = targetStart;
        while (Ascii.isTarget(bytes[at])) {
            at++;
        }
        targetEnd = at;
        if (bytes[at] != ' ' || at == targetStart) {
            throw BadMessage.malformed("the request line has no valid target");
        }
        int version = at + 1;
        for (byte expected : HTTP_1) {
            if (bytes[version++] != expected) {
                throw BadMessage.malformed("the request line does not end with HTTP/1.1");
            }
        }
        if ((bytes[version] != '1' && bytes[version] != '0') || bytes[version + 1] != '\r') {
            throw BadMessage.malformed("the request line does not end with HTTP/1.1");
        }
        http11 = bytes[version] == '1';
        readTargetForm();
        return version + 1;
    }

    private int tokenEnd() {
        int at = 0;
        while (Ascii.isToken(bytes[at])) {
            at++;
        }
        if (at == 0 || bytes[at] != ' ') {
            throw BadMessage.malformed("the request line has no valid method");
        }
        return at;
    }

    private void readTargetForm() {
        authorityStart = -1;
        if (isMethod(CONNECT)) {
            throw new BadMessage(405, "CONNECT is not for a router");
        }
        if (bytes[targetStart] == '/') {
            return;
        }
        if (targetEnd - targetStart == 1 && bytes[targetStart] == '*' && isMethod(OPTIONS)) {
            return;
        }
        readAbsoluteForm();
    }

    /** {@code http://host/path} becomes {@code /path}; the authority has to be what the Host header says. */
    private void readAbsoluteForm() {
        int scheme = startsWith(ABSOLUTE) ? ABSOLUTE.length : startsWith(ABSOLUTE_TLS) ? ABSOLUTE_TLS.length : 0;
        if (scheme == 0) {
            throw BadMessage.malformed("the target is neither a path nor a URL");
        }
        authorityStart = targetStart + scheme;
        authorityEnd = authorityStart;
        while (authorityEnd < targetEnd && bytes[authorityEnd] != '/' && bytes[authorityEnd] != '?') {
            authorityEnd++;
        }
        if (authorityEnd == targetEnd || bytes[authorityEnd] == '?') {
            throw BadMessage.malformed("a URL as target needs a path");
        }
        targetStart = authorityEnd;
    }

    private boolean startsWith(byte[] prefix) {
        return targetEnd - targetStart > prefix.length
                && Ascii.isWord(bytes, targetStart, targetStart + prefix.length, prefix);
    }

    private void readHeaders() {
        expectContinue = false;
        hosts = 0;
        hop.begin();
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case HOST -> host(i);
                case EXPECT -> expect(i);
                default -> hop.read(fields, i);
            }
        }
        hop.end(http11);
    }

    private void host(int index) {
        hosts++;
        hostStart = fields.valueStart(index);
        hostEnd = fields.valueEnd(index);
    }

    private void expect(int index) {
        if (!fields.isValue(index, CONTINUE)) {
            throw new BadMessage(417, "only 100-continue can be expected");
        }
        expectContinue = http11;
    }

    private void checkHost() {
        if (hosts != 1) {
            throw BadMessage.malformed(hosts == 0 ? "there is no Host header" : "there are two Host headers");
        }
        if (authorityStart >= 0 && !sameAuthority()) {
            throw BadMessage.malformed("the target's host is not that of the Host header");
        }
    }

    private boolean sameAuthority() {
        if (authorityEnd - authorityStart != hostEnd - hostStart) {
            return false;
        }
        for (int i = 0; i < hostEnd - hostStart; i++) {
            if (Ascii.lower(bytes[authorityStart + i]) != Ascii.lower(bytes[hostStart + i])) {
                return false;
            }
        }
        return true;
    }
}
