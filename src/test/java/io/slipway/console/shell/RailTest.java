package io.slipway.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RailTest {

    private final Rail rail = new Rail(true);

    @Test
    void marksOnlyThePlaceThatAPathLiesIn() {
        rail.showPath("admin/hosts");
        assertThat(marked()).containsExactly("admin/hosts");

        rail.showPath("admin/scheduler/explain");
        assertThat(marked()).containsExactly("admin/scheduler");

        rail.showPath("orgs/default/spaces/default/apps/shop");
        assertThat(marked()).containsExactly("apps");

        rail.showPath("");
        assertThat(marked()).containsExactly("home");
    }

    @Test
    void leavesThePlatformOutForThoseWhoMayNotReadIt() {
        assertThat(links(new Rail(false))).doesNotContain("admin/hosts", "admin/scheduler");
    }

    private List<String> marked() {
        return rail.getChildren()
                .filter(child -> child.getElement().hasAttribute("aria-current"))
                .map(child -> ((Anchor) child).getHref())
                .toList();
    }

    private static List<String> links(Rail rail) {
        return rail.getChildren().map(child -> ((Anchor) child).getHref()).toList();
    }
}
