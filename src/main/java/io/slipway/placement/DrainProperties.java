package io.slipway.placement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hosts are drained.
 *
 * @param movesAtOnce how many instances of the whole platform are on the move at most, at least 1
 */
@ConfigurationProperties("slipway.drain")
public record DrainProperties(@DefaultValue("2") int movesAtOnce) {

    public DrainProperties {
        if (movesAtOnce < 1) {
            throw new IllegalArgumentException("slipway.drain.moves-at-once must be at least 1");
        }
    }
}
