package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.iam.SpacePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Reads {@code /orgs/{org}/spaces/{space}/apps/{app}} out of the path, and only out of the path. */
final class PathNames implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AppPath.class || parameter.getParameterType() == SpacePath.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        var names = names(request);
        var space = new SpacePath(name(names, "org"), name(names, "space"));
        return parameter.getParameterType() == SpacePath.class ? space : new AppPath(space, name(names, "app"));
    }

    private static Map<?, ?> names(NativeWebRequest request) {
        var attribute = request.getAttribute(
                HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return attribute instanceof Map<?, ?> names ? names : Map.of();
    }

    private static String name(Map<?, ?> names, String key) {
        if (names.get(key) instanceof String name) {
            return name;
        }
        throw new IllegalStateException("The path has no {" + key + "}");
    }
}
