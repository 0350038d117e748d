package io.slipway.routes;

import io.slipway.apps.AppName;
import io.slipway.kernel.PlatformException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which hosts and paths apps may have; who owns them already is asked of the store. */
@Component
class RouteRules {

    private static final int HTTP_PORT = 80;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)*");
    private static final int MAX_PATH = 512;

    private final RouteProperties properties;

    RouteRules(RouteProperties properties) {
        this.properties = properties;
    }

    String appsDomain() {
        return properties.appsDomain();
    }

    String defaultHost(String appName) {
        return appName + "." + properties.appsDomain();
    }

    /**
     * The canonical form of a host that apps may use.
     *
     * @throws PlatformException.Invalid {@code invalid-host}, {@code reserved-host} or {@code domain-not-allowed}
     */
    String requireHost(String text) {
        var host = HostName.canonical(text);
        if (HostName.isWithin(properties.consoleHost(), host) || host.equals(properties.appsDomain())) {
            throw invalid("reserved-host", "host", host + " belongs to the platform itself. Choose another host.");
        }
        if (HostName.isWithin(host, properties.appsDomain())) {
            requireAppsLabel(host);
        } else if (properties.extraDomains().stream().noneMatch(domain -> HostName.isWithin(host, domain))) {
            throw invalid(
                    "domain-not-allowed",
                    "host",
                    "Routes live under " + properties.appsDomain() + ". To use another domain, ask an operator to allow it.");
        }
        return host;
    }

    /**
     * The canonical form of a path prefix: {@code /} or a prefix without a slash at its end.
     *
     * @throws PlatformException.Invalid {@code invalid-path}
     */
    String requirePath(String text) {
        var path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean valid = path.length() <= MAX_PATH
                && PATH.matcher(path).matches()
                && !(path + "/").contains("/./")
                && !(path + "/").contains("/../");
        if (!valid) {
            throw invalid(
                    "invalid-path",
                    "path",
                    "A path begins with a slash and has at most 512 letters, digits and the marks - . _ ~; no dots as a step.");
        }
        return path.isEmpty() ? "/" : path;
    }

    String url(String host, String path) {
        var port = properties.routerPort() == HTTP_PORT ? "" : ":" + properties.routerPort();
        return "http://" + host + port + path;
    }

    /** One label only, so that a host and all below it have one owner. */
    private void requireAppsLabel(String host) {
        var label = host.substring(0, host.length() - properties.appsDomain().length() - 1);
        if (label.indexOf('.') >= 0) {
            throw invalid("invalid-host", "host", "A host has one name before ." + properties.appsDomain() + ".");
        }
        if (AppName.isReserved(label)) {
            throw invalid("reserved-host", "host", host + " belongs to the platform itself. Choose another host.");
        }
    }

    private static PlatformException invalid(String code, String field, String sentence) {
        return new PlatformException.Invalid(code, field, sentence);
    }
}
