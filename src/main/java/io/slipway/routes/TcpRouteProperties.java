package io.slipway.routes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the platform gives to TCP routes.
 *
 * @param tcpPorts ports and ranges, such as {@code 20000-20099, 5432}; every router listens on those that have a route; empty turns TCP
 *     routes off
 */
@ConfigurationProperties("slipway.routes")
record TcpRouteProperties(@DefaultValue("20000-20099") String tcpPorts) {}
