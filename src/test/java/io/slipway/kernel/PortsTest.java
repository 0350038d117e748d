package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void readsWhatItWrites() {
        var ports = Ports.parse("main=8080, admin-ui=9090", "ports");

        assertThat(ports.primary()).isEqualTo(8080);
        assertThat(ports.number("admin-ui")).contains(9090);
        assertThat(ports.number("debug")).isEmpty();
        assertThat(ports.others())
                .singleElement()
                .satisfies(port -> assertThat(port.variable()).isEqualTo("PORT_ADMIN_UI"));
        assertThat(Ports.parse(ports.toString(), "ports")).isEqualTo(ports);
        assertThat(Ports.parse(" ", "ports")).isEqualTo(Ports.NONE);
    }

    @Test
    void aNumberAloneIsTheMainPort() {
        assertThat(Ports.parse("8080", "ports")).isEqualTo(Ports.of(8080));
        assertThat(Ports.of(8080).isPlain()).isTrue();
        assertThat(Ports.of(0).primary()).isZero();
        assertThat(Ports.parse("main=8080, admin=9090", "ports").isPlain()).isFalse();
    }

    @Test
    void anotherPrimaryPortLeavesTheOthers() {
        var ports = Ports.parse("http=8080, admin=9090", "ports");

        assertThat(ports.withPrimary(8081)).hasToString("http=8081, admin=9090");
        assertThat(ports.withPrimary(0)).isEqualTo(Ports.NONE);
        assertThat(Ports.NONE.withPrimary(80)).isEqualTo(Ports.of(80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main=0",
                "main=65536",
                "main=-1",
                "main=",
                "=8080",
                "Main=8080",
                "main=8080, 9090",
                "main=8080, main=9090",
                "main=8080, admin=8080",
                "main=8080,",
                "a-name-of-sixteen=1",
                "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j=10,k=11"
            })
    void refusesWhatIsNoListOfPorts(String text) {
        assertThatThrownBy(() -> Ports.parse(text, "ports"))
                .isInstanceOfSatisfying(PlatformException.Invalid.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invalid-port");
                    assertThat(refused.field()).contains("ports");
                });
    }
}
