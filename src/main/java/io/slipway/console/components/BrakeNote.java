package io.slipway.console.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.LiveUpdates;
import io.slipway.hosts.BrakeView;
import io.slipway.hosts.HostService;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import java.time.Duration;

/** Says that the brake holds, and lets an administrator release it. Out of sight while it does not; keeps itself up to date. */
public class BrakeNote extends Panel {

    /** The seconds until the next host is let go run on. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final HostService hosts;
    private final AccessPolicy policy;
    private final Paragraph sentence = new Paragraph();
    private final Button release = new Button("Release the brake…", event -> ask());

    /** Makes it; whoever attaches it made sure that the caller may read the platform. */
    public BrakeNote(HostService hosts, AccessPolicy policy, LiveUpdates live) {
        super("Most hosts fell silent at once");
        this.hosts = hosts;
        this.policy = policy;
        setTestId("brake-note");
        getElement().setAttribute("role", "alert");
        release.setTestId("brake-release");
        var advice = new Paragraph(
                "Look first whether this server's own network works. If the hosts are really gone, release the brake:"
                        + " all that ran there starts on the hosts that are left, as far as there is room.");
        advice.addClassName("muted");
        add(sentence, advice, new Div(release), new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
        setVisible(false);
    }

    /** Not before: whoever may not see the page leaves it unattached. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        refresh();
    }

    private void refresh() {
        var view = hosts.brake();
        setVisible(view.isOn());
        sentence.setText(view.sentence());
        release.setEnabled(policy.allowedOnPlatform().contains(Permission.PLATFORM_ADMIN));
    }

    private void ask() {
        var view = hosts.brake();
        Confirm.explain(
                "Release the brake?",
                consequence(view),
                "Replace what ran on " + Figures.count(view.held().size(), "host"),
                () -> {
                    hosts.releaseBrake();
                    refresh();
                });
    }

    private static String consequence(BrakeView view) {
        return "Everything on " + String.join(", ", view.held())
                + " counts as lost and starts elsewhere. If those hosts are only cut off, it runs twice until they are heard again.";
    }
}
