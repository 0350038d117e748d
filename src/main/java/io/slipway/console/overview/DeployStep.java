package io.slipway.console.overview;

/** The steps of a first deployment, in the order in which they happen. */
enum DeployStep {
    QUEUED("Queued"),
    IMAGE("Image"),
    PLACED("Placed"),
    START("Start"),
    HEALTH("Health"),
    ROUTE("Route");

    private final String word;

    DeployStep(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
