package io.slipway.api;

import io.slipway.kernel.PlatformException;
import io.slipway.store.StoreTrouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers every error of the API as a problem; what is no fault of the caller is logged here and told without detail. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblemAdvice {

    /** When nothing better is known, a caller should wait this long. */
    static final long RETRY_AFTER_SECONDS = 5;

    private static final HttpStatus UNPROCESSABLE = HttpStatus.UNPROCESSABLE_CONTENT;
    private static final Logger log = LoggerFactory.getLogger(ApiProblemAdvice.class);

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> answer(Exception error, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (!ApiPaths.answersProblems(request) || response.isCommitted()) {
            throw error;
        }
        var trouble = StoreTrouble.sentence(error);
        if (trouble.isPresent()) {
            return storeUnavailable(error, trouble.get());
        }
        return switch (error) {
            case PlatformException told -> ofPlatform(told);
            case HttpMessageNotReadableException unreadable -> UnreadableBody.answer(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                answer(
                        UNPROCESSABLE,
                        "invalid-value",
                        mismatch.getName(),
                        "The value of " + mismatch.getName() + " has the wrong form.");
            case MissingServletRequestParameterException missing ->
                answer(
                        UNPROCESSABLE,
                        "required-field",
                        missing.getParameterName(),
                        "Give the parameter " + missing.getParameterName() + ".");
            case InvalidParameterException _ ->
                answer(HttpStatus.BAD_REQUEST, "bad-request", null, "The query of the URL is not encoded correctly.");
            case OptimisticLockingFailureException _ ->
                answer(
                        HttpStatus.CONFLICT,
                        "changed-meanwhile",
                        null,
                        "Somebody changed this meanwhile. Read it again, then repeat.");
            // Spring Security and the container know better what to do with these.
            case AuthenticationException refused -> throw refused;
            case AccessDeniedException refused -> throw refused;
            case AsyncRequestNotUsableException gone -> throw gone;
            case TokenInUrlException told ->
                answer(
                        HttpStatus.BAD_REQUEST,
                        "token-in-url",
                        null,
                        String.valueOf(told.getBody().getDetail()));
            case ErrorResponse known -> ofSpring(known);
            default -> internalError(error);
        };
    }

    private static ResponseEntity<ProblemDetail> ofPlatform(PlatformException told) {
        var status = statusOf(told);
        var answer = Problems.answer(status);
        if (told instanceof PlatformException.Throttled throttled) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(throttled.retryAfterSeconds()));
        } else if (told instanceof PlatformException.Unavailable) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER_SECONDS));
        }
        return answer.body(Problems.problem(status, told.code(), told.field().orElse(null), told.sentence()));
    }

    private static HttpStatus statusOf(PlatformException told) {
        return switch (told) {
            case PlatformException.NotFound _ -> HttpStatus.NOT_FOUND;
            case PlatformException.Forbidden _ -> HttpStatus.FORBIDDEN;
            case PlatformException.Conflict _ -> HttpStatus.CONFLICT;
            case PlatformException.Invalid _, PlatformException.QuotaExceeded _ -> UNPROCESSABLE;
            case PlatformException.Throttled _ -> HttpStatus.TOO_MANY_REQUESTS;
            case PlatformException.Unavailable _ -> HttpStatus.SERVICE_UNAVAILABLE;
            // Cannot be made: its constructor is private. The class is not abstract, so the compiler asks.
            case PlatformException _ -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static ResponseEntity<ProblemDetail> ofSpring(ErrorResponse error) {
        var status = error.getStatusCode();
        var detail = error.getBody().getDetail();
        return Problems.answer(status)
                .headers(headers -> headers.addAll(error.getHeaders()))
                .body(Problems.problem(status, codeOf(status), null, detail == null ? "" : detail));
    }

    private static String codeOf(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case CONTENT_TOO_LARGE -> "body-too-large";
            case SERVICE_UNAVAILABLE -> "unavailable";
            case null, default -> status.is4xxClientError() ? "bad-request" : "internal-error";
        };
    }

    private static ResponseEntity<ProblemDetail> storeUnavailable(Exception cause, String sentence) {
        log.atWarn().setCause(cause).log("The store does not answer");
        return Problems.answer(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER_SECONDS))
                .body(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", null, sentence));
    }

    private static ResponseEntity<ProblemDetail> internalError(Exception error) {
        var id = UUID.randomUUID();
        log.atError().addKeyValue("id", id).setCause(error).log("A request failed inside");
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                null,
                "Something went wrong inside Slipway. Give your administrator the id " + id + ".");
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, String code, @Nullable String field, String detail) {
        return Problems.answer(status).body(Problems.problem(status, code, field, detail));
    }
}
