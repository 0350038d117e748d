package io.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.images.ImageInspection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line under the image field: whether the image is there and what it says of itself. */
class ImageStatus extends Div {

    ImageStatus() {
        addClassName("image-status");
        setTestId("image-status");
        getElement().setAttribute("role", "status");
    }

    void show(ImageCheck check) {
        removeAll();
        switch (check) {
            case ImageCheck.Nothing nothing -> {}
            case ImageCheck.Asking asking -> {
                var progress = new ProgressBar();
                progress.setIndeterminate(true);
                add(new Span("Looking at " + asking.image() + " on a host; a first look pulls it."), progress);
            }
            case ImageCheck.Found found ->
                add(new StateBadge(StateKind.RUNNING, "Found").plain(), text(facts(found.image())));
            case ImageCheck.Refused refused ->
                add(
                        new StateBadge(
                                        refused.blocking() ? StateKind.FAILED : StateKind.DEGRADED,
                                        refused.blocking() ? "Not usable" : "Not checked")
                                .plain(),
                        text(refused.sentence()));
        }
    }

    /** What an image says of itself, in one line. */
    static String facts(ImageInspection image) {
        String ports = image.exposedPorts().isEmpty()
                ? "no EXPOSE"
                : "EXPOSE " + image.exposedPorts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Stream.of(
                        image.architecture(),
                        Figures.bytes(image.size().bytes()).text(),
                        ports,
                        "runs as " + (image.user().isEmpty() ? "root" : image.user()),
                        image.hasHealthCheck() ? "brings a health check" : "",
                        image.volumes().isEmpty()
                                ? ""
                                : "data in " + String.join(", ", image.volumes()) + " vanishes with the instance")
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static Span text(String facts) {
        var text = new Span(facts);
        text.addClassName("muted");
        return text;
    }
}
