package io.slipway.router;

/**
 * The headers of one message as ranges of the bytes of its head; made once per thread and used again for every message. A head
 * must end with an empty line, which is what stops every loop here.
 */
final class HeaderFields {

    private final int max;
    private final HeaderName[] names;
    private final int[] nameStart;
    private final int[] nameEnd;
    private final int[] valueStart;
    private final int[] valueEnd;
    private byte[] bytes = new byte[0];
    private int count;

    HeaderFields(int max) {
        this.max = max;
        names = new HeaderName[max];
        nameStart = new int[max];
        nameEnd = new int[max];
        valueStart = new int[max];
        valueEnd = new int[max];
    }

    /** Reads the lines from {@code from} to the empty line at {@code end}. */
    void parse(byte[] head, int from, int end) {
        bytes = head;
        count = 0;
        int at = from;
        while (at < end) {
            at = parseLine(at);
        }
    }

    private int parseLine(int start) {
        if (count == max) {
            throw new BadMessage(431, "too many headers");
        }
        byte[] head = bytes;
        int at = start;
        while (Ascii.isToken(head[at])) {
            at++;
        }
        if (at == start || head[at] != ':') {
            throw BadMessage.malformed("a header's name is not a token that a colon follows");
        }
        nameStart[count] = start;
        nameEnd[count] = at++;
        while (Ascii.isBlank(head[at])) {
            at++;
        }
        valueStart[count] = at;
        while (Ascii.isFieldValue(head[at])) {
            at++;
        }
        if (head[at] != '\r' || head[at + 1] != '\n') {
            throw BadMessage.malformed("a header's value has a control character");
        }
        valueEnd[count] = trimmedEnd(valueStart[count], at);
        names[count] = HeaderName.of(head, start, nameEnd[count]);
        count++;
        return at + 2;
    }

    int count() {
        return count;
    }

    HeaderName name(int index) {
        return names[index];
    }

    int valueStart(int index) {
        return valueStart[index];
    }

    int valueEnd(int index) {
        return valueEnd[index];
    }

    boolean isValue(int index, byte[] lowerCaseWord) {
        return Ascii.isWord(bytes, valueStart[index], valueEnd[index], lowerCaseWord);
    }

    /** Whether a comma-separated value holds a word. */
    boolean hasToken(int index, byte[] lowerCaseWord) {
        int end = valueEnd[index];
        int at = valueStart[index];
        while (at < end) {
            int stop = tokenEnd(at, end);
            if (isTrimmedWord(at, stop, lowerCaseWord)) {
                return true;
            }
            at = stop + 1;
        }
        return false;
    }

    /** Whether a header of this name is named by a {@code Connection} header, and so meant for the next hop only. */
    boolean isNamedByConnection(int index) {
        for (int i = 0; i < count; i++) {
            if (names[i] == HeaderName.CONNECTION && namesHeader(i, index)) {
                return true;
            }
        }
        return false;
    }

    private boolean namesHeader(int connection, int index) {
        byte[] lower = new byte[nameEnd[index] - nameStart[index]];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Ascii.lower(bytes[nameStart[index] + i]);
        }
        return hasToken(connection, lower);
    }

    private int tokenEnd(int from, int end) {
        int at = from;
        while (at < end && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private boolean isTrimmedWord(int from, int to, byte[] word) {
        int start = from;
        while (start < to && Ascii.isBlank(bytes[start])) {
            start++;
        }
        return Ascii.isWord(bytes, start, trimmedEnd(start, to), word);
    }

    private int trimmedEnd(int from, int to) {
        int end = to;
        while (end > from && Ascii.isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** The value as a length: digits only, no sign, no list. */
    long lengthValue(int index) {
        int from = valueStart[index];
        int to = valueEnd[index];
        if (from == to || to - from > 18) {
            throw BadMessage.malformed("Content-Length is no number");
        }
        long length = 0;
        for (int at = from; at < to; at++) {
            if (!Ascii.isDigit(bytes[at])) {
                throw BadMessage.malformed("Content-Length is no number");
            }
            length = length * 10 + bytes[at] - '0';
        }
        return length;
    }

    /** Writes one header, in the one form that cannot be misread. */
    void writeTo(ByteWriter out, int index) {
        out.put(bytes, nameStart[index], nameEnd[index]).put(':').put(' ');
        out.put(bytes, valueStart[index], valueEnd[index]).put('\r').put('\n');
    }
}
