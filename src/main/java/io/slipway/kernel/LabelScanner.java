package io.slipway.kernel;

import java.util.regex.Pattern;

/** Reads labels and selectors piece by piece; says at which character it expected something else. */
final class LabelScanner {

    private static final int MAX_TEXT = 5_000;
    private static final int MAX_WORD = 63;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private final String text;
    private final String field;
    private final String code;
    private int position;

    private LabelScanner(String text, String field, String code) {
        this.text = text;
        this.field = field;
        this.code = code;
        if (text.length() > MAX_TEXT) {
            throw new PlatformException.Invalid(code, field, "More than " + MAX_TEXT + " characters in " + field + ".");
        }
        skipBlanks();
    }

    static LabelScanner of(String text, String field) {
        return new LabelScanner(text, field, "invalid-labels");
    }

    static LabelScanner ofSelector(String text, String field) {
        return new LabelScanner(text, field, "invalid-selector");
    }

    /** For a key or a value that stands alone. */
    static LabelScanner ofOne(String text, String field) {
        return of(text, field);
    }

    boolean atEnd() {
        return position == text.length();
    }

    /** Goes past {@code sign} if it comes next. */
    boolean take(String sign) {
        if (!text.startsWith(sign, position)) {
            return false;
        }
        position += sign.length();
        skipBlanks();
        return true;
    }

    /** Goes past a whole word if it comes next. */
    boolean takeWord(String word) {
        int end = position + word.length();
        boolean isWhole = end >= text.length() || !isWordCharacter(text.charAt(end));
        return isWhole && take(word);
    }

    void expect(String sign) {
        if (!take(sign)) {
            throw expected("\"" + sign + "\"");
        }
    }

    /** Whether a comma says that something follows; anything else but the end is a mistake. */
    boolean another() {
        if (atEnd()) {
            return false;
        }
        expect(",");
        return true;
    }

    String key() {
        return word(KEY, "a key of letters, digits, dots, hyphens, underscores and slashes");
    }

    String value() {
        return word(VALUE, "a value of letters, digits, dots, hyphens and underscores");
    }

    /** A value, or nothing where a comma or the end comes next. */
    String valueOrNothing() {
        return atEnd() || text.charAt(position) == ',' ? "" : value();
    }

    String onlyKey() {
        var key = key();
        requireEnd();
        return key;
    }

    String onlyValue() {
        var value = valueOrNothing();
        requireEnd();
        return value;
    }

    PlatformException refused(String why) {
        return new PlatformException.Invalid(
                code, field, "At character " + (position + 1) + " of \"" + shown() + "\": " + why + ".");
    }

    PlatformException expected(String what) {
        return refused("expected " + what + ", found "
                + (atEnd() ? "the end" : "\"" + text.substring(position, position + 1) + "\""));
    }

    private void requireEnd() {
        if (!atEnd()) {
            throw expected("the end");
        }
    }

    private String word(Pattern pattern, String what) {
        var matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw expected(what);
        }
        var word = matcher.group();
        if (word.length() > MAX_WORD) {
            throw refused("more than " + MAX_WORD + " characters in one word");
        }
        position = matcher.end();
        skipBlanks();
        return word;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character) || "._/-".indexOf(character) >= 0;
    }

    private String shown() {
        return text.length() <= MAX_WORD ? text : text.substring(0, MAX_WORD) + "…";
    }
}
