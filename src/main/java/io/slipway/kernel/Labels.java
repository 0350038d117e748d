package io.slipway.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people say of a thing in keys and values: {@code disk=ssd, zone=a}. A key stands once; a value may be empty. Keys and values
 * are at most 63 letters, digits, dots, hyphens and underscores, keys slashes too, and begin and end with a letter or digit.
 *
 * @param values by key, in the order of the keys; at most {@value #MAX}
 */
public record Labels(Map<String, String> values) {

    /** No labels. */
    public static final Labels NONE = new Labels(Map.of());

    /** The label that tells which hosts would fail together; copies of a process are spread over its values first. */
    public static final String ZONE = "zone";

    static final int MAX = 32;

    /** Takes labels that were checked before. */
    public Labels {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Checks labels that somebody sent.
     *
     * @param field at which they are refused
     * @throws PlatformException.Invalid {@code invalid-labels}
     */
    public static Labels require(Map<String, String> values, String field) {
        var pairs = values.entrySet().stream()
                .map(label -> LabelScanner.ofOne(label.getKey(), field).onlyKey() + "="
                        + LabelScanner.ofOne(label.getValue(), field).onlyValue())
                .collect(Collectors.joining(", "));
        return parse(pairs, field);
    }

    /**
     * Reads labels as people write them: {@code disk=ssd, zone=a, gpu}.
     *
     * @param field at which they are refused
     * @throws PlatformException.Invalid {@code invalid-labels}, with the position of the mistake
     */
    public static Labels parse(String text, String field) {
        var scanner = LabelScanner.of(text, field);
        var values = new TreeMap<String, String>();
        if (scanner.atEnd()) {
            return NONE;
        }
        do {
            var key = scanner.key();
            if (values.put(key, scanner.take("=") ? scanner.valueOrNothing() : "") != null) {
                throw scanner.refused(key + " stands twice");
            }
            if (values.size() > MAX) {
                throw scanner.refused("more than " + MAX + " labels");
            }
        } while (scanner.another());
        return new Labels(values);
    }

    /** Whether a label of this key is there. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of a label; empty also where there is none. */
    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** One label as it is written: {@code disk=ssd}; of one without a value the key. */
    static String words(String key, String value) {
        return value.isEmpty() ? key : key + "=" + value;
    }

    /** As people write them; {@link #parse} reads it. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> words(label.getKey(), label.getValue()))
                .collect(Collectors.joining(", "));
    }
}
