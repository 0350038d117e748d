package io.slipway.routes;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where routes may live.
 *
 * @param appsDomain apps get their default routes directly under it
 * @param routerPort the public port of the routers; 80 is left out of URLs
 * @param consoleHost the console's own host, which no route may equal or be a parent of
 * @param extraDomains further domains that the operator allows, with all below them
 */
@ConfigurationProperties("slipway")
record RouteProperties(
        @DefaultValue("apps.localhost") String appsDomain,
        @DefaultValue("8000") int routerPort,
        @DefaultValue("localhost") String consoleHost,
        @DefaultValue List<String> extraDomains) {

    RouteProperties {
        appsDomain = HostName.canonical(appsDomain);
        consoleHost = HostName.canonical(consoleHost);
        extraDomains = extraDomains.stream().map(HostName::canonical).toList();
    }
}
