package io.slipway.audit;

/** Makes text from outside harmless in a trail that people read in terminals, browsers and spreadsheets. */
final class AuditText {

    private static final String CUT = "…";

    private AuditText() {}

    /** The text with control, format and lone surrogate characters escaped, cut to {@code max} characters. */
    static String limited(String text, int max) {
        var out = new StringBuilder(Math.min(text.length(), max));
        text.codePoints().limit(max).forEach(c -> append(out, c));
        return out.length() <= max ? out.toString() : cut(out, max);
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character
                    .PARAGRAPH_SEPARATOR -> out.append("\\u").append("%04X".formatted(codePoint));
            default -> out.appendCodePoint(codePoint);
        }
    }

    private static String cut(StringBuilder out, int max) {
        int end = max - CUT.length();
        if (Character.isHighSurrogate(out.charAt(end - 1))) {
            end--;
        }
        return out.substring(0, end) + CUT;
    }
}
