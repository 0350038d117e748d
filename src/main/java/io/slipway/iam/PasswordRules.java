package io.slipway.iam;

import io.slipway.kernel.PlatformException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which user names and passwords are good enough. Length counts, composition does not. */
final class PasswordRules {

    static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 128;

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");

    private PasswordRules() {}

    static void requireUsername(String username) {
        if (!USERNAME.matcher(username).matches()) {
            throw new PlatformException.Invalid(
                    "invalid-username",
                    "username",
                    "A user name has 1 to 63 letters, digits and the marks . _ @ -, and begins with a letter or digit.");
        }
    }

    static void requirePassword(String username, String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw invalid("A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        if (password.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
            throw invalid("The password must not be the user name.");
        }
    }


    private static PlatformException invalid(String sentence) {
        return new PlatformException.Invalid("invalid-password", "password", sentence);
    }
}
