package io.slipway.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What turns one name table into another, so that a change costs what it changes. The order of spaces and apps means nothing. */
public final class NameChanges {

    private NameChanges() {}

    /** The change that makes {@code after} of {@code before}, both whole. */
    public static NameTable between(NameTable before, NameTable after) {
        var gone = spaces(before);
        var change = NameTable.newBuilder()
                .setEpoch(after.getEpoch())
                .setChange(true)
                .addAllConnections(after.getConnectionsList());
        for (var space : after.getSpacesList()) {
            var old = gone.remove(space.getSpaceId());
            if (old == null) {
                change.addSpaces(space);
            } else if (!old.equals(space)) {
                change.addSpaces(between(old, space));
            }
        }
        return change.addAllGoneSpaces(gone.keySet()).build();
    }

    /** The table that comes of a message: itself when it is whole, else what is known with the change made. */
    public static NameTable apply(NameTable known, NameTable said) {
        if (!said.getChange()) {
            return said;
        }
        var spaces = spaces(known);
        spaces.keySet().removeAll(said.getGoneSpacesList());
        said.getSpacesList().forEach(space -> spaces.merge(space.getSpaceId(), space, NameChanges::apply));
        return said.toBuilder()
                .clearChange()
                .clearGoneSpaces()
                .clearSpaces()
                .addAllSpaces(spaces.values())
                .build();
    }

    private static NamedSpace between(NamedSpace before, NamedSpace after) {
        var gone = apps(before);
        var change = after.toBuilder().clearApps();
        for (var app : after.getAppsList()) {
            if (!Objects.equals(app, gone.remove(app.getAppId()))) {
                change.addApps(app);
            }
        }
        return change.addAllGoneApps(gone.keySet()).build();
    }

    private static NamedSpace apply(NamedSpace known, NamedSpace change) {
        var apps = apps(known);
        apps.keySet().removeAll(change.getGoneAppsList());
        change.getAppsList().forEach(app -> apps.put(app.getAppId(), app));
        return change.toBuilder()
                .clearGoneApps()
                .clearApps()
                .addAllApps(apps.values())
                .build();
    }

    private static Map<String, NamedSpace> spaces(NameTable table) {
        var spaces = new LinkedHashMap<String, NamedSpace>();
        table.getSpacesList().forEach(space -> spaces.put(space.getSpaceId(), space));
        return spaces;
    }

    private static Map<String, NamedApp> apps(NamedSpace space) {
        var apps = new LinkedHashMap<String, NamedApp>();
        space.getAppsList().forEach(app -> apps.put(app.getAppId(), app));
        return apps;
    }
}
