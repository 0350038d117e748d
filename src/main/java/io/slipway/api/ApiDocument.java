package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.iam.SpacePath;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document at {@code /api/openapi}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String BEARER = "bearer";
    private static final Pattern PATH_NAMES = Pattern.compile("\\{(org|space|app)}");

    @Bean
    OpenAPI slipwayApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(AppPath.class, SpacePath.class);
        var bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token made in the console under Account.");
        return new OpenAPI()
                .info(new Info()
                        .title("Slipway API")
                        .version("v1")
                        .description("What the console does, for programs. Errors are RFC 9457 problems."))
                .components(new Components().addSecuritySchemes(BEARER, bearer))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Keeps to the API, and writes down the names in the paths, which no controller takes one by one. */
    @Bean
    OpenApiCustomizer pathNames() {
        return document -> {
            document.getPaths().keySet().removeIf(path -> !path.startsWith(ApiPaths.V1));
            document.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> addNames(path, operation)));
        };
    }

    private static void addNames(String path, Operation operation) {
        PATH_NAMES
                .matcher(path)
                .results()
                .map(match -> match.group(1))
                .filter(name -> operation.getParameters() == null
                        || operation.getParameters().stream().noneMatch(known -> known.getName().equals(name)))
                .toList()
                .forEach(name -> operation.addParametersItem(
                        new PathParameter().name(name).schema(new StringSchema())));
    }
}
