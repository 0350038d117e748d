package io.slipway.router;

/** Takes a {@code Set-Cookie} header apart as browsers do (RFC 6265 section 5.2): parts between semicolons, quotes mean nothing. */
final class SetCookieReader {

    private byte[] bytes = new byte[0];
    private int end;
    private int partStart;
    private int partEnd;
    private int nameEnd;

    /** Begins with the part that names the cookie. */
    void begin(byte[] head, int from, int to) {
        bytes = head;
        end = to;
        read(from);
    }

    /** Goes on to the next attribute; false at the end. */
    boolean next() {
        if (partEnd >= end) {
            return false;
        }
        read(partEnd + 1);
        return true;
    }

    private void read(int from) {
        partStart = from;
        partEnd = from;
        nameEnd = -1;
        while (partEnd < end && bytes[partEnd] != ';') {
            if (bytes[partEnd] == '=' && nameEnd < 0) {
                nameEnd = partEnd;
            }
            partEnd++;
        }
        if (nameEnd < 0) {
            nameEnd = partEnd;
        }
    }

    /** Where the part begins, behind its semicolon. */
    int partStart() {
        return partStart;
    }

    int partEnd() {
        return partEnd;
    }

    int valueStart() {
        return skipBlanks(Math.min(nameEnd + 1, partEnd), partEnd);
    }

    int valueEnd() {
        return trimmedEnd(valueStart(), partEnd);
    }

    /** Whether the cookie has this name; case matters. */
    boolean isCookie(byte[] name) {
        int from = skipBlanks(partStart, nameEnd);
        return trimmedEnd(from, nameEnd) - from == name.length && Ascii.isAt(bytes, from, name);
    }

    /** Whether the attribute has this name, given in lower case. */
    boolean isAttribute(byte[] name) {
        int from = skipBlanks(partStart, nameEnd);
        return Ascii.isWord(bytes, from, trimmedEnd(from, nameEnd), name);
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && Ascii.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private int trimmedEnd(int from, int to) {
        int at = to;
        while (at > from && Ascii.isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }
}
