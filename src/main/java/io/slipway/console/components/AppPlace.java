package io.slipway.console.components;

/** The pages of one app, in the order and groups of the sub-navigation. */
public enum AppPlace {
    OVERVIEW("Observe", "Overview", "", "gauge"),
    INSTANCES("Observe", "Instances", "instances", "boxes"),
    LOGS("Observe", "Logs", "logs", "lines"),
    METRICS("Observe", "Metrics", "metrics", "chart"),
    DEPLOYMENTS("Ship", "Deployments", "deployments", "rocket"),
    ENVIRONMENT("Configure", "Environment", "environment", "braces"),
    AUTOSCALE("Configure", "Autoscale", "autoscale", "bars"),
    SETTINGS("Configure", "Settings", "settings", "sliders");

    private final String group;
    private final String title;
    private final String segment;
    private final String icon;

    AppPlace(String group, String title, String segment, String icon) {
        this.group = group;
        this.title = title;
        this.segment = segment;
        this.icon = icon;
    }

    /** The heading it stands under. */
    public String group() {
        return group;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** The last part of its address; empty for the overview. */
    public String segment() {
        return segment;
    }

    /** The name of its icon. */
    public String icon() {
        return icon;
    }
}
