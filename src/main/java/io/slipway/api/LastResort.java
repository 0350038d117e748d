package io.slipway.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Answers what never reaches the application, because it is no proper HTTP or no proper address: with a problem like any other
 * instead of the web server's page, and with nothing of what the caller sent.
 */
final class LastResort extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(problem(status));
                response.finishResponse();
            }
        } catch (IOException hungUp) {
            // Nobody is left to answer.
            return;
        }
    }

    private static String problem(int status) {
        boolean ours = status >= FIRST_SERVER_ERROR && status != NOT_IMPLEMENTED && status != VERSION_NOT_SUPPORTED;
        var problem = ours ? ProblemCatalog.INTERNAL_ERROR : ProblemCatalog.BAD_REQUEST;
        var detail = ours
                ? "Slipway could not answer this. Try again in a moment."
                : "This is no request that Slipway understands: its first line or a header breaks a rule of HTTP.";
        return """
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}""".formatted(problem.code(), problem.title(), status, detail);
    }
}
