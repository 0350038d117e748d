package io.slipway;

import io.slipway.kernel.SecretBox;
import io.slipway.keys.CertificateAuthority;
import io.slipway.keys.KeyBundle;
import io.slipway.keys.KeyBundleFile;
import io.slipway.keys.ServerIdentity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every module of the server shares: the clock, and the keys from the bundle beside the database. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
class ServerConfiguration {

    /** The SSL bundle of the agents' endpoint and, when it listens beyond loopback, of the console. */
    private static final List<String> BUNDLE_NAMES = List.of("agents", "console");

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KeyBundle keyBundle(@Value("${slipway.data}") Path data, Clock clock) {
        return new KeyBundleFile(data.resolve("keys")).openOrCreate(clock);
    }

    @Bean
    CertificateAuthority certificateAuthority(KeyBundle keys, Clock clock) {
        return new CertificateAuthority(keys, clock);
    }

    @Bean
    SecretBox secretBox(KeyBundle keys) {
        return new SecretBox(keys.masterKey());
    }

    @Bean
    SslBundleRegistrar serverCertificate(
            CertificateAuthority authority, @Value("${slipway.server-names:}") List<String> names) {
        return registry -> {
            var identity = ServerIdentity.signedBy(authority, names);
            var stores = SslStoreBundle.of(identity.keyStore(), identity.password(), identity.trustStore());
            BUNDLE_NAMES.forEach(name -> registry.registerBundle(name, SslBundle.of(stores)));
        };
    }
}
