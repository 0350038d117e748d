package io.slipway.agent;

import java.util.Arrays;

/**
 * Reads one line of the engine's json file, {@code {"log":"…\n","stream":"stdout","time":"…"}}, straight from bytes to bytes. Reused
 * from line to line; the text is valid until the next call.
 */
final class JsonFileEntry {

    private byte[] text = new byte[32 * 1024];
    private int length;
    private boolean stderr;
    private boolean whole;
    private long timeNanos;
    private byte[] data = new byte[0];
    private int at;
    private int end;

    /** Reads the line in {@code data[from … to)}; false when it is none, as after a crash of the host. */
    boolean read(byte[] line, int from, int to) {
        data = line;
        at = from;
        end = to;
        length = 0;
        stderr = false;
        timeNanos = 0;
        try {
            boolean valid = fields();
            whole = length > 0 && text[length - 1] == '\n';
            length -= whole ? 1 : 0;
            length -= whole && length > 0 && text[length - 1] == '\r' ? 1 : 0;
            return valid;
        } catch (ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    byte[] text() {
        return text;
    }

    /** Bytes of the text, without the line end. */
    int length() {
        return length;
    }

    boolean isStderr() {
        return stderr;
    }

    /** Whether the entry ends the line; the engine cuts long lines into several entries. */
    boolean isWhole() {
        return whole;
    }

    long timeNanos() {
        return timeNanos;
    }

    private boolean fields() {
        if (end - at < 2 || data[at++] != '{') {
            return false;
        }
        while (at < end && data[at] != '}') {
            if (data[at] == ',') {
                at++;
            }
            if (data[at] != '"') {
                return false;
            }
            field();
        }
        return at < end && timeNanos != 0;
    }

    private void field() {
        int start = ++at;
        while (data[at] != '"') {
            at++;
        }
        int name = at - start;
        at += 2;
        if (name == 3 && data[start] == 'l') {
            string();
        } else if (name == 6 && data[start] == 's' && data[at] == '"') {
            stderr = data[at + 4] == 'e';
            skip();
        } else if (name == 4 && data[start] == 't' && data[at] == '"') {
            int value = at + 1;
            skip();
            timeNanos = JsonFileTime.nanos(data, value, at - 1);
        } else {
            skip();
        }
    }

    private void string() {
        ensure(end - at);
        at++;
        int out = 0;
        while (data[at] != '"') {
            byte b = data[at++];
            if (b == '\\') {
                out = escape(out);
            } else {
                text[out++] = b;
            }
        }
        at++;
        length = out;
    }

    private int escape(int out) {
        byte b = data[at++];
        switch (b) {
            case 'n' -> text[out] = '\n';
            case 't' -> text[out] = '\t';
            case 'r' -> text[out] = '\r';
            case 'b' -> text[out] = '\b';
            case 'f' -> text[out] = '\f';
            case 'u' -> {
                return unicode(out);
            }
            default -> text[out] = b;
        }
        return out + 1;
    }

    /** Bytes that are no UTF-8 reach the file as U+FFFD, so what is read here is always text. */
    private int unicode(int start) {
        int code = codePoint();
        if (code < 0x80) {
            text[start] = (byte) code;
            return start + 1;
        }
        int following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        // The first byte says with its leading ones how many bytes follow; each of those holds six bits.
        text[start] = (byte) (0xFF00 >> following + 1 | code >> 6 * following);
        for (int i = 1; i <= following; i++) {
            text[start + i] = (byte) (0x80 | code >> 6 * (following - i) & 0x3F);
        }
        return start + following + 1;
    }

    private int codePoint() {
        int code = hex();
        if (Character.isHighSurrogate((char) code) && data[at] == '\\' && data[at + 1] == 'u') {
            at += 2;
            int low = hex();
            return Character.isLowSurrogate((char) low) ? Character.toCodePoint((char) code, (char) low) : '\uFFFD';
        }
        return Character.isSurrogate((char) code) ? '\uFFFD' : code;
    }

    private int hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            code = code << 4 | Math.max(0, Character.digit(data[at++], 16));
        }
        return code;
    }

    /** Skips a value: a string, or an object of attributes. */
    private void skip() {
        int depth = 0;
        do {
            byte b = data[at++];
            if (b == '"') {
                while (data[at] != '"') {
                    at += data[at] == '\\' ? 2 : 1;
                }
                at++;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        } while (depth > 0 || (data[at] != ',' && data[at] != '}'));
    }

    private void ensure(int capacity) {
        if (text.length < capacity) {
            text = Arrays.copyOf(text, capacity);
        }
    }
}
