package io.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Measures the colours of {@code tokens.css} as WCAG 2.2 does, in both schemes. */
class ContrastTest {

    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final List<String> GROUNDS = List.of("page", "surface", "sunken");
    private static final List<String> STATES = List.of("running", "progress", "degraded", "failed", "neutral");
    private static final Pattern TOKEN =
            Pattern.compile("--([\\w-]+):\\s*light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    private final Map<String, List<String>> tokens = read();

    @Test
    void textCanBeReadOnEveryGround() {
        var texts = Stream.concat(
                        Stream.of("ink", "ink-2", "focus", "level-error", "level-warn"),
                        IntStream.rangeClosed(2, 6).mapToObj(number -> "instance-" + number))
                .toList();

        assertThat(tooWeak(texts, GROUNDS, TEXT)).isEmpty();
    }

    @Test
    void statesCanBeReadOnTheirTintsAndOnSurfaces() {
        var weak = new ArrayList<String>();
        for (var state : STATES) {
            weak.addAll(tooWeak(List.of(state + "-ink"), List.of(state + "-tint", "surface", "page"), TEXT));
            weak.addAll(tooWeak(List.of(state), List.of(state + "-tint", "surface", "page"), GRAPHICS));
        }

        assertThat(weak).isEmpty();
    }

    @Test
    void linesShapesAndBordersOfFieldsCanBeSeen() {
        var series = IntStream.rangeClosed(1, 6).mapToObj(number -> "series-" + number);

        assertThat(tooWeak(Stream.concat(Stream.of("control", "focus"), series).toList(), List.of("surface"), GRAPHICS))
                .isEmpty();
    }

    @Test
    void colouredLogTextCanBeRead() {
        var colours =
                IntStream.rangeClosed(0, 7).mapToObj(number -> "ansi-" + number).toList();

        assertThat(tooWeak(colours, List.of("surface"), TEXT)).isEmpty();
    }

    @Test
    void measuresAsWcagDoes() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21);
        assertThat(contrast("#767676", "#ffffff")).isBetween(4.5, 4.6);
    }

    private List<String> tooWeak(List<String> fronts, List<String> grounds, double least) {
        var found = new ArrayList<String>();
        for (var front : fronts) {
            for (var ground : grounds) {
                for (int scheme = 0; scheme < 2; scheme++) {
                    var ratio = contrast(colour(front, scheme), colour(ground, scheme));
                    if (ratio < least) {
                        found.add("%s on %s, %s: %.2f".formatted(front, ground, scheme == 0 ? "light" : "dark", ratio));
                    }
                }
            }
        }
        return found;
    }

    private String colour(String token, int scheme) {
        assertThat(tokens).containsKey(token);
        return tokens.get(token).get(scheme);
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static Map<String, List<String>> read() {
        var found = new HashMap<String, List<String>>();
        try (var css = ContrastTest.class.getResourceAsStream("/META-INF/resources/assets/console/tokens.css")) {
            var matcher = TOKEN.matcher(new String(css.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                found.put(matcher.group(1), List.of(matcher.group(2), matcher.group(3)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }
}
