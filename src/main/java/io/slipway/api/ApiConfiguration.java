package io.slipway.api;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests of the API are read: strict JSON, names of the path as values, the gate before every controller. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

    private final Clock clock;

    ApiConfiguration(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.mapper()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PathNames());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ApiGate(new RequestRate(clock))).addPathPatterns(ApiPaths.V1 + "/**");
    }

    /** Under the application, for requests that do not get that far. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lastResort() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new LastResort()));
    }
}
