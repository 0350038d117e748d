package io.slipway.api;

import io.slipway.kernel.PlatformException;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The pages behind the types of problems; open to everybody. */
@RestController
@Hidden
class ProblemController {

    /** What a code means and what to do. */
    record ProblemAnswer(String type, String title, String meaning, String nextStep) {
        static ProblemAnswer of(ProblemCatalog problem) {
            return new ProblemAnswer(
                    "/problems/" + problem.code(), problem.title(), problem.meaning(), problem.nextStep());
        }
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ProblemAnswer json(@PathVariable String code) {
        return ProblemAnswer.of(find(code));
    }

    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    String html(@PathVariable String code) {
        var problem = find(code);
        // Only texts of the catalogue stand here, none of the caller's: nothing to escape.
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s · Slipway</title>
                <h1>%1$s</h1><p><code>/problems/%2$s</code></p><p>%3$s</p><p>%4$s</p></html>
                """
                .formatted(problem.title(), problem.code(), problem.meaning(), problem.nextStep());
    }

    private static ProblemCatalog find(String code) {
        return ProblemCatalog.find(code)
                .orElseThrow(() -> new PlatformException.NotFound("There is no description of this problem."));
    }
}
