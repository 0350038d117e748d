package io.slipway.routes;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RouteProperties.class, TcpRouteProperties.class})
class RouteConfiguration {

    @Bean
    TcpPorts tcpPorts(
            TcpRouteProperties tcp,
            RouteProperties http,
            @Value("${server.port:8080}") int consolePort,
            @Value("${spring.grpc.server.port:7443}") int agentPort) {
        Set<Integer> own = Stream.of(http.routerPort(), consolePort, agentPort)
                .filter(port -> port > 0)
                .collect(Collectors.toSet());
        return new TcpPorts(tcp.tcpPorts(), own);
    }
}
