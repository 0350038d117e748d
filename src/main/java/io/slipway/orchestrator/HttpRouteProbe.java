package io.slipway.orchestrator;

import io.slipway.apps.Destination;
import io.slipway.hosts.HostView;
import io.slipway.kernel.AppId;
import io.slipway.routes.RouteLedger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A GET to the routers of ready hosts, with the route's host as Host. Written on a socket because the JDK's clients do not let a
 * caller choose that header. Only the head of the answer is read. Routes to other processes and ports tell nothing: they may speak
 * anything.
 */
final class HttpRouteProbe implements RouteProbe {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final int READ_TIMEOUT_MILLIS = 5_000;
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final String ROUTER_ERROR = "\r\nx-cf-routererror:";

    private final Supplier<List<RouteLedger.Entry>> routes;
    private final Supplier<List<HostView>> hosts;

    HttpRouteProbe(Supplier<List<RouteLedger.Entry>> routes, Supplier<List<HostView>> hosts) {
        this.routes = routes;
        this.hosts = hosts;
    }

    @Override
    public Result probe(AppId app) {
        var route = routes.get().stream()
                .filter(entry -> entry.appId().equals(app))
                .filter(entry -> entry.destination().equals(Destination.WEB))
                .findFirst();
        if (route.isEmpty()) {
            return new Result.NoRoute();
        }
        Result last = new Result.Silent("no host is ready");
        for (var host : hosts.get()) {
            if (host.state() == HostView.State.READY) {
                last = ask(host, route.get());
                if (last instanceof Result.Answered) {
                    return last;
                }
            }
        }
        return last;
    }

    private static Result ask(HostView host, RouteLedger.Entry route) {
        var address = host.address().isEmpty() ? "127.0.0.1" : host.address();
        try (var socket = new Socket()) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(address, host.routerPort()), CONNECT_TIMEOUT_MILLIS);
            socket.getOutputStream().write(request(route).getBytes(StandardCharsets.US_ASCII));
            return judge(head(socket));
        } catch (IOException e) {
            return new Result.Silent("the router of %s does not answer".formatted(host.name()));
        }
    }

    private static String request(RouteLedger.Entry route) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: slipway-route-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                .formatted(route.path(), route.host());
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        var input = socket.getInputStream();
        var buffer = new byte[2048];
        while (head.length() < MAX_HEAD_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int read = input.read(buffer);
            if (read < 0) {
                break;
            }
            head.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        int end = head.indexOf("\r\n\r\n");
        return end < 0 ? head.toString() : head.substring(0, end);
    }

    private static Result judge(String head) {
        var lower = head.toLowerCase(Locale.ROOT);
        if (!lower.matches("(?s)http/1\\.[01] \\d{3}.*")) {
            return new Result.Silent("the router's answer is not HTTP");
        }
        int error = lower.indexOf(ROUTER_ERROR);
        if (error >= 0) {
            var rest = head.substring(error + ROUTER_ERROR.length());
            return new Result.Silent(
                    "the router says " + rest.lines().findFirst().orElse("").strip());
        }
        return new Result.Answered(Integer.parseInt(lower.substring(9, 12)));
    }
}
