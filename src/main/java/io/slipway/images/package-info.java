/**
 * What Slipway knows of container images: the grammar of references, what an inspection tells, and the images that
 * Slipway makes itself. Start reading at {@link io.slipway.images.ImageReference}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.images;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
