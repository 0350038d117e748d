package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.slipway.kernel.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotEnvTest {

    @Test
    void readsTheUsualForms() {
        var read = DotEnv.parse("""
                # a comment

                A=1
                export B = two words   # and a comment
                C='it is $5 # as it is'
                D="line\\nnext \\"quoted\\" \\\\ \\$ \\x"
                E=
                F=a#b
                URL=postgres://u:p@h/db?x=y
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.values())
                .containsExactly(
                        value("A", "1"),
                        value("B", "two words"),
                        value("C", "it is $5 # as it is"),
                        value("D", "line\nnext \"quoted\" \\ $ \\x"),
                        value("E", ""),
                        value("F", "a#b"),
                        value("URL", "postgres://u:p@h/db?x=y"));
    }

    @Test
    void readsDoubleQuotesAcrossLinesAndWindowsLineEnds() {
        var read = DotEnv.parse("\uFEFFKEY=\"-----BEGIN\r\n  abc\r\n-----END\" # key\r\nB=2\r\n");

        assertThat(read.problems()).isEmpty();
        assertThat(read.values()).containsExactly(value("KEY", "-----BEGIN\n  abc\n-----END"), value("B", "2"));
    }

    @Test
    void tellsBadLinesByNumberAndGoesOn() {
        var read = DotEnv.parse("""
                no equals sign
                A=1
                PORT=80
                A=2
                1X=3
                S='open
                Q="x" y
                B=ok
                M="never
                closed
                """);

        assertThat(read.problems()).extracting(DotEnv.Problem::line).containsExactly(1, 3, 4, 5, 6, 7, 9, 10);
        assertThat(read.values()).containsExactly(value("A", "2"), value("B", "ok"));
    }

    @Test
    void previewsWhatAPasteWouldDo() {
        var pasted = DotEnv.parse("A=1\nB=changed\nC=new\nbad");
        var saved = Map.of("A", new Secret("1"), "B", new Secret("2"), "GONE", new Secret("x"));

        var preview = DotEnvPreview.of(pasted, saved);

        assertThat(preview.added()).containsExactly("C");
        assertThat(preview.changed()).containsExactly("B");
        assertThat(preview.removed()).containsExactly("GONE");
        assertThat(preview.problems()).hasSize(1);
        assertThat(preview.toChange(pasted, false).remove()).isEmpty();
        assertThat(preview.toChange(pasted, true).remove()).containsExactly("GONE");
    }

    private static Map.Entry<String, Secret> value(String name, String text) {
        return entry(name, new Secret(text));
    }
}
