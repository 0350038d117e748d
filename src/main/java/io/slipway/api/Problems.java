package io.slipway.api;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.jspecify.annotations.Nullable;

/** Builds RFC 9457 answers: stable type, a sentence that can be acted on, the field at fault. */
final class Problems {

    /** Longer details are cut: they may quote what the caller sent. */
    static final int LARGEST_DETAIL = 1_000;

    private Problems() {}

    static ResponseEntity.BodyBuilder answer(HttpStatusCode status) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    static ProblemDetail problem(HttpStatusCode status, String code, @Nullable String field, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, printable(detail));
        problem.setType(URI.create("/problems/" + code));
        problem.setTitle(ProblemCatalog.titleOf(code));
        if (field != null) {
            problem.setProperty("field", printable(field));
        }
        return problem;
    }

    private static String printable(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return clean.length() <= LARGEST_DETAIL ? clean : clean.substring(0, LARGEST_DETAIL - 1) + "…";
    }
}
