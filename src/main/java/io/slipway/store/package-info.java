/**
 * What the database must do that a data source alone does not: a transaction ends only when its change is on disk, and the whole
 * store can be backed up while it runs. Start reading at {@link io.slipway.store.DurableTransactionManager}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
