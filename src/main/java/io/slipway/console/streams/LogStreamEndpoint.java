package io.slipway.console.streams;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.logs.LogDownload;
import io.slipway.logs.LogEvents;
import io.slipway.logs.LogJson;
import io.slipway.logs.LogQuery;
import io.slipway.logs.LogRequest;
import io.slipway.logs.LogService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Log lines for the console's log element, past the UI's session lock: pages, histogram and the live stream. */
@RestController
@RequestMapping("/console/stream/logs/{appId}")
class LogStreamEndpoint {

    private static final int DEFAULT_BUCKETS = 60;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final LogService logs;
    private final Clock clock;

    LogStreamEndpoint(LogService logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** One page: the newest lines unless {@code after} or {@code from} says where to start. */
    @GetMapping(path = "/page", produces = MediaType.APPLICATION_JSON_VALUE)
    String page(@PathVariable String appId, HttpServletRequest request) {
        return LogJson.page(logs.page(new LogRequest(request::getParameter).query(id(appId))));
    }

    /** Every match as a text file, oldest first, at most {@link LogDownload#MOST_LINES} lines; written while it is read. */
    @GetMapping("/download")
    void download(@PathVariable String appId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var query = new LogRequest(request::getParameter).query(id(appId));
        // A first look refuses what must be refused while there is still a status to set.
        logs.page(query.withLimit(1));
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("app.log").build().toString());
        LogDownload.write(logs, query, response.getOutputStream());
    }

    /** Lines over time; the last hour unless asked otherwise. */
    @GetMapping(path = "/histogram", produces = MediaType.APPLICATION_JSON_VALUE)
    String histogram(@PathVariable String appId, HttpServletRequest request) {
        var parameters = new LogRequest(request::getParameter);
        long to = parameters.number("to", clock.millis());
        long from = parameters.number("from", Math.max(0, to - HOUR_MILLIS));
        int buckets = (int) Math.min(Integer.MAX_VALUE, parameters.number("buckets", DEFAULT_BUCKETS));
        var query = parameters.query(id(appId));
        return LogJson.histogram(logs.histogram(between(query, from, to), buckets));
    }

    /** The live stream; it resumes behind {@code Last-Event-ID} or {@code after} and ends with the session. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable String appId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var parameters = new LogRequest(
                name -> "after".equals(name) && lastEventId != null ? lastEventId : request.getParameter(name));
        var stream = logs.follow(id(appId), parameters.filter(), parameters.number("after", 0));
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        LogEvents.write(stream, response.getOutputStream(), whileOpen(request.getSession(false)));
    }

    @ExceptionHandler
    void refuse(PlatformException problem, HttpServletResponse response) throws IOException {
        int status = switch (problem) {
            case PlatformException.NotFound e -> 404;
            case PlatformException.Forbidden e -> 403;
            case PlatformException.Conflict e -> 409;
            case PlatformException.Invalid e -> 422;
            case PlatformException.QuotaExceeded e -> 422;
            case PlatformException.Throttled e -> 429;
            case PlatformException.Unavailable e -> 503;
            case PlatformException e -> 500;
        };
        response.setStatus(status);
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getWriter().write(LogJson.problem(status, problem));
    }

    private static LogQuery between(LogQuery query, long fromMillis, long toMillis) {
        long latest = Long.MAX_VALUE / NANOS_PER_MILLI - 1;
        return query.during(
                Math.min(fromMillis, latest) * NANOS_PER_MILLI, Math.min(toMillis, latest) * NANOS_PER_MILLI);
    }

    private static BooleanSupplier whileOpen(@Nullable HttpSession session) {
        return () -> {
            try {
                return session == null || session.getCreationTime() >= 0;
            } catch (IllegalStateException e) {
                // The session has ended: signed out or timed out.
                return false;
            }
        };
    }

    private static AppId id(String text) {
        try {
            return AppId.of(text);
        } catch (IllegalArgumentException e) {
            throw new PlatformException.NotFound("There is no such app.");
        }
    }
}
