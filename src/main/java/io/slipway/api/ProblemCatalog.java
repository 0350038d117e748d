package io.slipway.api;

import java.util.Locale;
import java.util.Optional;

/**
 * The problems that the API answers with, each with a page of its own at {@code /problems/<code>}. Codes are part of the API:
 * they are added, never renamed. A code that is missing here still answers; it only has no page.
 */
enum ProblemCatalog {
    NOT_FOUND("Not found", "There is no such thing, or you may not see it.", "Check the names in the path."),
    FORBIDDEN(
            "Forbidden", "You may see this but lack the role to change it.", "Ask for the role that the detail names."),
    UNAUTHENTICATED("Sign-in needed", "The request has no valid token.", "Send Authorization: Bearer with a token."),
    CHANGED_MEANWHILE("Changed meanwhile", "Somebody changed this since you read it.", "Read it again, then repeat."),
    NAME_TAKEN("Name taken", "Another thing of this kind has the name.", "Choose another name."),
    INVALID_NAME("Invalid name", "A name is a DNS label.", "Use lower-case letters, digits and hyphens, at most 63."),
    RESERVED_NAME("Reserved name", "Slipway keeps this name for itself.", "Choose another name."),
    INVALID_IMAGE_REFERENCE("Invalid image reference", "The text is no image reference.", "Write it like nginx:1.29."),
    IMAGE_NOT_FOUND("Image not found", "No registry has this image.", "Check the spelling, the tag and the registry."),
    REGISTRY_UNREACHABLE("Registry unreachable", "The registry does not answer.", "Try again, or check the network."),
    ENGINE_UNAVAILABLE("Engine unavailable", "A host's Docker Engine does not answer.", "Start it, then try again."),
    HOST_DISK_FULL("Host's disk full", "A host's Docker Engine has no room left.", "Make room there, then try again."),
    HOST_IN_USE("Host in use", "Instances are on this host.", "Move them away first, or repeat with force=true."),
    NO_SUBNET("No subnet", "Every subnet for hosts is taken.", "Set a larger slipway.hosts.instance-network."),
    HOST_DRAINING("Host draining", "The host is being drained.", "Cancel the drain first."),
    HOST_NOT_DRAINING("Host not draining", "The host is not being drained.", "Start the drain first."),
    PLAN_CHANGED("Plan changed", "The plan is another one by now.", "Read it again, then start that one."),
    NOTHING_TO_MOVE("Nothing to move", "Every instance stands well.", "There is nothing to do."),
    REBALANCE_UNDER_WAY("Rebalance under way", "One is under way.", "Wait for its end, or cancel it."),
    NO_REBALANCE("No rebalance", "None is under way.", "Start one first."),
    NO_HOST("No host", "No host is ready.", "Let a host join, or wait until one is back."),
    INVALID_ENVIRONMENT(
            "Invalid environment", "A variable breaks a rule.", "The field says which one, the detail why."),
    ENVIRONMENT_TOO_LARGE(
            "Environment too large", "64 KiB a value, 256 KiB an app.", "Keep large content in a service."),
    INVALID_PORT("Invalid port", "A port lies between 1 and 65535; 0 means none.", "Correct the port."),
    INVALID_SIZE("Invalid size", "Memory or CPU lies outside what can be given.", "Correct the size."),
    INVALID_INSTANCES("Invalid number of instances", "An app has 0 to 100 instances.", "Correct the number."),
    INVALID_HEALTH_CHECK("Invalid health check", "Path or time-out breaks a rule.", "Correct the field."),
    INVALID_SELECTOR(
            "Invalid selector",
            "The selector or constraint is not understood.",
            "Write it like disk=ssd, zone in (a, b), gpu, !spot; the detail says where it breaks."),
    INVALID_LABELS("Invalid labels", "A key or value breaks a rule.", "Write them like disk=ssd, zone=a."),
    INVALID_AT_MOST_PER_HOST("Invalid limit per host", "The limit is 0 to 100.", "Correct the number; 0 means none."),
    INVALID_RESERVED_MEMORY("Invalid reserved memory", "Nothing would be left for instances.", "Reserve less."),
    INVALID_PLACEMENT_POLICY("Invalid policy", "There is no such policy of placement.", "Write balance or bin-pack."),
    INVALID_CPU_OVERCOMMIT("Invalid over-commit", "The factor lies between 1 and 100.", "Correct the number."),
    INVALID_COMMAND("Invalid command", "The command breaks a rule.", "Correct the command."),
    INVALID_ROUTE("Invalid route", "Host or path of the route breaks a rule.", "Correct the field."),
    ROUTE_TAKEN("Route taken", "Another app has this host and path.", "Choose another one."),
    INVALID_DESTINATION("Invalid destination", "The app has no such process or port.", "The detail says what it has."),
    INVALID_TCP_PORT("Invalid TCP port", "TCP routes cannot have this port here.", "Choose one that the detail names."),
    TCP_PORT_TAKEN("TCP port taken", "Another TCP route has this port.", "Choose another, or leave it out."),
    NO_TCP_PORT(
            "No TCP port", "Every port for TCP routes is taken.", "Remove a TCP route, or ask an operator for more."),
    TCP_ROUTES_OFF(
            "TCP routes off",
            "The platform has no ports for TCP routes.",
            "An operator sets slipway.routes.tcp-ports."),
    INVALID_PATH("Invalid path", "The path of a route breaks a rule.", "Begin it with a slash; no dot segments."),
    RESERVED_HOST("Reserved host", "Slipway keeps this host for itself.", "Choose another host."),
    DOMAIN_NOT_ALLOWED(
            "Domain not allowed", "Routes live under the domain of apps.", "Ask an operator to allow your domain."),
    UNKNOWN_SOURCE("Unknown source", "There is no such app that you may see.", "Name an app of another space."),
    POLICY_NOT_NEEDED(
            "Policy not needed", "Apps of one space reach each other anyway.", "Name an app of another space."),
    POLICY_EXISTS("Policy exists", "The app has such a policy already.", "Use that one."),
    INVALID_PORTS("Invalid ports", "Ports are one, or a range.", "Write them like 8080 or 8000-8010."),
    INVALID_TRANSPORT("Invalid transport", "A connection is made over tcp or udp.", "Write tcp or udp."),
    IMAGE_UNUSABLE("Image unusable", "A host's engine cannot use this image.", "The detail says why."),
    IMAGE_PULL_SLOW("Still pulling", "A host is still pulling the image.", "Try again in a moment; the pull goes on."),
    SETUP_LINK_INVALID(
            "Set-up link invalid", "The link was used, has expired or is wrong.", "Run ./slipway up for a new one."),
    INVALID_USERNAME("Invalid user name", "The user name breaks a rule.", "The detail says which."),
    INVALID_PASSWORD("Invalid password", "A password has 10 to 128 characters.", "Choose another one."),
    FOREIGN_ORIGIN("Foreign origin", "Another site's page sent this.", "Open the console itself, or use the API."),
    INVALID_HOST("Invalid host", "The host name breaks a rule.", "Correct the host name."),
    INVALID_STRATEGY("Invalid strategy", "The way to deploy breaks a rule.", "The field says which one."),
    INVALID_AUTOSCALE("Invalid autoscale policy", "The policy breaks a rule.", "The field says which one."),
    AUTOSCALE_BOUNDS(
            "Outside of the autoscaler's bounds",
            "A policy keeps the number of instances within others.",
            "Stay within, change the policy, or turn it off."),
    NO_DEPLOYMENT("No deployment", "No deployment of the app is running.", "Read the deployments, or begin one."),
    NO_CANARY("No canary", "No canary of the app is on trial.", "Deploy one, or abort the deployment that runs."),
    CANARY_ON_TRIAL("Canary on trial", "A canary is on trial.", "Promote or abort it first."),
    NOTHING_TO_COMPARE("Nothing to compare", "No release runs beside it.", "Deploy without a canary."),
    NOTHING_TO_RETURN_TO("Nothing to return to", "No other release ran before.", "Stop the app, or deploy another."),
    APP_STOPPED("App stopped", "This needs a started app.", "Start the app, then repeat."),
    NOTHING_STAGED("Nothing staged", "There is no saved change to apply or discard.", "Change something first."),
    CONFIRMATION_MISMATCH("Not confirmed", "Deleting needs the name.", "Repeat the app's name in confirm."),
    APP_DELETING("Being deleted", "The end of the app has been ordered.", "Wait until it is gone."),
    INVALID_RANGE("Invalid range", "A number lies outside its bounds.", "Correct the number."),
    INVALID_NUMBER("Invalid number", "The value is no number.", "Correct the number."),
    INVALID_FILTER("Invalid filter", "The log filter is not understood.", "See the documentation of the filter."),
    TOO_MANY_STREAMS("Too many streams", "Too many streams are open.", "Close one."),
    LOG_STORE_UNAVAILABLE("Log store unavailable", "Logs cannot be read now.", "Try again after Retry-After."),
    IMAGE_MISSING("Image missing", "The image that should run is gone.", "Deploy it again."),
    INVALID_TIME_RANGE("Invalid time range", "The end must be later than the start.", "Correct from and to."),
    INVALID_METRIC_KIND("Invalid kind of metric", "The kind is unknown or missing.", "See the OpenAPI document."),
    INVALID_VALUE("Invalid value", "A value has the wrong form.", "The field says which one."),
    REQUIRED_FIELD("Missing field", "A field that is needed is missing.", "The field says which one."),
    UNKNOWN_FIELD("Unknown field", "The request has a field that does not exist.", "Remove it, or correct its name."),
    MALFORMED_BODY("Malformed body", "The body is not the JSON that was expected.", "Correct its syntax."),
    BAD_REQUEST("Bad request", "The request is not understood.", "See the OpenAPI document."),
    TOKEN_IN_URL(
            "Token in the URL", "URLs end up in logs.", "Send the token as Authorization: Bearer; revoke this one."),
    BODY_TOO_LARGE("Body too large", "A body holds at most 1 MiB.", "Send less."),
    METHOD_NOT_ALLOWED("Method not allowed", "The path exists, but not with this method.", "See Allow in the answer."),
    NOT_ACCEPTABLE("Not acceptable", "The answer has no form that you accept.", "Accept application/json."),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type", "Bodies are JSON.", "Send Content-Type: application/json."),
    QUOTA_EXCEEDED("Quota exceeded", "The quota leaves no room for this.", "Free something, or ask for more."),
    TOO_MANY_REQUESTS("Too many requests", "The limit of requests is reached.", "Wait as long as Retry-After says."),
    UNAVAILABLE("Unavailable", "Something that Slipway needs does not answer.", "Try again after Retry-After."),
    STORE_UNAVAILABLE("Store unavailable", "The database does not answer.", "Try again after Retry-After."),
    INTERNAL_ERROR("Internal error", "Something went wrong inside Slipway.", "Give the id to your administrator.");

    private final String title;
    private final String meaning;
    private final String nextStep;

    ProblemCatalog(String title, String meaning, String nextStep) {
        this.title = title;
        this.meaning = meaning;
        this.nextStep = nextStep;
    }

    /** Finds a problem by its code. */
    static Optional<ProblemCatalog> find(String code) {
        for (var problem : values()) {
            if (problem.code().equals(code)) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    /** A title for any code: the catalogue's, else the code in words. */
    static String titleOf(String code) {
        return find(code).map(ProblemCatalog::title).orElseGet(() -> inWords(code));
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    String nextStep() {
        return nextStep;
    }

    private static String inWords(String code) {
        return code.isEmpty()
                ? "Problem"
                : code.substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.substring(1).replace('-', ' ');
    }
}
