package io.slipway.iam;

/** What can be allowed; the roles that hold it are in {@link AccessPolicy}. */
public enum Permission {
    /** See apps, instances, logs and metrics of a space. */
    SPACE_READ,
    /** Deploy, edit environments, create and delete apps in a space. */
    SPACE_DEVELOP,
    /** Restart and scale in a space. */
    SPACE_OPERATE,
    /** See environment values in a space. */
    SPACE_SECRETS,
    /** See hosts, the audit trail and platform pages. */
    PLATFORM_READ,
    /** Change hosts, accounts and platform settings. */
    PLATFORM_ADMIN
}
