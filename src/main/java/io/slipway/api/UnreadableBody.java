package io.slipway.api;

import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells why a body could not be read, and at which field; never with the parser's own words, which name classes. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ResponseEntity<ProblemDetail> answer(HttpMessageNotReadableException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLargeException _ -> {
                    return answer(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "body-too-large",
                            null,
                            "A body may hold at most 1 MiB. Send less.");
                }
                case UnrecognizedPropertyException unknown -> {
                    var field = fieldOf(unknown);
                    return answer(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "unknown-field",
                            field,
                            "There is no field " + field + " here.");
                }
                case InvalidFormatException text
                when text.getTargetType() == String.class -> {
                    var field = fieldOf(text);
                    return answer(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "invalid-value",
                            field,
                            field + " contains a NUL character or half a character, which no text here can hold.");
                }
                // A number beyond its type's bounds is well-formed JSON, although the parser finds it.
                case InputCoercionException beyond -> {
                    return wrongValue(fieldOf(beyond));
                }
                case DatabindException mismatch
                when !fieldOf(mismatch).isEmpty() && !hasDeeperCause(mismatch) -> {
                    return wrongValue(fieldOf(mismatch));
                }
                default -> {}
            }
        }
        return answer(
                HttpStatus.BAD_REQUEST,
                "malformed-body",
                null,
                "The body is missing or not the JSON that this path takes.");
    }

    private static ResponseEntity<ProblemDetail> wrongValue(String field) {
        return answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-value",
                field,
                "The value of " + field + " has the wrong form.");
    }

    /** A parser's error inside a value is a malformed body, not a wrong value. */
    private static boolean hasDeeperCause(DatabindException mismatch) {
        return mismatch.getCause() instanceof JacksonException || mismatch.getCause() instanceof IOException;
    }

    private static String fieldOf(JacksonException error) {
        return error.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, String code, @Nullable String field, String detail) {
        return Problems.answer(status).body(Problems.problem(status, code, field, detail));
    }
}
