package io.slipway.iam;

import io.slipway.kernel.Actor;

/** The person behind the present call, resolved from the security context at the front door. */
public interface CurrentUser {

    /** The actor for the audit trail; throws {@code Forbidden} when nobody is signed in. */
    Actor actor();

    /** Whether somebody is signed in at all. */
    boolean isSignedIn();
}
