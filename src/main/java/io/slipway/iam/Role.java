package io.slipway.iam;

import java.util.Set;

/** What an account is in a space, and what that allows there. */
public enum Role {
    /** Deploys and operates, and sees environment values. */
    SPACE_DEVELOPER(
            Permission.SPACE_READ, Permission.SPACE_DEVELOP, Permission.SPACE_OPERATE, Permission.SPACE_SECRETS),
    /** Restarts and scales. */
    SPACE_SUPPORTER(Permission.SPACE_READ, Permission.SPACE_OPERATE),
    /** Looks after members; sees apps, changes none. */
    SPACE_MANAGER(Permission.SPACE_READ),
    /** Sees apps, logs and metrics. */
    SPACE_AUDITOR(Permission.SPACE_READ);

    /** What platform administrators may do in every space; environment values need a membership. */
    static final Set<Permission> ADMINISTRATOR_IN_SPACES =
            Set.of(Permission.SPACE_READ, Permission.SPACE_DEVELOP, Permission.SPACE_OPERATE);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    /** What it allows. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Its name as people write it. */
    public String words() {
        return switch (this) {
            case SPACE_DEVELOPER -> "space developer";
            case SPACE_SUPPORTER -> "space supporter";
            case SPACE_MANAGER -> "space manager";
            case SPACE_AUDITOR -> "space auditor";
        };
    }

    /** The least role that allows something in a space, in words, for a refusal's next step. */
    static String neededFor(Permission permission) {
        return switch (permission) {
            case SPACE_READ -> SPACE_AUDITOR.words();
            case SPACE_OPERATE -> SPACE_SUPPORTER.words();
            case SPACE_DEVELOP, SPACE_SECRETS -> SPACE_DEVELOPER.words();
            case PLATFORM_READ, PLATFORM_ADMIN -> "platform administrator";
        };
    }
}
