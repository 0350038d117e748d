package io.slipway.console.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Selector;
import java.util.Locale;

/**
 * What is typed above the app list: a part of the name, and after {@code label:} a selector: {@code shop label:team=a, !old}.
 *
 * @param name a part of it, in lower case; may be empty
 * @param labels what the labels have to fulfil
 */
record AppSearch(String name, Selector labels) {

    static final AppSearch NONE = new AppSearch("", Selector.ALL);

    private static final String LABEL = "label:";

    /** @throws PlatformException.Invalid when what follows {@code label:} is no selector */
    static AppSearch parse(String text) {
        int label = text.indexOf(LABEL);
        var name = label < 0 ? text : text.substring(0, label);
        var selector = label < 0 ? "" : text.substring(label + LABEL.length());
        return new AppSearch(name.strip().toLowerCase(Locale.ROOT), Selector.parse(selector, "q"));
    }

    boolean lets(AppRow row) {
        return row.name().toLowerCase(Locale.ROOT).contains(name)
                && labels.matches(row.app().labels());
    }
}
