package io.slipway.api;

import io.slipway.iam.SetupService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The set-up without a browser, for installations by script. */
@RestController
@RequestMapping(ApiPaths.V1 + "/setup")
@Tag(name = "Set-up")
class SetupController {

    /** The one-time token of the set-up link, and the account to make. */
    record SetupRequest(
            @Nullable String token,
            @Nullable String username,
            @Nullable String password) {}

    /** The new account and its first API token, shown this once. */
    record SetupAnswer(String username, String token) {}

    private final SetupService setup;

    SetupController(SetupService setup) {
        this.setup = setup;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make the first account with the one-time token of the set-up link")
    @SecurityRequirements
    SetupAnswer setUp(@RequestBody SetupRequest request) {
        var username = Fields.required(request.username(), "username");
        var token = setup.completeWithToken(
                Fields.required(request.token(), "token"), username, Fields.required(request.password(), "password"));
        return new SetupAnswer(username, token.reveal());
    }
}
