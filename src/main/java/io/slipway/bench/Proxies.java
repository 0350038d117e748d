package io.slipway.bench;

import io.slipway.router.StandaloneRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts the proxies to compare, each with one thread pinned to the first core; upstream and load have the others. */
final class Proxies {

    private static final int BODY_BYTES = 1_024;

    private final Path folder;
    private final int logPort;
    private final int upstreamPort;

    /**
     * Starts nothing yet.
     *
     * @param logPort where a UDP socket of ours throws log lines away
     */
    Proxies(Path folder, int logPort) throws IOException {
        this.folder = folder;
        this.logPort = logPort;
        this.upstreamPort = Web.freePort();
    }

    /** Answers everything with 1 kB; runs beside the load, not beside the proxy. */
    Proxy upstream() throws IOException {
        var body = "x".repeat(BODY_BYTES);
        var config = write("upstream.conf", nginxConfig("upstream", """
                access_log off;
                server { listen 127.0.0.1:%d backlog=1024; location / { default_type text/plain; return 200 "%s"; } }
                """.formatted(upstreamPort, body)));
        return start("upstream", upstreamPort, false, List.of(find("nginx"), "-c", config.toString()));
    }

    Proxy slipway() throws IOException {
        int port = Web.freePort();
        var command = Jvm.agent();
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StandaloneRouter.class.getName(),
                Integer.toString(port),
                "127.0.0.1",
                Integer.toString(upstreamPort)));
        return start("slipway", port, true, command);
    }

    Proxy haproxy(boolean logs) throws IOException {
        int port = Web.freePort();
        var log = logs ? "option httplog\n  log 127.0.0.1:" + logPort + " local0 info" : "";
        var config = write("haproxy-" + logs + ".cfg", """
                global
                  nbthread 1
                defaults
                  mode http
                  %s
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                  http-reuse always
                frontend in
                  bind 127.0.0.1:%d
                  option forwardfor
                  default_backend out
                backend out
                  server one 127.0.0.1:%d
                """.formatted(log, port, upstreamPort));
        return start("haproxy-" + logs, port, true, List.of(find("haproxy"), "-db", "-f", config.toString()));
    }

    Proxy nginx() throws IOException {
        int port = Web.freePort();
        var config = write("nginx.conf", nginxConfig("nginx", """
                access_log %s/nginx-access.log combined buffer=64k;
                upstream out { server 127.0.0.1:%d; keepalive 128; }
                server {
                  listen 127.0.0.1:%d backlog=1024;
                  location / { proxy_pass http://out; proxy_http_version 1.1; proxy_set_header Connection "";
                    proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }
                }
                """.formatted(folder, upstreamPort, port)));
        return start("nginx", port, true, List.of(find("nginx"), "-c", config.toString()));
    }

    private String nginxConfig(String name, String http) {
        return """
                daemon off;
                master_process off;
                worker_processes 1;
                pid %1$s/%2$s.pid;
                error_log %1$s/%2$s.err;
                events { worker_connections 1024; }
                http {
                  keepalive_requests 1000000000;
                  client_body_temp_path %1$s/%2$s-1;
                  proxy_temp_path %1$s/%2$s-2;
                  fastcgi_temp_path %1$s/%2$s-3;
                  uwsgi_temp_path %1$s/%2$s-4;
                  scgi_temp_path %1$s/%2$s-5;
                  %3$s
                }
                """.formatted(folder, name, http);
    }

    private Proxy start(String name, int port, boolean first, List<String> command) throws IOException {
        var pinned = new ArrayList<>(List.of(find("taskset"), "-c", first ? "0" : others()));
        pinned.addAll(command);
        // taskset becomes the program, so the process that we know is the proxy itself.
        return new Proxy(ChildProcess.start(Path.of("").toAbsolutePath(), folder.resolve(name + ".log"), pinned), port);
    }

    /** The cores for what is not measured. */
    static String others() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores == 1 ? "0" : cores == 2 ? "1" : "1-" + (cores - 1);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** The path of an installed program. */
    static String find(String program) {
        return Arrays.stream(new String[] {"/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"})
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new MissingPeerException(
                        program + " is not installed. On Debian: apt-get install haproxy nginx-light wrk util-linux"));
    }
}
