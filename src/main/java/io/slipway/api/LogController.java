package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.kernel.AppId;
import io.slipway.logs.LogDownload;
import io.slipway.logs.LogEvents;
import io.slipway.logs.LogJson;
import io.slipway.logs.LogRequest;
import io.slipway.logs.LogService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Log lines of an app: a page as JSON, the live stream as server-sent events, or everything as a text file. All take {@code after,
 * before, from, to} (epoch milliseconds), {@code q} (the filter language), {@code level, instance, limit}.
 */
@RestController
@RequestMapping("/api/v1/orgs/{org}/spaces/{space}/apps/{app}/logs")
class LogController {

    /** A stream ends after this; clients come back with {@code Last-Event-ID} and show their token again. */
    private static final Duration LONGEST_STREAM = Duration.ofHours(1);

    private final AppService apps;
    private final LogService logs;

    LogController(AppService apps, LogService logs) {
        this.apps = apps;
        this.logs = logs;
    }

    /** One page: the newest lines unless {@code after} or {@code from} says where to start. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE, params = "format!=text")
    String page(
            @PathVariable String org,
            @PathVariable String space,
            @PathVariable String app,
            HttpServletRequest request) {
        return LogJson.page(logs.page(new LogRequest(request::getParameter).query(id(org, space, app))));
    }

    /** Follows the app's lines; resumes behind {@code Last-Event-ID} or {@code after}. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE, params = "format!=text")
    void stream(
            @PathVariable String org,
            @PathVariable String space,
            @PathVariable String app,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var parameters = new LogRequest(
                name -> "after".equals(name) && lastEventId != null ? lastEventId : request.getParameter(name));
        var stream = logs.follow(id(org, space, app), parameters.filter(), parameters.number("after", 0));
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        long end = System.nanoTime() + LONGEST_STREAM.toNanos();
        LogEvents.write(stream, response.getOutputStream(), () -> System.nanoTime() - end < 0);
    }

    /** Every match as a text file, oldest first, at most {@link LogDownload#MOST_LINES} lines. */
    @GetMapping(params = "format=text")
    void download(
            @PathVariable String org,
            @PathVariable String space,
            @PathVariable String app,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var query = new LogRequest(request::getParameter).query(id(org, space, app));
        // A first look refuses what must be refused while there is still a status to set.
        logs.page(query.withLimit(1));
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(app + ".log").build().toString());
        LogDownload.write(logs, query, response.getOutputStream());
    }

    private AppId id(String org, String space, String app) {
        return apps.get(AppPath.of(org, space, app)).id();
    }
}
