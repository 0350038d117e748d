package io.slipway.console.apps;

import io.slipway.apps.AppName;
import java.util.Locale;

/** Makes an app's name of an image reference: {@code ghcr.io/acme/Web_Shop:1.0} becomes {@code web-shop}. */
final class SuggestedName {

    /** What a DNS label allows. */
    private static final int LONGEST = 63;

    private SuggestedName() {}

    /** The name; empty when the reference holds no usable letter or digit. */
    static String of(String image) {
        String repository = image.strip();
        int digest = repository.indexOf('@');
        if (digest >= 0) {
            repository = repository.substring(0, digest);
        }
        repository = repository.substring(repository.lastIndexOf('/') + 1);
        int tag = repository.indexOf(':');
        if (tag >= 0) {
            repository = repository.substring(0, tag);
        }
        return label(repository);
    }

    private static String label(String text) {
        String dashed = trim(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        return usable(dashed.length() <= LONGEST ? dashed : trim(dashed.substring(0, LONGEST)));
    }

    /** Names begin with a letter, and some belong to the platform. */
    private static String usable(String label) {
        if (label.isEmpty()) {
            return label;
        }
        boolean startsWithDigit = Character.isDigit(label.charAt(0));
        return startsWithDigit || AppName.isReserved(label) ? trim("app-" + shortened(label)) : label;
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST - 4 ? label : label.substring(0, LONGEST - 4);
    }

    private static String trim(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
