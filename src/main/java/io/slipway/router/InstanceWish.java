package io.slipway.router;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which instances a client will have: any, or those that {@code X-CF-APP-INSTANCE} or {@code X-CF-PROCESS-INSTANCE} name.
 *
 * @param appId null for any app
 * @param processId null for any process
 * @param index −1 for any index
 */
record InstanceWish(@Nullable UUID appId, @Nullable UUID processId, int index) {

    static final InstanceWish ANY = new InstanceWish(null, null, -1);

    private static final int UUID_LENGTH = 36;

    /** Reads {@code <app>:<index>}; throws {@link BadMessage}. */
    static InstanceWish app(String value) {
        int index = indexOf(value, "invalid_cf_app_instance_header");
        if (index < 0) {
            throw BadMessage.malformed("invalid_cf_app_instance_header");
        }
        return new InstanceWish(uuidOf(value, "invalid_cf_app_instance_header"), null, index);
    }

    /** Reads {@code <process>[:<index>]}; throws {@link BadMessage}. */
    static InstanceWish process(String value) {
        int index = indexOf(value, "invalid_cf_process_instance_header");
        return new InstanceWish(null, uuidOf(value, "invalid_cf_process_instance_header"), index);
    }

    boolean allows(Upstream upstream) {
        return this == ANY
                || ((appId == null || appId.equals(upstream.key().appId().value()))
                        && (processId == null
                                || processId.equals(upstream.endpoint().processId().value()))
                        && (index < 0 || index == upstream.endpoint().index()));
    }

    private static UUID uuidOf(String value, String error) {
        try {
            return UUID.fromString(value.substring(0, Math.min(UUID_LENGTH, value.length())));
        } catch (IllegalArgumentException e) {
            throw BadMessage.malformed(error);
        }
    }

    private static int indexOf(String value, String error) {
        if (value.length() == UUID_LENGTH) {
            return -1;
        }
        if (value.length() < UUID_LENGTH + 2 || value.charAt(UUID_LENGTH) != ':') {
            throw BadMessage.malformed(error);
        }
        try {
            return Integer.parseUnsignedInt(value.substring(UUID_LENGTH + 1));
        } catch (NumberFormatException e) {
            throw BadMessage.malformed(error);
        }
    }
}
