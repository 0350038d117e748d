package io.slipway.api;

import io.slipway.kernel.PlatformException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers API paths that no controller has with a problem. It comes after the controllers, so that a wrong method is told as
 * such, and before the console, whose page would otherwise answer here.
 */
@Component
class UnknownApiPath implements HandlerMapping, Ordered {

    private static final int AFTER_CONTROLLERS = 100;

    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        if (ApiPaths.isApi(request)) {
            throw new PlatformException.NotFound("There is no such path in the API. See /api/openapi.");
        }
        return null;
    }

    @Override
    public int getOrder() {
        return AFTER_CONTROLLERS;
    }
}
