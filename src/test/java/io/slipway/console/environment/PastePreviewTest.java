package io.slipway.console.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.EnvironmentChange;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.kernel.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PastePreviewTest {

    private static final EnvironmentView SAVED = new EnvironmentView(
            List.of(
                    new Variable("COLOR", new Secret("blue"), new Secret("blue"), Mark.SAME),
                    new Variable("GONE", null, new Secret("x"), Mark.REMOVED),
                    new Variable("MODE", new Secret("fast"), new Secret("slow"), Mark.CHANGED)),
            7);

    @Test
    void tellsNewFromChangedAndKeepsTheRest() {
        var preview = PastePreview.of("COLOR=red\nMODE=fast\nGONE=again\n", SAVED, false);

        assertThat(preview.summary()).isEqualTo("1 new · 1 changed · 0 removed");
        assertThat(preview.toChange())
                .isEqualTo(new EnvironmentChange(
                        Map.of("COLOR", new Secret("red"), "GONE", new Secret("again")), Set.of()));
    }

    @Test
    void removesWhatTheTextDoesNotNameOnlyWhenAsked() {
        assertThat(PastePreview.of("COLOR=blue", SAVED, false).hasChanges()).isFalse();
        assertThat(PastePreview.of("COLOR=blue", SAVED, true).removed()).containsExactly("MODE");
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        var preview = PastePreview.of("COLOR=red\nnonsense\n1X=2", SAVED, false);

        assertThat(preview.problems()).extracting("line").containsExactly(2, 3);
        assertThat(preview.changed()).containsExactly("COLOR");
    }

    @Test
    void takesAVariableAsChangedWhenItsValueMayNotBeSeen() {
        var hidden = new EnvironmentView(List.of(new Variable("COLOR", null, null, Mark.SAME)), 1);

        assertThat(PastePreview.of("COLOR=red", hidden, false).changed()).containsExactly("COLOR");
    }
}
