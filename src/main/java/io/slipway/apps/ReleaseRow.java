package io.slipway.apps;

/** A release's content in the form of its columns; made by {@link ReleaseCodec}. */
record ReleaseRow(
        String image,
        String imageId,
        String processesJson,
        byte[] sealedEnvironment,
        String environmentKeysJson,
        String changesJson) {}
