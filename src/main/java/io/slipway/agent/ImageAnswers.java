package io.slipway.agent;

import io.slipway.protocol.ImageInspected;

/** Says what is in an image, or in plain words why nobody can. */
final class ImageAnswers {

    private static final String DEFAULT_REGISTRY = "docker.io";

    private ImageAnswers() {}

    static ImageInspected facts(ImageInspected.Builder answer, ImageFacts facts) {
        return answer.setImageId(facts.id())
                .setDigest(facts.digest())
                .addAllExposedPorts(facts.exposedPorts())
                .setUser(facts.user())
                .setHasHealthCheck(facts.hasHealthCheck())
                .addAllVolumes(facts.volumes())
                .setSizeBytes(facts.sizeBytes())
                .setArchitecture(facts.architecture())
                .addAllCommand(facts.command())
                .build();
    }

    static ImageInspected failure(
            ImageInspected.Builder answer, String reference, String hostName, RuntimeFailure failure) {
        return answer.setErrorCode(code(failure))
                .setErrorDetail(sentence(reference, hostName, failure))
                .build();
    }

    static String code(RuntimeFailure failure) {
        return switch (failure.kind()) {
            case IMAGE_NOT_FOUND, NOT_FOUND -> "image-not-found";
            case REGISTRY_UNREACHABLE -> "registry-unreachable";
            case ENGINE_UNAVAILABLE -> "engine-unavailable";
            case DISK_FULL -> "host-disk-full";
            case CONFLICT, CANNOT_START, REFUSED, OTHER ->
                failure.sentence().contains("invalid reference") ? "invalid-reference" : "image-unusable";
        };
    }

    static String sentence(String reference, String hostName, RuntimeFailure failure) {
        return switch (code(failure)) {
            case "image-not-found" ->
                "No image %s in the registry %s that host %s may read. Check the name and the tag. (%s)"
                        .formatted(reference, registryOf(reference), hostName, failure.sentence());
            case "registry-unreachable" ->
                "The registry %s cannot be reached from host %s: %s. Check the host's network and DNS, then try again."
                        .formatted(registryOf(reference), hostName, withoutFullStop(failure.sentence()));
            case "engine-unavailable" ->
                "Docker Engine on host %s does not answer. Start it, then try again.".formatted(hostName);
            case "host-disk-full" -> "Image %s cannot be fetched: %s".formatted(reference, Endings.DISK_FULL);
            case "invalid-reference" -> "%s is not an image reference. Write it like nginx:1.27.".formatted(reference);
            default -> "Host %s cannot use image %s: %s".formatted(hostName, reference, failure.sentence());
        };
    }

    private static String registryOf(String reference) {
        int slash = reference.indexOf('/');
        var first = slash < 0 ? "" : reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : DEFAULT_REGISTRY;
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
