package io.slipway.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.console.shell.Crumbs.Crumb;
import org.junit.jupiter.api.Test;

class CrumbsTest {

    @Test
    void namesOrganizationSpaceAndAppAndLetsTheAppBeSwitched() {
        var crumbs = Crumbs.of("orgs/acme/spaces/dev/apps/shop/logs");

        assertThat(crumbs).extracting(Crumb::text).containsExactly("acme", "dev", "shop");
        assertThat(crumbs.getLast().switcher()).isTrue();
    }

    @Test
    void callsTheCreatePageByItsName() {
        assertThat(Crumbs.of("orgs/acme/spaces/dev/apps/new").getLast())
                .isEqualTo(new Crumb("New app", "orgs/acme/spaces/dev/apps/new", false));
    }

    @Test
    void namesThePlacesOfTheRail() {
        assertThat(Crumbs.of("home").getFirst().text()).isEqualTo("Home");
        assertThat(Crumbs.of("admin/hosts").getFirst().text()).isEqualTo("Hosts");
        assertThat(Crumbs.of("admin/scheduler/explain").getFirst().text()).isEqualTo("Scheduler");
    }
}
