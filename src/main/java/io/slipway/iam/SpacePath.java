package io.slipway.iam;

/**
 * A space by the names that stand in URLs.
 *
 * @param organization the organization's name
 * @param space the space's name within it
 */
public record SpacePath(String organization, String space) {

    /** The organization and space that every installation starts with. */
    public static final SpacePath DEFAULT = new SpacePath("default", "default");

    /** As people read it: "acme / dev". */
    public String words() {
        return organization + " / " + space;
    }
}
