package io.slipway.iam;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The web server with sign-in, and two endpoints behind its doors; no apps, no hosts, no pages. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration",
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration"
        })
@EntityScan({"io.slipway.audit", "io.slipway.iam"})
@EnableJpaRepositories({"io.slipway.audit", "io.slipway.iam"})
@ComponentScan({"io.slipway.audit", "io.slipway.iam"})
class DoorsConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @RestController
    static class Behind {

        private final CurrentUser currentUser;

        Behind(CurrentUser currentUser) {
            this.currentUser = currentUser;
        }

        @GetMapping("/api/whoami")
        ResponseEntity<String> whoAmI() {
            return ResponseEntity.ok(
                    currentUser.actor().type() + " " + currentUser.actor().name());
        }

        @GetMapping("/problems/test")
        String problem() {
            return "problem";
        }

        @GetMapping("/console/stream/test")
        String stream() {
            return "stream";
        }
    }
}
