package io.slipway.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppPath;
import io.slipway.kernel.InstanceName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedInstanceTest {

    @Test
    void isNamedByAppAndIndex() {
        assertThat(of("acme/dev/shop", "3"))
                .contains(new ExplainedInstance(AppPath.of("acme", "dev", "shop"), InstanceName.web(3)));
    }

    @ParameterizedTest
    @CsvSource({"shop,3", "acme/dev/shop/x,3", "acme/dev/shop,three", "acme/dev/shop,-1", "acme/dev/shop,99999"})
    void isNobodyWhereTheAddressMakesNoSense(String app, String index) {
        assertThat(of(app, index)).isEmpty();
    }

    @Test
    void isNobodyWithoutParameters() {
        assertThat(ExplainedInstance.of(QueryParameters.empty())).isEmpty();
    }

    private static java.util.Optional<ExplainedInstance> of(String app, String index) {
        return ExplainedInstance.of(QueryParameters.simple(Map.of("app", app, "instance", index)));
    }
}
